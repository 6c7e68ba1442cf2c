/// A detector that takes a stream's values one by one and tells when the stream has changed.
///
/// After a change it starts over: the next value is the first of a new stream, and until then the state that led to the
/// decision can be read.
public protocol ChangeStream: Sendable {
    /// Takes the next value in.
    ///
    /// - Parameter value: skipped, as if it had not come, when it is not finite or beyond ±10¹⁴⁰, where squares overflow:
    ///   one such value would otherwise silence the detector for good.
    /// - Returns: whether a change is found with this value.
    mutating func update(_ value: Double) -> Bool
}

extension Double {
    /// Whether a stream takes the value in: sums of its square stay finite.
    var isAcceptable: Bool { magnitude <= 1e140 }
}
