import FeatureStore
import Features
import Readings
import TestSupport
import Testing

struct FeatureAuditTests {
    private let scratch: ScratchDirectory
    private let schema = FeatureSchema.weather
    private var readings = ReadingTable(schema: .weather)

    /// 60 hours of one station; hour 10 is corrected from 10 to 99 when hour 40 is known.
    init() throws {
        scratch = try ScratchDirectory()
        for hour in 0..<60 { readings.append(.weather(hour: hour, Double(hour))) }
        readings.append(.weather(hour: 10, 99, knownAtHour: 40))
        try LakeWriter(dataDirectory: scratch.path).add(readings)
    }

    private func moment(_ hour: Int) -> Timestamp { Timestamp(hourIndex: MadeHistory.firstHour + Int64(hour)) }

    /// Rows of the hours 0 … 59 from some readings, as somebody may have computed them.
    private func table(_ readings: ReadingTable) -> FeatureTable {
        FeatureTable(of: readings, schema: schema, trustingFlagged: false)
    }

    /// What was known before the correction.
    private var firstReadings: ReadingTable { readings.selecting { $0 < 60 } }

    private func rows(_ table: FeatureTable, hours: Range<Int>, knownAt: ((Int) -> Timestamp)?) -> AuditedRows {
        var columns: [Int: [Float]] = [:]
        for place in schema.features.indices { columns[place] = hours.map { table.matrix[$0, place] } }
        return AuditedRows(
            schema: schema, stations: hours.map { table.stations[$0] }, observedAt: hours.map { table.times[$0] },
            knownAt: knownAt.map { known in hours.map(known) }, columns: columns)
    }

    private func audit(_ rows: AuditedRows) throws -> (AuditSummary, [AuditDifference]) {
        var differences: [AuditDifference] = []
        let summary = try FeatureAudit(dataDirectory: scratch.path, schema: schema)
            .run(rows) { differences.append($0) }
        return (summary, differences)
    }

    private func serve(_ hour: Int, _ features: [Float]) throws {
        let log = PredictionLog(dataDirectory: scratch.path, schema: schema)
        log.record(
            PredictionRecord(
                requestID: "r", answeredAt: moment(hour), station: "EWR", observedAt: moment(hour),
                values: [0, 0, 0, 0], features: features, anomalyScore: 0.5, isAnomaly: false, modelName: "m",
                modelVersion: 1))
        try log.write(at: moment(hour))
    }

    @Test func `finds nothing in rows as they were known`() throws {
        let (summary, differences) = try audit(rows(table(firstReadings), hours: 0..<60, knownAt: nil))
        // Of the hours from 34 on nothing is corrected, before that what was known in the hour counts.
        #expect(differences == [] && summary.rows == 60 && summary.differences == 0)
    }

    @Test func `finds nothing in the offline store`() throws {
        _ = try FeatureMaterialization(dataDirectory: scratch.path, schema: schema).run()
        var differences: [AuditDifference] = []
        let summary = try FeatureAudit(dataDirectory: scratch.path, schema: schema).run { differences.append($0) }
        #expect(differences == [] && summary.rows == 60)
    }

    @Test func `catches rows that use a correction before it came`() throws {
        let corrected = ReadingTable(
            (0..<60).map { $0 == 10 ? .weather(hour: 10, 99) : .weather(hour: $0, Double($0)) })
        let (summary, differences) = try audit(rows(table(corrected), hours: 0..<60, knownAt: nil))
        // All rows that look at hour 10, until the window of 24 hours has passed it.
        #expect(summary.differentRows == 24)
        #expect(differences.allSatisfy { $0.meaning == .laterReading(knownAt: moment(40)) })
        let own = try #require(differences.first { $0.feature == "temperature" })
        #expect(own.station == "EWR" && own.observedAt == moment(10) && own.knownAt == moment(10))
        #expect(own.trained == 99 && own.recomputed == 10 && own.served == nil)
        #expect("\(own.meaning)" == "uses a reading known only at 2026-01-02T16:00:00Z")

        // As of the correction they are right.
        let (late, none) = try audit(rows(table(corrected), hours: 0..<60) { _ in moment(60) })
        #expect(none == [] && late.rows == 60)
    }

    @Test func `catches rows that look into the future`() throws {
        var table = table(firstReadings)
        let place = try #require(schema.featureNames.firstIndex(of: "temp_lag_1h"))
        var values = table.matrix.values
        // The lag points forwards.
        values[50 * schema.features.count + place] = 51
        table = FeatureTable(
            schema: schema, stations: table.stations, times: table.times,
            matrix: FeatureMatrix(values: values, featureCount: schema.features.count))
        let (summary, differences) = try audit(rows(table, hours: 45..<55, knownAt: nil))
        #expect(summary.differences == 1)
        #expect(differences.map(\.feature) == ["temp_lag_1h"])
        #expect(differences.map(\.meaning) == [.futureReading(observedAt: moment(52))])
    }

