import Foundation
import Ledger
import Readings

/// What the loop knows of one kind of station between two looks, as the ledger keeps it.
struct LoopMemory: Codable, Equatable {
    /// When to train.
    var retraining = RetrainingStateMachine()
    /// By the name of a model where its challenger stands.
    var promotions: [String: PromotionStateMachine] = [:]
    /// Readings that were stored at the last training, or when the loop first saw a champion.
    var readingsAtTraining: Int?
    /// The same before the training that is under way, which may find that it cannot begin.
    var readingsBeforeTraining: Int?
    /// Whether what was kept could not be read.
    var isDamaged = false

    static func name(of schema: String) -> String { "retraining of \(schema)" }

    private enum CodingKeys: String, CodingKey {
        case retraining, promotions, readingsAtTraining, readingsBeforeTraining
    }

    /// Nothing yet.
    init() {}

    /// Reads what is kept; nothing before the first look, and where it cannot be read.
    init(ofSchema schema: String, in ledger: LedgerDatabase) throws(LedgerError) {
        guard let text = try ledger.loopState(Self.name(of: schema)) else { return }
        guard let kept = Self(text) else {
            isDamaged = true
            return
        }
        self = kept
    }

    private init?(_ text: String) {
        guard let kept = try? JSONDecoder().decode(LoopMemory.self, from: Data(text.utf8)) else { return nil }
        self = kept
    }

    /// When the training under way began, by what is kept; nil where none is.
    static func beginningOfTraining(_ text: String?) -> Timestamp? {
        text.flatMap { Self($0) }?.retraining.training.map { Timestamp(milliseconds: $0.startedAt) }
    }

    /// The same for the ledger.
    func states(ofSchema schema: String) -> [String: String] {
        guard let bytes = try? JSONEncoder().encode(self) else { return [:] }
        return [Self.name(of: schema): String(decoding: bytes, as: UTF8.self)]
    }
}
