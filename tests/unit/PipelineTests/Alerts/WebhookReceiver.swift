import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Synchronization

/// A web service of this machine that takes deliveries, answers them as it is told and remembers them.
final class WebhookReceiver: Sendable {
    struct Delivery: Sendable {
        let headers: [String: String]
        let body: [UInt8]
    }

    private let answers: Mutex<[Int]>
    private let taken = Mutex<[Delivery]>([])

    /// What came, in order.
    var deliveries: [Delivery] { taken.withLock { $0 } }

    /// A receiver that gives these statuses one after the other, and then 200.
    init(answers: [Int]) {
        self.answers = Mutex(answers)
    }

    /// Listens on a free port while `body` runs.
    func listening<Value: Sendable>(_ body: @Sendable @escaping (_ port: Int) async throws -> Value) async throws
        -> Value
    {
        let router = Router()
        router.post("/hook") { [self] request, _ in
            let body = try await request.body.collect(upTo: 1 << 20)
            let headers = request.headers.map { ($0.name.canonicalName, $0.value) }
            taken.withLock {
                $0.append(
                    Delivery(
                        headers: Dictionary(headers, uniquingKeysWith: { first, _ in first }),
                        body: Array(body.readableBytesView)))
            }
            let status = answers.withLock { $0.isEmpty ? 200 : $0.removeFirst() }
            return Response(status: .init(code: status), headers: [.location: "/elsewhere"])
        }
        let (ports, continuation) = AsyncStream<Int>.makeStream()
        let application = Application(
            router: router, configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { continuation.yield($0.localAddress?.port ?? 0) },
            logger: Logger(label: "receiver") { _ in SwiftLogNoOpLogHandler() })
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await application.run() }
            var iterator = ports.makeAsyncIterator()
            let value = try await body(await iterator.next() ?? 0)
            group.cancelAll()
            return value
        }
    }
}
