import Foundation
import NIOCore
import NIOPosix
import NIOSSL

extension RedisError.Reason {
    /// Why no connection could be made, in one sentence with what to look at.
    init(connecting error: any Error, configuration: RedisConfiguration) {
        self = .unreachable(Self.sentence(error, configuration))
    }

    private static func sentence(_ error: any Error, _ configuration: RedisConfiguration) -> String {
        switch error {
        case let error as NIOConnectionError:
            // Of several addresses of one name the last that was tried says it.
            if let last = error.connectionErrors.last { return sentence(last.error, configuration) }
            return "the name \(configuration.host) is not known here; is it written right?"
        case ChannelError.connectTimeout:
            return "no answer within \(configuration.connectMilliseconds) ms; is the address right, "
                + "and no firewall between?"
        case let error as IOError where error.errnoCode == ECONNREFUSED:
            return "nobody listens there; is the server running, and on this port?"
        case let error as IOError:
            return "\(String(cString: strerror(error.errnoCode))); is the address right?"
        case is NIOSSLError, is BoringSSLError:
            return "\(error); is TLS spoken at this port, and is the authority's file the right one?"
        default:
            return "\(error)"
        }
    }
}
