/// Why a broker could not be used.
public struct MQTTError: Error, Equatable, Sendable {
    /// What went wrong.
    public enum Reason: Equatable, Sendable {
        /// A text is not the URL of a broker.
        case invalidURL(String)
        /// A setting is not what it must be.
        case invalidSetting(String, expected: String)
        /// A certificate or key cannot be read.
        case unreadableFile(String)
        /// The host's name has no address.
        case unknownHost
        /// No connection came about, in the system's words.
        case unreachable(String)
        /// No trust or no encryption came about, in the library's words.
        case tls(String)
        /// The broker was silent for so many seconds.
        case noAnswer(seconds: Int)
        /// The broker does not let this user in, in its words.
        case notPermitted(String)
        /// The broker does not speak the version asked for.
        case versionRefused
        /// The broker refused the connection for another reason, in its words.
        case refused(String, isPassing: Bool)
        /// The broker does not let this client read a topic.
        case subscriptionRefused(topic: String)
        /// The broker did not take a message, in its words.
        case publishRefused(topic: String, String)
        /// The connection ended.
        case lost(String)
        /// Another client came with the same name.
        case replaced
        /// Received messages could not be handled and were not acknowledged; they come again.
        case notHandled(String)
        /// There is no connection; `connect` makes one.
        case notConnected
        /// The library failed, in its words.
        case library(String)
    }

    /// The broker concerned, without user and password.
    public let subject: String
    /// What went wrong.
    public let reason: Reason

    /// An error of a broker.
    ///
    /// - Parameters:
    ///   - subject: the broker, without user and password.
    ///   - reason: what went wrong.
    public init(_ subject: String, _ reason: Reason) {
        self.subject = subject
        self.reason = reason
    }

    /// Whether trying again, without a change by a person, can help.
    public var isTransient: Bool {
        switch reason {
        case .unknownHost, .unreachable, .noAnswer, .lost, .replaced, .notHandled, .notConnected, .library: true
        case .refused(_, let isPassing): isPassing
        case .invalidURL, .invalidSetting, .unreadableFile, .tls, .notPermitted, .versionRefused, .subscriptionRefused,
            .publishRefused:
            false
        }
    }
}

extension MQTTError: CustomStringConvertible {
    /// What failed, where and why, and what to do.
    public var description: String {
        let text =
            switch reason {
            case .invalidURL(let problem): "\(problem); it should look like mqtt://user:password@host:1883"
            case .invalidSetting(let name, let expected): "\(name) must be \(expected)"
            case .unreadableFile(let path): "\(path) cannot be read"
            case .unknownHost: "the host's name has no address; is it spelt right?"
            case .unreachable(let detail): "no connection: \(detail); does the broker run, and at this port?"
            case .tls(let detail): "no trusted connection: \(detail)"
            case .noAnswer(let seconds): "no answer within \(seconds) s; is this an MQTT broker?"
            case .notPermitted(let detail): "the broker lets this user not in: \(detail); check user and password"
            case .versionRefused: "the broker does not speak this version of MQTT"
            case .refused(let detail, _): "the broker refused the connection: \(detail)"
            case .subscriptionRefused(let topic): "the broker does not let this user read \(topic)"
            case .publishRefused(let topic, let detail): "the broker did not take a message to \(topic): \(detail)"
            case .lost(let detail): "the connection was lost: \(detail)"
            case .replaced: "another program uses the same client id; give each its own"
            case .notHandled(let detail): "messages could not be handled and will come again: \(detail)"
            case .notConnected: "there is no connection"
            case .library(let detail): "libmosquitto: \(detail)"
            }
        return "\(subject): \(text)"
    }
}
