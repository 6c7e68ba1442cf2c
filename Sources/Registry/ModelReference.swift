/// Which version of a model is meant.
public enum ModelReference: Sendable, Equatable, CustomStringConvertible {
    /// The one an alias points at.
    case alias(ModelAlias)
    /// Exactly this one.
    case version(Int)

    /// Reads `latest` (the champion), `@champion`, `@challenger` or a number, nil for anything else.
    /// - Parameter text: as in the setting `MODEL_VERSION`.
    public init?(_ text: String) {
        if text == "latest" {
            self = .alias(.champion)
        } else if text.hasPrefix("@"), let alias = ModelAlias(rawValue: String(text.dropFirst())) {
            self = .alias(alias)
        } else if let version = Int(text), version > 0 {
            self = .version(version)
        } else {
            return nil
        }
    }

    /// `@champion` or the number.
    public var description: String {
        switch self {
        case .alias(let alias): "@\(alias.rawValue)"
        case .version(let version): "\(version)"
        }
    }
}
