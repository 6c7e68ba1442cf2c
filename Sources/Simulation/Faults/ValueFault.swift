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
}
