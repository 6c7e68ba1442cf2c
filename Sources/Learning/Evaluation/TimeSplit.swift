public import Readings

/// A moment that parts history into what is learned from and what is judged on, with a gap between.
///
/// The gap keeps what was learned from overlapping with what a judged row looks back at or a learned one looks ahead
/// to.
public struct TimeSplit: Sendable, Equatable {
    /// Rows before this moment are learned from.
    public let trainingEnd: Timestamp
    /// Rows from this moment on are judged.
    public let testStart: Timestamp

    /// A split at given moments.
    /// - Parameters:
    ///   - trainingEnd: rows before it are learned from.
    ///   - testStart: rows from it on are judged; not before `trainingEnd`.
    public init(trainingEnd: Timestamp, testStart: Timestamp) {
        precondition(trainingEnd <= testStart, "what is learned comes first")
        self.trainingEnd = trainingEnd
        self.testStart = testStart
    }

    /// A split that leaves a share of the rows to training.
    /// - Parameters:
    ///   - share: of the rows before the test, in (0, 1).
    ///   - times: the rows' moments, in any order.
    ///   - gapHours: between training and test, ≥ 0.
    /// - Throws: ``LearningError`` when there are fewer than two rows.
    public init(trainingShare share: Double, of times: [Timestamp], gapHours: Int) throws(LearningError) {
        guard times.count >= 2 else {
            throw LearningError(subject: "split by time", reason: .tooFewRows(have: times.count, need: 2))
        }
        let sorted = times.sorted()
        let start = sorted[min(sorted.count - 1, Int(Double(sorted.count) * share))]
        self.init(trainingEnd: start.advanced(hours: -gapHours), testStart: start)
    }

    /// The places of the rows to learn from.
    /// - Parameter times: the rows' moments.
    /// - Returns: places in `times`, ascending.
    public func trainingRows(of times: [Timestamp]) -> [Int] {
        times.indices.filter { times[$0] < trainingEnd }
    }

    /// The places of the rows to judge on.
    /// - Parameter times: the rows' moments.
    /// - Returns: places in `times`, ascending.
    public func testRows(of times: [Timestamp]) -> [Int] {
        times.indices.filter { times[$0] >= testStart }
    }
}
