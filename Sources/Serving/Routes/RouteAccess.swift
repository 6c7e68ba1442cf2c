import Hummingbird
import NIOCore

/// Who may use a route.
package enum RouteAccess: Sendable, Equatable {
    /// Everybody who reaches the service.
    case everyone
    /// Who carries the token or, where none is configured, who is on this machine.
    case trusted
}

/// Admits requests that change something.
struct AccessGuard: Sendable {
    /// Nil admits requests from this machine alone.
    let token: String?

    /// Throws ``Problem`` when the request may not change anything.
    func check(_ request: Request, from address: SocketAddress?) throws(Problem) {
        if let token {
            guard let sent = request.headers[.authorization].flatMap(Self.bearer), Self.isSame(sent, token) else {
                throw Problem(.unauthorized, "this request changes something and needs `Authorization: Bearer …`")
            }
        } else if address.map(Self.isLoopback) != true {
            throw Problem(
                .forbidden,
                "without a token this is open to requests from the service's own machine alone; set SERVE_TOKEN")
        }
    }

    /// The token of `Bearer TOKEN`; the scheme may be written in any case (RFC 9110, 11.1), and spaces may stand between.
    private static func bearer(_ header: String) -> String? {
        let scheme = "bearer "
        guard header.prefix(scheme.count).lowercased() == scheme else { return nil }
        return String(header.dropFirst(scheme.count).drop { $0 == " " })
    }

    /// Takes the same time wherever the texts differ, so that a token cannot be guessed byte by byte.
    private static func isSame(_ sent: String, _ expected: String) -> Bool {
        let (sent, expected) = (Array(sent.utf8), Array(expected.utf8))
        guard sent.count == expected.count else { return false }
        return zip(sent, expected).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }

    private static func isLoopback(_ address: SocketAddress) -> Bool {
        switch address {
        case .v4: address.ipAddress?.hasPrefix("127.") ?? false
        case .v6: ["::1", "::ffff:127.0.0.1"].contains(address.ipAddress ?? "")
        case .unixDomainSocket: true
        }
    }
}