    @Test func `catches values that no reading gives, and rows of nothing`() throws {
        let table = table(ReadingTable([.weather(hour: 50, 12.5), .weather("nowhere", hour: 50), .weather(hour: 90)]))
        let (summary, differences) = try audit(rows(table, hours: 0..<3, knownAt: nil))
        #expect(summary.rows == 3 && summary.differentRows == 3)
        #expect(differences.contains { $0.feature == "temperature" && $0.meaning == .unexplained })
        #expect(differences.filter { $0.feature == "observed_at" }.map(\.meaning) == [.noReading, .noReading])
    }

    @Test func `takes a served reading for its clock hour alone`() throws {
        // Three readings an hour: training's row is their mean, serving's the reading asked about.
        let start = moment(0)
        var several = ReadingTable(schema: .weather)
        for hour in 0..<30 {
            for minute in [5, 25, 45] {
                let observed = start.advanced(hours: hour).advanced(minutes: Int64(minute))
                several.append(
                    Reading(
                        station: "HALL", observedAt: observed, knownAt: observed, source: "push", kind: .measurement,
                        values: [Double(hour * 3 + minute), 1_013, 50, 3]))
            }
        }
        try LakeWriter(dataDirectory: scratch.path).add(several)
        _ = try FeatureMaterialization(dataDirectory: scratch.path, schema: schema).run()

        let store = MemoryOnlineStore(schema: .weather)
        store.put(several)
        let history = store.histories(of: ["HALL"]).byStation["HALL"]
        let last = start.advanced(hours: 29).advanced(minutes: 45)
        let values: [Double] = [99, 1_013, 50, 3]
        let row = FeatureReader(store: store, schema: schema).row(of: values, at: last, after: history)
        func log(_ features: [Float], _ number: Int) throws {
            let log = PredictionLog(dataDirectory: scratch.path, schema: schema)
            log.record(
                PredictionRecord(
                    requestID: "r", answeredAt: last, station: "HALL", observedAt: last, values: values,
                    features: features, anomalyScore: 0.5, isAnomaly: false, modelName: "m", modelVersion: 1))
            try log.write(at: last.advanced(minutes: Int64(number)))
        }
        try log(row, 0)
        var differences: [AuditDifference] = []
        let audit = FeatureAudit(dataDirectory: scratch.path, schema: schema)
        let clean = try audit.run(stations: ["HALL"]) { differences.append($0) }
        #expect(differences == [] && clean.rows == 30 && clean.servedRows == 1 && clean.differences == 0)
        #expect(clean.servedAsAsked > 1)

        // What no rule gives is still told, also behind an answer that was right.
        var skewed = row
        skewed[4] += 1
        try log(skewed, 1)
        let skew = try audit.run(stations: ["HALL"]) { differences.append($0) }
        #expect(skew.differences == 1 && differences.map(\.feature) == [schema.featureNames[4]])
        #expect(differences.map(\.meaning) == [.servedOtherwise] && differences.map(\.served) == [skewed[4]])
    }

    @Test func `compares with what was served`() throws {
        let first = table(firstReadings)
        try serve(5, Array(first.matrix[row: 5]))
        try serve(12, Array(first.matrix[row: 12]))
        var skewed = Array(first.matrix[row: 50])
        skewed[0] += 1
        try serve(50, skewed)
        // Trained on what is known at the end: hour 12 was served before hour 10 was corrected.
        let corrected = ReadingTable(
            (0..<60).map { $0 == 10 ? .weather(hour: 10, 99) : .weather(hour: $0, Double($0)) })
        let (summary, differences) = try audit(rows(table(corrected), hours: 0..<60) { _ in moment(60) })
        #expect(summary.servedRows == 3 && summary.differences == 1 && summary.servedEarlier > 5)
        let wrong = differences.filter { !$0.isExplained }
        #expect(wrong.map(\.feature) == ["temperature"] && wrong.map(\.meaning) == [.servedOtherwise])
        #expect(wrong.map(\.served) == [51] && wrong.map(\.trained) == [50])
        let explained = differences.filter(\.isExplained)
        #expect(explained.allSatisfy { $0.observedAt == moment(12) })
        #expect(explained.allSatisfy { $0.meaning == .servedEarlierVersion(knownAt: moment(12)) })
    }
}
