/// Which share of the training rows counts as outliers, and so where the forest cuts.
public enum Contamination: Sendable, Equatable, CustomStringConvertible {
    /// Cut at the paper's score 0.5, whatever the training rows.
    case auto
    /// Cut where this share of the training rows, in (0, 0.5], scores as outliers.
    case fraction(Double)

    /// `auto` or the share.
    public var description: String {
        switch self {
        case .auto: "auto"
        case .fraction(let share): "\(share)"
        }
    }

    /// Checks the share.
    /// - Throws: ``LearningError`` with `.parameterOutOfRange`.
    public func validate() throws(LearningError) {
        guard case .fraction(let share) = self, !(share > 0 && share <= 0.5) else { return }
        throw LearningError(
            subject: "isolation forest",
            reason: .parameterOutOfRange(name: "contamination", value: "\(share)", allowed: "auto or (0, 0.5]"))
    }
}
