import Ledger
import Readings
import Testing

struct VersionAnswersTests {
    private let open: OpenLedger
    private var ledger: LedgerDatabase { open.ledger }
    private let noon = OpenLedger.noon

    init() throws { open = try OpenLedger() }

    private func count(_ version: Int, _ answers: Int, _ failures: Int) -> VersionAnswers {
        VersionAnswers(model: "m", version: version, answers: answers, failures: failures)
    }

    @Test func `counts of an hour add up, over processes and restarts, each version for itself`() throws {
        try ledger.add([count(1, 10, 1), count(2, 5, 0)], at: noon)
        try open.reopened().add([count(1, 7, 2)], at: noon.advanced(minutes: 59))
        try ledger.add([count(1, 1, 1)], at: noon.advanced(hours: 1))
        #expect(try ledger.answers(ofModel: "m", version: 1, since: noon.advanced(minutes: 30)) == count(1, 18, 4))
        #expect(try ledger.answers(ofModel: "m", version: 1, since: noon.advanced(hours: 1)) == count(1, 1, 1))
        #expect(try ledger.answers(ofModel: "m", version: 2, since: noon) == count(2, 5, 0))
        #expect(try ledger.answers(ofModel: "m", version: 3, since: noon) == count(3, 0, 0))
    }

    @Test func `counts are kept for ninety days`() throws {
        try ledger.add([count(1, 10, 1)], at: noon)
        try ledger.add([count(1, 1, 0)], at: noon.advanced(hours: 90 * 24))
        #expect(try ledger.answers(ofModel: "m", version: 1, since: noon) == count(1, 11, 1))
        try ledger.add([count(1, 1, 0)], at: noon.advanced(hours: 90 * 24 + 1))
        #expect(try ledger.answers(ofModel: "m", version: 1, since: noon) == count(1, 2, 0))
    }
}
