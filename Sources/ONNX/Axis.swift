/// The length of one axis of an input or output.
public enum Axis: Hashable, Sendable {
    /// Any length; axes of one name have the same length. The name may be empty.
    case free(String)
    /// Exactly this length.
    case fixed(Int)
}

extension Axis: CustomStringConvertible {
    /// The length, or the name of a free axis (`?` when it has none).
    public var description: String {
        switch self {
        case .free(let name): name.isEmpty ? "?" : name
        case .fixed(let length): "\(length)"
        }
    }
}
