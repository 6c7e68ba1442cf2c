import AsyncHTTPClient
import Ledger
import Logging
import Pipeline
import Prometheus
import Readings
import ServiceLifecycleTestKit
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(10)))
struct WebhookDeliveryTests {
    private static let noon = Timestamp(milliseconds: 1_767_268_800_000)

    private let scratch: ScratchDirectory
    private let ledger: LedgerDatabase
    private let registry = PrometheusRegistry()

    init() throws {
        scratch = try ScratchDirectory()
        ledger = try LedgerDatabase(dataDirectory: scratch.path)
        try registry.declare(.counter("webhook_deliveries_total", help: "Deliveries.", labels: ["outcome"]))
    }

    private static let client: HTTPClient = {
        var configuration = HTTPClient.Configuration()
        configuration.redirectConfiguration = .disallow
        configuration.connectionPool.retryConnectionEstablishment = false
        return HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }()

    /// Waits long, because a busy machine may answer late and what is tested is not the limit.
    private static let patient = WebhookTransport.http(client, limit: .seconds(300))

    private func sender(
        to url: String, ledger: LedgerDatabase? = nil, transport: WebhookTransport = Self.patient,
        logger: Logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, at now: Timestamp = Self.noon
    ) throws -> WebhookDelivery {
        WebhookDelivery(
            ledger: ledger ?? self.ledger, target: try #require(WebhookTarget(url: url, secret: "hush")),
            transport: transport, interval: .milliseconds(20), now: { now },
            metrics: PrometheusMetricsFactory(registry: registry), logger: logger)
    }

    private func queue(_ payload: String = #"{"schema":"weather","severity":0.42}"#) throws -> String {
        try ledger.queueDelivery(kind: "drift.detected", payload: payload, at: Self.noon)
    }

    private func count(_ outcome: String) -> String? {
        TextExposition.text(of: registry).split(separator: "\n")
            .first { $0.hasPrefix("webhook_deliveries_total{outcome=\"\(outcome)\"}") }
            .map { String($0.split(separator: " ").last ?? "") }
    }

    @Test func `an event arrives signed, with its id, and once`() async throws {
        let id = try queue()
        let receiver = WebhookReceiver(answers: [])
        try await receiver.listening { port in
            let sender = try sender(to: "http://me:word@127.0.0.1:\(port)/hook?key=1")
            await sender.deliverDue()
            await sender.deliverDue()
        }
        let delivery = try #require(receiver.deliveries.first)
        #expect(receiver.deliveries.count == 1)
        #expect(
            String(decoding: delivery.body, as: UTF8.self)
                == #"{"id":"\#(id)","type":"drift.detected","created_at":"2026-01-01T12:00:00Z","data":{"schema":"weather","severity":0.42}}"#
        )
        #expect(delivery.headers["content-type"] == "application/json")
        #expect(delivery.headers["authorization"] == "Basic bWU6d29yZA==")
        #expect(delivery.headers["x-driftdetector-event"] == "drift.detected")
        #expect(delivery.headers["x-driftdetector-delivery"] == id)
        #expect(delivery.headers["x-driftdetector-timestamp"] == "1767268800")
        #expect(
            delivery.headers["x-driftdetector-signature"]
                == WebhookSignature.of(delivery.body, sentAt: 1_767_268_800, secret: "hush"))
        #expect(try ledger.delivery(id)?.deliveredAt == Self.noon)
        #expect(count("delivered") == "1")
    }

    @Test func `what failed is tried again later under the same id, also by another start of the program`() async throws
    {
        let id = try queue()
        let receiver = WebhookReceiver(answers: [503, 429])
        try await receiver.listening { port in
            let url = "http://127.0.0.1:\(port)/hook"
            try await sender(to: url).deliverDue()
            try await sender(to: url, at: Self.noon).deliverDue()
            let reopened = try LedgerDatabase(dataDirectory: scratch.path)
            for minutes in 1...3 {
                try await sender(to: url, ledger: reopened, at: Self.noon.advanced(minutes: Int64(minutes)))
                    .deliverDue()
            }
        }
        #expect(receiver.deliveries.map { $0.headers["x-driftdetector-delivery"] } == [id, id, id])
        let delivery = try #require(try ledger.delivery(id))
        #expect(delivery.attempts == 3)
        #expect(delivery.deliveredAt == Self.noon.advanced(minutes: 2))
        #expect(count("retried") == "2")
        #expect(count("delivered") == "1")
    }

    @Test(arguments: [(400, "the receiver answered 400"), (301, "redirects are not followed")])
    func `a refusal is final, and said`(status: Int, reason: String) async throws {
        let id = try queue()
        let (logger, events) = LogEvents.logger()
        let receiver = WebhookReceiver(answers: [status])
        try await receiver.listening { port in
            let sender = try sender(to: "http://127.0.0.1:\(port)/hook", logger: logger)
            await sender.deliverDue()
            await sender.deliverDue()
        }
        #expect(receiver.deliveries.count == 1)
        let delivery = try #require(try ledger.delivery(id))
        #expect(delivery.nextAttemptAt == nil && delivery.deliveredAt == nil)
        #expect(delivery.lastError?.contains(reason) == true)
        #expect(await events.first { _ in true } == "error: an event was not delivered and is not tried again")
        #expect(count("given_up") == "1")
    }

    @Test func `a receiver that is away is tried again, and what is kept of the error has no secret`() async throws {
        let id = try queue()
        let port = try FreePort.find()
        try await sender(to: "http://me:word@127.0.0.1:\(port)/secret-path?key=secret").deliverDue()
        let delivery = try #require(try ledger.delivery(id))
        #expect(delivery.nextAttemptAt == Timestamp(milliseconds: Self.noon.milliseconds + 5_000))
        let words = try #require(delivery.lastError)
        #expect(!words.contains("secret") && !words.contains("word"))
        #expect(words.hasPrefix("the receiver cannot be reached"))
    }

    @Test func `data that is no JSON is given up, and what follows goes on`() async throws {
        let broken = try queue("{")
        let whole = try queue()
        let receiver = WebhookReceiver(answers: [])
        try await receiver.listening { port in
            try await sender(to: "http://127.0.0.1:\(port)/hook").deliverDue()
        }
        #expect(try ledger.delivery(broken)?.lastError == "the event's data is no JSON")
        #expect(try ledger.delivery(whole)?.deliveredAt == Self.noon)
    }

    @Test func `an attempt that the end of the program interrupts is made again after the next start`() async throws {
        let id = try queue()
        let (begun, continuation) = AsyncStream<Void>.makeStream()
        let hanging = WebhookTransport { _, _ async throws(CancellationError) in
            continuation.yield()
            try? await Task.sleep(for: .seconds(3_600))
            throw CancellationError()
        }
        let sender = try sender(to: "http://127.0.0.1:9/hook", transport: hanging)
        await testGracefulShutdown { trigger in
            await withTaskGroup(of: Void.self) { group in
                group.addTask { await sender.run() }
                for await _ in begun { break }
                trigger.triggerGracefulShutdown()
            }
        }
        #expect(try ledger.delivery(id)?.attempts == 0)
        #expect(
            try LedgerDatabase(dataDirectory: scratch.path).dueDeliveries(at: Self.noon, limit: 9).map(\.id) == [id])
    }
}
