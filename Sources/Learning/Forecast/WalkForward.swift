public import Readings

/// Stretches at the end of what may be learned from, each to be forecast by a model that learned from what was before.
///
/// The last stretch ends where learning ends, so that choices made on them never see what a model is judged on.
public struct WalkForward: Sendable, Equatable {
    /// When each stretch begins, ascending.
    public let starts: [Timestamp]
    /// When the last stretch ends.
    public let end: Timestamp

    /// Three stretches of 16 % each.
    /// - Parameters:
    ///   - first: the first moment of history.
    ///   - end: nothing measured at or after it is known.
    public init(from first: Timestamp, until end: Timestamp) {
        let share = 0.16
        let count = 3
        let length = Double(end.milliseconds - first.milliseconds) * share
        starts = (0..<count).map { stretch in
            let moment = Double(end.milliseconds) - length * Double(count - stretch)
            // Whole hours, as readings have them.
            return Timestamp(milliseconds: Int64(moment / 3_600_000) * 3_600_000)
        }
        self.end = end
    }

    /// The stretch in which a forecast is issued and its outcome known.
    /// - Parameters:
    ///   - issued: when it is issued.
    ///   - known: when its outcome is known.
    /// - Returns: a place in `starts`, nil when it lies in none.
    public func stretch(issued: Timestamp, known: Timestamp) -> Int? {
        guard let place = starts.lastIndex(where: { $0 <= issued }) else { return nil }
        let stretchEnd = place + 1 < starts.count ? starts[place + 1] : end
        return known <= stretchEnd ? place : nil
    }
}
