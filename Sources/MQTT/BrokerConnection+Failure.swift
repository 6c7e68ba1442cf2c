internal import CMQTT
import Foundation

extension mosq_err_t {
    /// The number, as functions return it.
    var code: Int32 { Int32(rawValue) }
}

/// What the library says of one of its codes.
func libraryText(_ code: Int32) -> String { String(cString: mosquitto_strerror(code)) }

extension BrokerConnection {
    /// An error of this broker.
    func error(_ reason: MQTTError.Reason) -> MQTTError { MQTTError(configuration.broker, reason) }

    /// Throws what a code of the library means, and when the connection has ended without one.
    func check(_ code: Int32) throws(MQTTError) {
        let number = errno
        let hasEnded = events.disconnectCode != nil
        if code != MOSQ_ERR_SUCCESS.code || hasEnded { throw failure(code, systemError: number) }
    }

    /// What a code of the library means; the broker's own words are worth more.
    func failure(_ code: Int32, systemError number: Int32) -> MQTTError {
        if let answer = events.connectCode, answer != 0 { return error(refusal(answer)) }
        if let reason = events.disconnectCode, reason >= 128 {
            let isTakenOver = reason == Int32(MQTT_RC_SESSION_TAKEN_OVER.rawValue)
            return error(isTakenOver ? .replaced : .lost(String(cString: mosquitto_reason_string(reason))))
        }
        let isNew = events.connectCode == nil
        switch code {
        case MOSQ_ERR_TLS.code: return error(.tls(events.trouble ?? libraryText(code)))
        case MOSQ_ERR_ERRNO.code where number == EPROTO && isNew:
            return error(.tls(events.trouble ?? systemText(number)))
        case MOSQ_ERR_ERRNO.code: return error(.lost(systemText(number)))
        case MOSQ_ERR_SUCCESS.code, MOSQ_ERR_CONN_LOST.code, MOSQ_ERR_NO_CONN.code:
            return error(.lost("the broker closed it"))
        case MOSQ_ERR_KEEPALIVE.code: return error(.lost("the broker is silent"))
        case MOSQ_ERR_PROTOCOL.code, MOSQ_ERR_MALFORMED_PACKET.code:
            return error(.lost("the broker sent what is not MQTT"))
        default: return error(.library(libraryText(code)))
        }
    }

    /// The broker's answer to a message that it did not take.
    func refusal(of message: MQTTMessage, code: Int32) -> MQTTError {
        error(.publishRefused(topic: message.topic, String(cString: mosquitto_reason_string(code))))
    }

    private func refusal(_ code: Int32) -> MQTTError.Reason {
        // Up to 5 they are codes of MQTT 3.1.1.
        let text = String(cString: code <= 5 ? mosquitto_connack_string(code) : mosquitto_reason_string(code))
        return switch code {
        case 1, Int32(MQTT_RC_UNSUPPORTED_PROTOCOL_VERSION.rawValue): .versionRefused
        case 4, 5, Int32(MQTT_RC_BAD_USERNAME_OR_PASSWORD.rawValue), Int32(MQTT_RC_NOT_AUTHORIZED.rawValue),
            Int32(MQTT_RC_BANNED.rawValue):
            .notPermitted(text)
        case 3, Int32(MQTT_RC_SERVER_UNAVAILABLE.rawValue), Int32(MQTT_RC_SERVER_BUSY.rawValue),
            Int32(MQTT_RC_QUOTA_EXCEEDED.rawValue), Int32(MQTT_RC_CONNECTION_RATE_EXCEEDED.rawValue):
            .refused(text, isPassing: true)
        default: .refused(text, isPassing: false)
        }
    }
}
