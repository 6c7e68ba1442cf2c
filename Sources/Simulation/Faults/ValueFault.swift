import Readings

/// What is wrong with the values of a feed.
public enum ValueFault: Sendable, Equatable {
    /// A constant is added.
    case bias(Double)
    /// A constant is reached slowly: what is added grows evenly from the fault's begin to its end.
    case drift(Double)
    /// Temperatures come in °F.
    case unit
    /// The value of the fault's first moment is repeated.
    case stuck

    /// The part of a slow drift that is there at a moment; without an end it is there in full after thirty days.
    func share(of start: Timestamp, _ end: Timestamp?, at moment: Timestamp) -> Double {
        let end = end ?? start.advanced(hours: 30 * 24)
        return min(
            1,
            Double(moment.milliseconds - start.milliseconds) / Double(end.milliseconds - start.milliseconds))
    }
}
