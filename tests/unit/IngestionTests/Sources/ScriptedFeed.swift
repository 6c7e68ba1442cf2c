import Feeds
import Ingestion
import Ledger
import Readings
import Synchronization
import TestSupport

/// A caller whose calls are answered from a list, by a clock that stands until a test moves it.
final class ScriptedFeed: Sendable {
    typealias Reply = Result<FeedTransport.Answer, FeedError>

    static let start = Timestamp(milliseconds: 1_767_268_800_000)  // 2026-01-01T12:00:00Z

    let scratch: ScratchDirectory
    let ledger: LedgerDatabase
    private let replies: Mutex<[Reply]>
    private let calls = Mutex<[String]>([])
    private let time = Mutex(start)

    init(_ replies: [Reply]) throws {
        scratch = try ScratchDirectory()
        ledger = try LedgerDatabase(dataDirectory: scratch.path)
        self.replies = Mutex(replies)
    }

    /// What was asked, addresses and keys included, in order.
    var asked: [String] { calls.withLock { $0 } }

    var clock: WorldClock { WorldClock { self.time.withLock { $0 } } }

    func move(minutes: Int64) { time.withLock { $0 = $0.advanced(minutes: minutes) } }

    func caller(dailyCalls: Int = 100, key: String? = nil) -> FeedCaller {
        FeedCaller(
            address: FeedAddress(
                base: "https://feed.example/", key: key.map { FeedRequest.Parameter("appid", $0) }),
            terms: FeedTerms(source: "feed", dailyCalls: dailyCalls),
            transport: FeedTransport { address, request, _ async throws(FeedError) in
                self.calls.withLock { $0.append(address.location(of: request)) }
                let reply = self.replies.withLock { $0.isEmpty ? nil : $0.removeFirst() }
                guard let reply else { throw FeedError(subject: "feed", reason: .timedOut) }
                return try reply.get()
            }, ledger: ledger, clock: clock)
    }

    static func ok(_ text: String) -> Reply { .success(FeedTransport.Answer(status: 200, body: Array(text.utf8))) }
    static func failure(_ reason: FeedError.Reason) -> Reply { .failure(FeedError(subject: "feed", reason: reason)) }
}
