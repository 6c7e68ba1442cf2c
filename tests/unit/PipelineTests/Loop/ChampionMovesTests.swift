import Ledger
import Pipeline
import Readings
import Registry
import TestSupport
import Testing

struct ChampionMovesTests {
    private static let name = "anomaly-detection-model"

    private let ledger: LedgerDatabase
    private let registry: ModelRegistry
    private let moves: ChampionMoves
    private let scratch: ScratchDirectory

    /// Four versions that were champions one after the other.
    init() throws {
        scratch = try ScratchDirectory()
        ledger = try LedgerDatabase(dataDirectory: scratch.path)
        registry = ModelRegistry(dataDirectory: scratch.path)
        moves = ChampionMoves(registry: registry, ledger: ledger)
        for hour in 1...4 {
            let version = try registry.registerEmptyVersion(of: Self.name)
            try moves.promote(version.number, of: Self.name, cause: "test", at: Self.moment(hour))
        }
    }

    private static func moment(_ hour: Int) -> Timestamp { Timestamp(milliseconds: Int64(hour) * 3_600_000) }

    private func newest() throws -> AliasMove {
        try #require(try ledger.aliasMoves(ofModel: Self.name, limit: 1).first)
    }

    @Test func `roll-backs go further back each time, also when one was interrupted before it was remembered`() throws {
        #expect(try moves.rollBack(Self.name, cause: "test", at: Self.moment(5))?.champion == 3)
        try registry.promote(2, of: Self.name)
        try moves.rememberChampion(of: Self.name, at: Self.moment(6))
        let found = try newest()
        #expect(found.version == 2 && found.predecessor == 3 && found.isReturn && found.cause == "found so")
        #expect(try moves.rollBack(Self.name, cause: "test", at: Self.moment(7))?.champion == 1)
        #expect(try moves.rollBack(Self.name, cause: "test", at: Self.moment(8)) == nil)
    }

    @Test func `a promotion that was interrupted is none that takes back`() throws {
        try moves.rollBack(Self.name, cause: "test", at: Self.moment(5))
        try registry.promote(4, of: Self.name)
        try moves.rememberChampion(of: Self.name, at: Self.moment(6))
        #expect(try newest().version == 4)
        #expect(try !newest().isReturn)
        #expect(try moves.rollBack(Self.name, cause: "test", at: Self.moment(7))?.champion == 3)
    }

    @Test func `who is remembered already is not remembered again`() throws {
        let before = try ledger.aliasMoves(ofModel: Self.name, limit: 100)
        try moves.rememberChampion(of: Self.name, at: Self.moment(9))
        try moves.rememberChampion(of: "nobody", at: Self.moment(9))
        #expect(try ledger.aliasMoves(ofModel: Self.name, limit: 100) == before)
    }
}
