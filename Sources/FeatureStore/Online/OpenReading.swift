import Readings

/// A reading as it was reported, less the values that are doubted: its hour may still change.
struct OpenReading: Sendable, Equatable {
    let time: Timestamp
    let source: String
    /// One for each quantity; NaN where missing.
    var values: [Double]

    /// Whether it stands before a reading of that moment and source.
    func isBefore(_ time: Timestamp, _ source: String) -> Bool {
        (self.time, self.source) < (time, source)
    }

    /// Two that are missing are the same here.
    static func == (left: OpenReading, right: OpenReading) -> Bool {
        left.time == right.time && left.source == right.source
            && left.values.map(\.bitPattern) == right.values.map(\.bitPattern)
    }
}
