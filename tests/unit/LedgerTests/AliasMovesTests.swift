import Ledger
import Readings
import TestSupport
import Testing

struct AliasMovesTests {
    private let open: OpenLedger
    private var ledger: LedgerDatabase { open.ledger }
    private let noon = OpenLedger.noon
    private let model = "weather-forecast-model"

    init() throws { open = try OpenLedger() }

    private func move(
        to version: Int?, from predecessor: Int? = nil, minutes: Int64 = 0, alias: String = "champion",
        model: String? = nil
    ) -> AliasMove {
        AliasMove(
            model: model ?? self.model, alias: alias, version: version, predecessor: predecessor,
            movedAt: noon.advanced(minutes: minutes), cause: "the gate")
    }

    private func champion(minutes: Int64) throws -> Int? {
        try ledger.version(behind: "champion", ofModel: model, at: noon.advanced(minutes: minutes))
    }

    @Test func `moves come back whole, the newest first, after the file was opened anew`() throws {
        let moves = [move(to: 1), move(to: 2, from: 1, minutes: 5), move(to: nil, from: 2, minutes: 9)]
        for move in moves { #expect(try ledger.record(move)) }
        #expect(try ledger.record(move(to: 7, model: "other-model")))
        let reopened = try open.reopened()
        #expect(try reopened.aliasMoves(ofModel: model, limit: 10) == moves.reversed())
        #expect(try reopened.aliasMoves(ofModel: model, limit: 2) == [moves[2], moves[1]])
        #expect(try reopened.aliasMoves(ofModel: "unknown", limit: 10) == [])
    }

    @Test func `a move to where the alias points is no move`() throws {
        #expect(try ledger.record(move(to: 1)))
        #expect(try !ledger.record(move(to: 1, from: 5, minutes: 3)))
        #expect(try ledger.record(move(to: 1, alias: "challenger")))
        #expect(try ledger.record(move(to: 1, model: "other-model")))
        #expect(try ledger.record(move(to: 2, from: 1, minutes: 4)))
        #expect(try ledger.record(move(to: 1, from: 2, minutes: 5)))
        #expect(try ledger.aliasMoves(ofModel: model, limit: 10).map(\.version) == [1, 2, 1, 1])
    }

    @Test func `an alias may point at nothing, which is a move once`() throws {
        #expect(try ledger.record(move(to: 1)))
        #expect(try ledger.record(move(to: nil, from: 1, minutes: 10)))
        #expect(try !ledger.record(move(to: nil, minutes: 11)))
        #expect(try ledger.record(move(to: 1, minutes: 20)))
        #expect(try [-1, 0, 9, 10, 19, 20].map(champion(minutes:)) == [nil, 1, 1, nil, nil, 1])
    }

    @Test func `models and aliases are told apart`() throws {
        try ledger.record(move(to: 1))
        try ledger.record(move(to: 2, alias: "challenger"))
        try ledger.record(move(to: 3, model: "other-model"))
        #expect(try champion(minutes: 0) == 1)
        #expect(try ledger.version(behind: "challenger", ofModel: model, at: noon) == 2)
        #expect(try ledger.version(behind: "champion", ofModel: "other-model", at: noon) == 3)
        #expect(try ledger.version(behind: "challenger", ofModel: "other-model", at: noon) == nil)
    }

    @Test func `of moves within one millisecond the last counts`() throws {
        for version in [4, 2, 9] { try ledger.record(move(to: version)) }
        #expect(try champion(minutes: 0) == 9)
        let before = Timestamp(milliseconds: noon.milliseconds - 1)
        #expect(try ledger.version(behind: "champion", ofModel: model, at: before) == nil)
    }

    @Test(arguments: [1, 2, 3] as [UInt64])
    func `the version at any moment is that of the last move before it`(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        var (moment, history): (Int64, [(at: Int64, version: Int?)]) = (noon.milliseconds, [])
        for _ in 0..<120 {
            // Some moves fall into one millisecond.
            moment += Int.random(in: 0..<5, using: &random) == 0 ? 0 : Int64.random(in: 1...7_200_000, using: &random)
            let version = Int.random(in: 0...9, using: &random)
            let target: Int? = version == 0 ? nil : version
            let isNew = try ledger.record(
                AliasMove(
                    model: model, alias: "champion", version: target, predecessor: history.last?.version,
                    movedAt: Timestamp(milliseconds: moment), cause: "drawn"))
            #expect(isNew == (history.isEmpty || history.last?.version != target))
            if isNew { history.append((moment, target)) }
        }
        #expect(try ledger.aliasMoves(ofModel: model, limit: 200).reversed().map(\.version) == history.map(\.version))
        let span = (noon.milliseconds - 3_600_000)...(moment + 3_600_000)
        for look in 0..<1_000 {
            // Every other moment is that of a move, or a millisecond beside it.
            let near = history[Int.random(in: history.indices, using: &random)].at
            let asked =
                look % 2 == 0
                ? Int64.random(in: span, using: &random) : near + Int64.random(in: -1...1, using: &random)
            let found = try ledger.version(behind: "champion", ofModel: model, at: Timestamp(milliseconds: asked))
            #expect(found == history.last { $0.at <= asked }?.version, "at \(asked)")
        }
    }

    @Test func `approvals are kept by model, each once`() throws {
        #expect(try ledger.approvedVersions(ofModel: model) == [])
        for version in [3, 5, 3] { try ledger.approve(version, ofModel: model, at: noon) }
        try ledger.approve(8, ofModel: "other-model", at: noon)
        #expect(try open.reopened().approvedVersions(ofModel: model) == [3, 5])
        #expect(try ledger.approvedVersions(ofModel: "other-model") == [8])
        #expect(try ledger.approvedVersions(ofModel: "unknown") == [])
    }
}
