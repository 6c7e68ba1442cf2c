public import Ledger
public import Readings

/// What the retraining loop shows and takes.
public struct LoopFace: Sendable {
    /// Why something that was asked of the loop cannot be.
    public enum Refusal: Error, Sendable {
        /// There is no such model, version or predecessor, in words.
        case unknown(String)
        /// Another has moved the champion meanwhile, or what is asked makes no sense now, in words.
        case conflict(String)
        /// What keeps it cannot be used now, in words.
        case unavailable(String)
    }

    /// A change of a model's champion.
    public struct Move: Sendable {
        /// The champion now.
        public let champion: Int
        /// The one before.
        public let predecessor: Int?

        /// A change.
        public init(champion: Int, predecessor: Int?) {
            self.champion = champion
            self.predecessor = predecessor
        }
    }

    /// Decisions, the newest first, at most so many. All questions throw ``Refusal``.
    public let decisions: @Sendable (_ limit: Int) async throws -> [DecisionRecord]
    /// How good a version's forecasts have been, nil meaning the champion's; a JSON text.
    public let skill: @Sendable (_ version: Int?) async throws -> String
    /// Puts a person's request for a retraining into the inbox; answers its number, and whether it is new.
    public let request: @Sendable (_ schema: String, _ reason: String) async throws -> (id: Int64, isNew: Bool)
    /// Asks for the end of a training; answers nil where none is under way and nothing waits.
    public let cancel: @Sendable (_ schema: String, _ reason: String) async throws -> TrainingCancellation?
    /// Makes a version the champion.
    public let promote: @Sendable (_ model: String, _ version: Int) async throws -> Move
    /// Makes the predecessor the champion again.
    public let rollBack: @Sendable (_ model: String) async throws -> Move
    /// Approves a version; nil means the challenger. Answers the version.
    public let approve: @Sendable (_ model: String, _ version: Int?) async throws -> Int

    /// A face.
    /// - Parameters:
    ///   - decisions: decisions, the newest first.
    ///   - skill: how good a version's forecasts have been.
    ///   - request: puts a request into the inbox.
    ///   - cancel: asks for the end of a training.
    ///   - promote: makes a version the champion.
    ///   - rollBack: makes the predecessor the champion again.
    ///   - approve: approves a version.
    public init(
        decisions: @escaping @Sendable (_ limit: Int) async throws -> [DecisionRecord],
        skill: @escaping @Sendable (_ version: Int?) async throws -> String,
        request:
            @escaping @Sendable (_ schema: String, _ reason: String) async throws -> (
                id: Int64, isNew: Bool
            ),
        cancel: @escaping @Sendable (_ schema: String, _ reason: String) async throws -> TrainingCancellation?,
        promote: @escaping @Sendable (_ model: String, _ version: Int) async throws -> Move,
        rollBack: @escaping @Sendable (_ model: String) async throws -> Move,
        approve: @escaping @Sendable (_ model: String, _ version: Int?) async throws -> Int
    ) {
        self.decisions = decisions
        self.skill = skill
        self.request = request
        self.cancel = cancel
        self.promote = promote
        self.rollBack = rollBack
        self.approve = approve
    }
}
