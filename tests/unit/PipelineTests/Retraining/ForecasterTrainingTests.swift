import Features
import Learning
import Pipeline
import Readings
import Registry
import Testing

struct ForecasterTrainingTests {
    private let training = ForecasterTraining(trainer: ForecasterTrainer(), loop: .threads(2))
    private let half: TimeSplit
    private let examples: ForecastExamples

    init() throws {
        let middle = try #require(Quickstart.evaluationEnd)
        half = TimeSplit(trainingEnd: middle, testStart: middle)
        examples = try BundledYear.examples.get()
    }

    @Test func `trains on four fifths and leaves a gap as long as the longest horizon`() throws {
        let split = try training.usualSplit(of: examples)
        #expect(split.testStart == split.trainingEnd.advanced(hours: 24))
        let share = Double(split.testRows(of: examples.issuedAt).count) / Double(examples.rowCount)
        #expect(abs(share - 0.2) < 0.001)
    }

    @Test func `beats persistence for every sensor and horizon in a half-year that it has not seen`() throws {
        let outcome = try training.run(examples, split: half)
        #expect(outcome.evaluation.scores.count == 4 * 5)
        for score in outcome.evaluation.scores {
            #expect(score.skill > 0, "\(score.sensor) \(score.horizon) h: \(score.skill)")
        }
        #expect(outcome.testRows.allSatisfy { examples.issuedAt[$0] >= half.testStart })
        #expect(outcome.data.to == "2013-06-29T23:00:00Z")
        #expect(outcome.data.rows == half.trainingRows(of: examples.issuedAt).count)
        #expect(Set(outcome.evaluation.skills.keys) == ["temperature", "pressure", "humidity", "wind_speed"])
        #expect(outcome.evaluation.skills["temperature"]?.keys.sorted() == ["1", "12", "24", "3", "6"])
    }

    @Test func `learns nothing that was measured from the split on`() throws {
        var changed = ReadingTable(schema: .weather)
        let readings = try BundledYear.readings.get()
        for row in 0..<readings.rowCount {
            var reading = readings.reading(row)
            if reading.observedAt >= half.trainingEnd { reading.values = [40, 900, 1, 50] }
            changed.append(reading)
        }
        let other = ForecastExamples(
            of: zip(changed.stations, changed.rowsByStation()).map { station, rows in
                (station, changed.series(ofRows: rows, trustingFlagged: false))
            }, schema: .weather)
        #expect(
            try training.run(other, split: half).forecaster == training.run(examples, split: half).forecaster)
    }

    @Test func `gives the same forecaster whatever the number of threads`() throws {
        let serial = ForecasterTraining(trainer: ForecasterTrainer(), loop: .serial)
        let ours = try training.run(examples, split: half)
        let theirs = try serial.run(examples, split: half)
        #expect(ours.forecaster == theirs.forecaster)
        #expect(ours.evaluation == theirs.evaluation)
        #expect(ours.data == theirs.data)
    }

    @Test func `needs something to learn from and something to judge on`() throws {
        let before = Timestamp(milliseconds: 0)
        #expect(
            throws: PipelineError(
                subject: "forecaster",
                reason: .learning(
                    LearningError(subject: "ridge forecaster", reason: .tooFewRows(have: 0, need: 200))))
        ) { try training.run(examples, split: TimeSplit(trainingEnd: before, testStart: before)) }
        let after = try #require(Timestamp(iso8601: "2014-01-01"))
        #expect(throws: PipelineError(subject: "forecaster", reason: .nothingToJudge)) {
            try training.run(examples, split: TimeSplit(trainingEnd: after, testStart: after))
        }
        let none = ForecastExamples(of: [], schema: .weather)
        #expect(
            throws: PipelineError(
                subject: "forecaster",
                reason: .learning(LearningError(subject: "split by time", reason: .tooFewRows(have: 0, need: 2))))
        ) { try training.usualSplit(of: none) }
    }
}
