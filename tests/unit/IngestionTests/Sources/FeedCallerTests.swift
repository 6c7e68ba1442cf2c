import Feeds
import Ingestion
import Ledger
import Readings
import Testing

struct FeedCallerTests {
    private let request = FeedRequest(path: "/now", query: [FeedRequest.Parameter("q", "São Paulo")])

    private func call(_ caller: FeedCaller) async throws(IngestionError) -> String {
        try await caller.call(request, about: "feed: x") { _, body throws(FeedError) in
            let text = String(decoding: body, as: UTF8.self)
            if text == "429" { throw FeedError(subject: "other", reason: .rateLimited("slow down")) }
            return text
        }
    }

    private func error(_ reason: FeedError.Reason) -> IngestionError {
        IngestionError(subject: "feed: x", reason: .feed(FeedError(subject: "feed: x", reason: reason)))
    }

    @Test func `sends the key at the end of the query, and shows it in no description`() async throws {
        let feed = try ScriptedFeed([ScriptedFeed.ok("fine")])
        #expect(try await call(feed.caller(key: "secret")) == "fine")
        #expect(feed.asked == ["https://feed.example/now?q=S%C3%A3o%20Paulo&appid=secret"])
        let address = FeedAddress(base: "https://feed.example", key: FeedRequest.Parameter("appid", "secret"))
        #expect("\(address)" == "https://feed.example")
    }

    @Test func `counts failed calls too, and makes none beyond the budget`() async throws {
        let feed = try ScriptedFeed([ScriptedFeed.failure(.timedOut), ScriptedFeed.ok("fine")])
        let caller = feed.caller(dailyCalls: 2)
        await #expect(throws: error(.timedOut)) { try await call(caller) }
        #expect(try await call(caller) == "fine")
        await #expect(throws: error(.budgetSpent(limit: 2))) { try await call(caller) }
        #expect(feed.asked.count == 2)
        feed.move(minutes: 12 * 60)
        await #expect(throws: error(.timedOut)) { try await call(caller) }
        #expect(feed.asked.count == 3)
    }

    @Test func `leaves a service alone for ten minutes after it was called too often`() async throws {
        let feed = try ScriptedFeed([ScriptedFeed.ok("429"), ScriptedFeed.ok("fine")])
        let caller = feed.caller()
        await #expect(throws: error(.rateLimited("slow down"))) { try await call(caller) }
        #expect(try caller.pauseEnd() == ScriptedFeed.start.advanced(minutes: 10))
        feed.move(minutes: 9)
        await #expect(throws: error(.paused)) { try await call(caller) }
        #expect(feed.asked.count == 1)
        feed.move(minutes: 1)
        #expect(try await call(caller) == "fine")
    }
}
