/// Whose word counts when one feed differs from others.
struct Witnesses: Sendable {
    /// For each feed that is asked whether it is believed itself.
    let isTrusted: [Bool]
    /// The standard deviation of the hourly difference from those that are; 0 when none is.
    let spread: Double
    /// Whether none of them lies farther from the feeds that it is compared with.
    let isFarthest: Bool
    /// Whether errors of most stations among them scatter as well: then it is the weather.
    let isScattered: Bool
}
