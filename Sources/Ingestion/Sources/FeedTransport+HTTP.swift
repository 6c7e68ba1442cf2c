public import AsyncHTTPClient
import Feeds
import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix

extension FeedTransport {
    /// Bytes that an answer may have: a year of ten cities has about two million.
    private static let bodyLimit = 64 << 20

    /// A transport over HTTP.
    ///
    /// What the client says of a failed request may hold the request's address and so the key; its words are therefore
    /// not used, only the kind of failure.
    /// - Parameter client: keeps the connections; shut down by whoever made it.
    /// - Returns: a transport.
    public static func http(_ client: HTTPClient) -> FeedTransport {
        FeedTransport { address, request, limit async throws(FeedError) in
            var message = HTTPClientRequest(url: address.location(of: request))
            message.headers.add(name: "User-Agent", value: "driftdetector/0.1 (weather collector)")
            message.headers.add(name: "Accept", value: "application/json")
            do {
                let response = try await client.execute(message, timeout: TimeAmount(limit))
                let body = try await response.body.collect(upTo: bodyLimit)
                return Answer(status: Int(response.status.code), body: Array(body.readableBytesView))
            } catch {
                throw FeedError(subject: address.base, reason: reason(of: error))
            }
        }
    }

    private static func reason(of error: any Error) -> FeedError.Reason {
        switch error {
        case let error as HTTPClientError:
            switch error {
            case .connectTimeout, .readTimeout, .deadlineExceeded, .getConnectionFromPoolTimeout: .timedOut
            case .remoteConnectionClosed: .unreachable("the connection was closed")
            case .invalidURL, .emptyHost, .emptyScheme: .unreachable("the address is not one")
            default: .unreachable(error.shortDescription)
            }
        case is NIOTooManyBytesError: .unreadable("more than \(bodyLimit) bytes")
        case let error as IOError: .unreachable(String(cString: strerror(error.errnoCode)))
        case let error as NIOConnectionError: .unreachable("no connection to \(error.host):\(error.port)")
        case is CancellationError: .unreachable("given up, since the program ends")
        default: .unreachable("\(type(of: error))")
        }
    }
}
