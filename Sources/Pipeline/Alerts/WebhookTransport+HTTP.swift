public import AsyncHTTPClient
import NIOCore
import NIOHTTP1

extension WebhookTransport {
    /// Bytes of an answer that are read, so that its connection can be used again.
    private static let bodyLimit = 16_384

    /// A transport over HTTP.
    ///
    /// What the client says of a failed request may hold its address and so a secret; its words are therefore not used,
    /// only the kind of failure.
    /// - Parameters:
    ///   - client: keeps the connections and follows no redirects; shut down by whoever made it.
    ///   - limit: how long an attempt may take.
    /// - Returns: a transport.
    public static func http(_ client: HTTPClient, limit: Duration = .seconds(10)) -> WebhookTransport {
        WebhookTransport { request, url async throws(CancellationError) in
            var message = HTTPClientRequest(url: url)
            message.method = .POST
            for header in request.headers { message.headers.add(name: header.name, value: header.value) }
            message.body = .bytes(ByteBuffer(bytes: request.body))
            do {
                let response = try await client.execute(message, timeout: TimeAmount(limit))
                let outcome = DeliveryOutcome.answered(
                    status: Int(response.status.code),
                    retryAfterSeconds: response.headers.first(name: "Retry-After").flatMap { Int($0) })
                _ = try? await response.body.collect(upTo: bodyLimit)
                return outcome
            } catch {
                if error is CancellationError || Task.isCancelled { throw CancellationError() }
                return .unreachable(words(for: error))
            }
        }
    }

    private static func words(for error: any Error) -> String {
        switch error {
        case let error as HTTPClientError:
            switch error {
            case .connectTimeout, .readTimeout, .deadlineExceeded, .getConnectionFromPoolTimeout:
                "the receiver did not answer in time"
            case .remoteConnectionClosed: "the receiver closed the connection"
            default: "the receiver cannot be reached: \(error.shortDescription)"
            }
        default: "the receiver cannot be reached (\(type(of: error)))"
        }
    }
}
