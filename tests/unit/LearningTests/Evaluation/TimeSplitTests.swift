import Learning
import Readings
import TestSupport
import Testing

struct TimeSplitTests {
    private func hour(_ hour: Int) -> Timestamp { Timestamp(milliseconds: 0).advanced(hours: hour) }

    @Test(arguments: [
        (0.8, 0, 8, 8), (0.8, 3, 8, 5), (0.5, 24, 5, -19), (0.05, 0, 0, 0), (0.99, 0, 9, 9), (0.85, 1, 8, 7),
    ])
    func `leaves a share of the rows to training, less the gap`(share: Double, gap: Int, start: Int, end: Int) throws {
        var random = SeededRandom(seed: 6)
        let times = (0..<10).map(hour).shuffled(using: &random)
        let split = try TimeSplit(trainingShare: share, of: times, gapHours: gap)
        #expect(split == TimeSplit(trainingEnd: hour(end), testStart: hour(start)))
    }

    @Test(arguments: [0, 1])
    func `refuses fewer than two rows`(rows: Int) {
        #expect(throws: LearningError(subject: "split by time", reason: .tooFewRows(have: rows, need: 2))) {
            try TimeSplit(trainingShare: 0.8, of: (0..<rows).map(hour), gapHours: 0)
        }
    }

    @Test func `parts rows in any order and leaves out those in the gap`() {
        let split = TimeSplit(trainingEnd: hour(3), testStart: hour(5))
        let times = [5, 0, 4, 2, 3, 9, 2, 5].map(hour)
        #expect(split.trainingRows(of: times) == [1, 3, 6])
        #expect(split.testRows(of: times) == [0, 5, 7])
        #expect(split.trainingRows(of: []) == [] && split.testRows(of: []) == [])
    }

    @Test func `judges every row from the test's start on when all have one moment`() throws {
        let split = try TimeSplit(trainingShare: 0.8, of: [hour(1), hour(1), hour(1)], gapHours: 2)
        #expect(split.trainingRows(of: [hour(1)]) == [])
        #expect(split.testRows(of: [hour(1)]) == [0])
    }
}
