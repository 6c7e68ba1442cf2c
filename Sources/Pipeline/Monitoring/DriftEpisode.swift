public import Readings

/// When to tell of drift, and when to remember a look: two decisions that outlive single scores.
///
/// A score that hovers about its threshold is told once: drift ends where the largest score of the window is below nine
/// tenths of its threshold.
public struct DriftEpisode: Sendable, Equatable {
    /// What a look asks for.
    public enum Action: Sendable, Equatable {
        /// Drift has begun: tell it.
        case tellBeginning
        /// Drift has ended: tell it.
        case tellEnd
        /// Keep the look in the history.
        case remember
    }

    /// Between two remembered looks with new inputs.
    public static let historyMinutes = 10
    private static let releasedBelow = 0.9

    /// Whether there is drift that was told.
    public private(set) var isDrifted: Bool
    private var rememberedAt: Timestamp?

    /// An episode to go on with.
    /// - Parameters:
    ///   - isDrifted: whether the last look that was remembered had drift.
    ///   - rememberedAt: when it was; nil when nothing was.
    public init(isDrifted: Bool = false, rememberedAt: Timestamp? = nil) {
        self.isDrifted = isDrifted
        self.rememberedAt = rememberedAt
    }

    /// Takes a look in.
    /// - Parameters:
    ///   - status: what it found.
    ///   - isNew: whether there were new inputs since the last look.
    ///   - now: when it was.
    /// - Returns: what to do, in this order.
    public mutating func take(_ status: DriftStatus, isNew: Bool, at now: Timestamp) -> [Action] {
        guard isNew, status.all.isJudged else { return [] }
        var actions: [Action] = []
        if status.isDrifted, !isDrifted {
            isDrifted = true
            actions.append(.tellBeginning)
        } else if isDrifted, isReleased(status) {
            isDrifted = false
            actions.append(.tellEnd)
        }
        // A clock that was set back must not stop the history.
        let age = rememberedAt.map { now.milliseconds - $0.milliseconds } ?? .max
        if !actions.isEmpty || age >= Int64(Self.historyMinutes) * 60_000 || age < 0 {
            rememberedAt = now
            actions.append(.remember)
        }
        return actions
    }

    private func isReleased(_ status: DriftStatus) -> Bool {
        status.all.features.allSatisfy { feature in
            feature.group == nil || (feature.score ?? 0) < Self.releasedBelow * feature.threshold
        }
    }
}
