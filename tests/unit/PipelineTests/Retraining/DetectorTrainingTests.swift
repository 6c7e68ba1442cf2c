import Features
import Learning
import Pipeline
import Readings
import Registry
import Simulation
import Testing

struct DetectorTrainingTests {
    private let readings: ReadingTable
    private let table: FeatureTable

    init() {
        readings = MachineSimulation(machineCount: 10, seed: 5).readings(from: Self.start, hours: 300)
        table = FeatureTable(of: readings, schema: .machine, trustingFlagged: false)
    }

    private static let start = Timestamp(milliseconds: 1_356_998_400_000)

    private func run(
        _ table: FeatureTable, _ readings: ReadingTable, until end: Timestamp? = nil, seed: UInt64 = 42,
        threads: Int = 1
    ) throws(PipelineError) -> DetectorTraining.Outcome {
        try DetectorTraining(
            DetectorRecipe(for: table.schema, seed: seed), seed: seed, loop: .threads(threads)
        ).run(table, readings: readings, trainUntil: end)
    }

    private func forest(_ outcome: DetectorTraining.Outcome) throws -> IsolationForest {
        try #require(outcome.detector as? IsolationForest)
    }

    @Test func `judges departures by change`() throws {
        let departures = FeatureTable(of: readings, schema: .machineChange, trustingFlagged: false)
        let outcome = try run(departures, readings)
        let detector = try #require(outcome.detector as? ChangeDetector)
        #expect(detector.featureCount == 9 && detector.contamination == 0.1)
        #expect(outcome.metrics["anomaly_threshold"] == 0.5)
        // Readings of a few digits have many equal departures, at the limit too.
        let share = try #require(outcome.metrics["training_anomaly_share"])
        #expect((0.1...0.105).contains(share), "\(share)")
        for fault in InjectedFault.all(of: .machine) {
            let area = try #require(outcome.metrics["auroc_\(fault.name)"])
            #expect(area > 0.99 && area <= 1, "\(fault.name): \(area)")
        }
        #expect(try run(departures, readings, seed: 43, threads: 2).detector as? ChangeDetector == detector)
    }

    @Test func `learns from the older four fifths, less a day, and judges on the newer`() throws {
        let outcome = try run(table, readings)
        #expect(outcome.split.testStart == Self.start.advanced(hours: 240))
        #expect(outcome.split.trainingEnd == Self.start.advanced(hours: 216))
        #expect(outcome.data.rows == 10 * 216)
        #expect(outcome.data.from == "2013-01-01T00:00:00Z")
        #expect(outcome.data.to == Self.start.advanced(hours: 215).description)
        #expect(outcome.metrics["training_rows"] == 2160)
        #expect(outcome.metrics["test_rows"] == 600)
        #expect(outcome.heldOut == table.matrix.selecting(rows: outcome.split.testRows(of: table.times)))
    }

    @Test func `flags a tenth of what it learned from`() throws {
        let outcome = try run(table, readings)
        let share = try #require(outcome.metrics["training_anomaly_share"])
        #expect(abs(share - 0.1) <= 1.0 / 2160)
        #expect(outcome.metrics["anomaly_threshold"] == outcome.detector.anomalyThreshold)
    }

    @Test func `measures how well each fault is told from health`() throws {
        let metrics = try run(table, readings).metrics
        #expect(
            metrics.keys.sorted() == [
                "anomaly_threshold", "auroc_rotation_speed_zero", "auroc_temperature_spike_30",
                "auroc_vibration_doubled", "test_anomaly_share", "test_anomaly_share_2013-01", "test_rows",
                "training_anomaly_share",
                "training_rows",
            ])
        let area = try #require(metrics["auroc_vibration_doubled"])
        #expect(area > 0.9 && area <= 1, "\(area)")
    }

    @Test func `parts at a given moment without a gap`() throws {
        let end = Self.start.advanced(hours: 100)
        let outcome = try run(table, readings, until: end)
        #expect(outcome.split == TimeSplit(trainingEnd: end, testStart: end))
        #expect(outcome.data.rows == 1000)
        #expect(outcome.metrics["test_rows"] == 2000)
    }

    @Test func `learns nothing from what it is judged on`() throws {
        let end = Self.start.advanced(hours: 200)
        var changed = readings
        changed = try #require(InjectedFault.all(of: .machine).first)
            .injected(into: readings, rows: (0..<readings.rowCount).filter { readings.observedAt[$0] >= end })
        let outcome = try run(table, readings, until: end)
        let other = try run(
            FeatureTable(of: changed, schema: .machine, trustingFlagged: false), changed, until: end)
        #expect(try forest(other) == forest(outcome))
        #expect(other.data == outcome.data)
        #expect(other.heldOut != outcome.heldOut)
    }

    @Test func `does not depend on the number of threads, and does on the seed`() throws {
        let outcome = try run(table, readings)
        let threaded = try run(table, readings, threads: 2)
        #expect(try forest(threaded) == forest(outcome))
        #expect(threaded.metrics == outcome.metrics)
        #expect(threaded.data == outcome.data)
        #expect(try forest(run(table, readings, seed: 43)) != forest(outcome))
    }

    @Test func `needs a thousand readings`() throws {
        func first(_ count: Int) -> (FeatureTable, ReadingTable) {
            var some = ReadingTable(schema: .machine)
            for row in 0..<count { some.append(readings.reading(row)) }
            return (FeatureTable(of: some, schema: .machine, trustingFlagged: false), some)
        }
        let (few, fewReadings) = first(999)
        let error = PipelineError(subject: "machine detector", reason: .tooFewReadings(have: 999, need: 1000))
        #expect(throws: error) { try run(few, fewReadings) }
        #expect(error.isBadData)
        let (enough, enoughReadings) = first(1000)
        #expect(try run(enough, enoughReadings).data.rows > 0)
    }

    @Test func `needs something to judge on and something to learn from`() throws {
        #expect(throws: PipelineError(subject: "machine detector", reason: .nothingToJudge)) {
            try run(table, readings, until: Self.start.advanced(hours: 300))
        }
        #expect(
            throws: PipelineError(
                subject: "machine detector",
                reason: .tooFewReadings(have: 250, need: 256))
        ) { try run(table, readings, until: Self.start.advanced(hours: 25)) }
        #expect(try run(table, readings, until: Self.start.advanced(hours: 26)).data.rows == 260)
    }

    @Test func `names a column that is empty`() throws {
        var silent = ReadingTable(schema: .machine)
        for row in 0..<readings.rowCount {
            var reading = readings.reading(row)
            reading.values[0] = .nan
            silent.append(reading)
        }
        #expect(
            throws: PipelineError(
                subject: "machine detector",
                reason: .learning(
                    LearningError(
                        subject: "isolation forest", reason: .columnWithoutValues(name: "temperature"))))
        ) { try run(FeatureTable(of: silent, schema: .machine, trustingFlagged: false), silent) }
    }
}
