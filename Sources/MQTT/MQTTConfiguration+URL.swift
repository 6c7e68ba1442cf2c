import Foundation

extension MQTTConfiguration {
    /// The broker of a URL such as `mqtt://host`, `mqtt://user:password@host:1883` or `mqtts://host:8883`.
    ///
    /// What a URL cannot spell in user or password is percent-encoded there. `mqtts` trusts the system's authorities,
    /// until ``tls`` says otherwise.
    ///
    /// - Parameter url: the URL.
    /// - Throws: ``MQTTError`` with `.invalidURL`, which does not repeat the URL: it may hold a password.
    public init(url: String) throws(MQTTError) {
        func invalid(_ problem: String) -> MQTTError { MQTTError("broker URL", .invalidURL(problem)) }

        guard let parts = URLComponents(string: url) else {
            throw invalid("it is not a URL; is a character of the password not percent-encoded?")
        }
        let tls: TLS?
        switch parts.scheme?.lowercased() {
        case "mqtt", "tcp": tls = nil
        case "mqtts", "ssl": tls = TLS()
        default: throw invalid("it starts neither with mqtt:// nor with mqtts://")
        }
        guard let host = parts.host, !host.isEmpty else { throw invalid("it names no host") }
        guard parts.path.isEmpty || parts.path == "/" else { throw invalid("it has a path") }
        guard parts.query == nil, parts.fragment == nil else { throw invalid("it has a query or a fragment") }
        // The brackets of an IPv6 address belong to the URL.
        self.init(host: host.trimmingCharacters(in: ["[", "]"]), port: parts.port, tls: tls)
        user = parts.user.flatMap { $0.isEmpty ? nil : $0 }
        password = parts.password
        guard (1...65535).contains(port) else { throw invalid("its port is not 1–65535") }
        guard password == nil || user != nil else { throw invalid("it has a password without a user") }
    }
}
