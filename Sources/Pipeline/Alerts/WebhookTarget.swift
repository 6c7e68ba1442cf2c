import Foundation

/// Where events are told, and how they are signed. What can be secret in it is in no text about it.
public struct WebhookTarget: Sendable, CustomStringConvertible {
    /// The address without user and password. Its path and query may be secret.
    public let url: String
    /// `Basic …` when the address has a user. Secret.
    public let authorization: String?
    /// What bodies are signed with; nil leaves the signature out. Secret.
    public let secret: String?
    private let origin: String

    /// A target; nil for what is no address of `http` or `https` with a host.
    /// - Parameters:
    ///   - url: the address; user and password in it become an `Authorization` of RFC 7617.
    ///   - secret: what bodies are signed with.
    public init?(url: String, secret: String?) {
        guard var parts = URLComponents(string: url), let scheme = parts.scheme?.lowercased(),
            ["http", "https"].contains(scheme), let host = parts.host, !host.isEmpty
        else { return nil }
        if let user = parts.user {
            let credentials = Data("\(user):\(parts.password ?? "")".utf8).base64EncodedString()
            authorization = "Basic \(credentials)"
        } else {
            authorization = nil
        }
        parts.user = nil
        parts.password = nil
        parts.fragment = nil
        guard let stripped = parts.string else { return nil }
        self.url = stripped
        self.secret = secret.flatMap { $0.isEmpty ? nil : $0 }
        origin = "\(scheme)://\(host)" + (parts.port.map { ":\($0)" } ?? "")
    }

    /// Scheme, host and port.
    public var description: String { origin }
}
