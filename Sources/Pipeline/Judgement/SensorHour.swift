/// One hour of one sensor, as it is judged.
struct SensorHour: Sendable {
    /// Hours since the first.
    let hour: Int
    /// The value as reported, NaN where nothing was.
    let value: Double
    /// Who reported it, a number of the feed's own.
    let source: Int
    /// Whether the value is physically possible.
    let isPossible: Bool
    /// What others say; nil when nobody answers.
    let opinion: FeedOpinion.Answer?
    /// The error of the forecast of an hour before, as a multiple of the usual; NaN where it is not known.
    let error: Double
    /// The scatter of the last hours' forecast errors, as a multiple of the largest that is usual; nil where unknown.
    let spread: Double?

    /// The difference from the others, in standard deviations; nil where one of them is missing or impossible.
    var difference: Double? {
        guard let opinion, isPossible else { return nil }
        return (value - opinion.expected) / opinion.spread
    }
}
