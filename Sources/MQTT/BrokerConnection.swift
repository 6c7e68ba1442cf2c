internal import CMQTT
import Foundation

/// One connection to a broker from its opening to its end. Of one thread at a time.
///
/// The library is told that threads are used: then it only queues what it has to send, acknowledgements above all, and
/// nothing leaves before ``write()``, which waits until the messages in ``events`` have been taken. A connection that is
/// let go sends nothing more.
final class BrokerConnection {
    /// What the library reported.
    let events: BrokerEvents
    let configuration: MQTTConfiguration
    let version: MQTTConfiguration.Version
    private let client: OpaquePointer

    /// Opens a connection, and asks to be let in. Blocks until the host answers.
    ///
    /// - Parameters:
    ///   - configuration: the broker.
    ///   - version: the version to speak.
    ///   - keepsSession: whether the broker keeps what is not acknowledged beyond the connection.
    ///   - keepAliveSeconds: when silence is looked into; 0 for never.
    ///   - payloadLimit: bytes of the longest payload that is taken.
    /// - Throws: ``MQTTError`` when there is no such broker, or when certificates cannot be used.
    init(
        to configuration: MQTTConfiguration, version: MQTTConfiguration.Version, keepsSession: Bool,
        keepAliveSeconds: Int, payloadLimit: Int
    ) throws(MQTTError) {
        let events = BrokerEvents(payloadLimit: payloadLimit)
        let context = Unmanaged.passUnretained(events).toOpaque()
        guard CMQTTPrepare() == MOSQ_ERR_SUCCESS.code,
            let client = mosquitto_new(configuration.clientID, !keepsSession, context)
        else { throw MQTTError(configuration.broker, .library(systemText(errno))) }
        self.configuration = configuration
        self.version = version
        self.events = events
        self.client = client
        BrokerEvents.listen(to: client)
        mosquitto_threaded_set(client, true)
        try setOptions()
        try open(keepsSession: keepsSession, keepAliveSeconds: keepAliveSeconds, payloadLimit: payloadLimit)
    }

    deinit {
        mosquitto_destroy(client)
    }

    private func setOptions() throws(MQTTError) {
        let number = version == .v5 ? MQTT_PROTOCOL_V5 : MQTT_PROTOCOL_V311
        try check(mosquitto_int_option(client, MOSQ_OPT_PROTOCOL_VERSION, number))
        // How many messages may be on their way at once: a batch can be no larger.
        try check(mosquitto_int_option(client, MOSQ_OPT_RECEIVE_MAXIMUM, 65535))
        try check(mosquitto_int_option(client, MOSQ_OPT_SEND_MAXIMUM, 1000))
        try check(mosquitto_int_option(client, MOSQ_OPT_TCP_NODELAY, 1))
        if let user = configuration.user {
            try check(mosquitto_username_pw_set(client, user, configuration.password))
        }
        guard let tls = configuration.tls else { return }
        if let authorities = tls.authorityFile {
            try check(mosquitto_tls_set(client, authorities, nil, tls.certificateFile, tls.keyFile, nil))
        } else {
            try check(mosquitto_int_option(client, MOSQ_OPT_TLS_USE_OS_CERTS, 1))
        }
        try check(mosquitto_tls_insecure_set(client, !tls.checksHostName))
    }

    private func open(keepsSession: Bool, keepAliveSeconds: Int, payloadLimit: Int) throws(MQTTError) {
        var properties: OpaquePointer?
        defer { mosquitto_property_free_all(&properties) }
        if version == .v5 {
            if keepsSession {
                // 2³²−1 is for ever, as in MQTT 3.1.1.
                let expiry = Int32(MQTT_PROP_SESSION_EXPIRY_INTERVAL.rawValue)
                try check(mosquitto_property_add_int32(&properties, expiry, .max))
            }
            // A broker keeps longer messages to itself. Those between are seen and counted, but not taken.
            let longest = UInt32(clamping: payloadLimit * 16 + 65536)
            let maximum = Int32(MQTT_PROP_MAXIMUM_PACKET_SIZE.rawValue)
            try check(mosquitto_property_add_int32(&properties, maximum, longest))
        }
        let code = mosquitto_connect_bind_v5(
            client, configuration.host, Int32(configuration.port), Int32(keepAliveSeconds), nil, properties)
        let number = errno
        switch code {
        case MOSQ_ERR_SUCCESS.code: break
        case MOSQ_ERR_EAI.code: throw error(.unknownHost)
        case MOSQ_ERR_ERRNO.code: throw error(.unreachable(systemText(number)))
        default: throw failure(code, systemError: number)
        }
    }

    /// The socket; negative when it is closed.
    var socket: Int32 { mosquitto_socket(client) }

    /// Whether something waits to be sent.
    var wantsToWrite: Bool { mosquitto_want_write(client) }

    /// Whether bytes have arrived that the socket does not show.
    var holdsInput: Bool { CMQTTHoldsInput(client) }

    /// Reads what has arrived, until nothing more is there or enough messages wait in ``events``. Sends nothing.
    ///
    /// - Throws: ``MQTTError`` when the connection ended; messages that came before stay in ``events``.
    func read(messageLimit: Int, byteLimit: Int) throws(MQTTError) {
        var isMoreLikely: Bool
        repeat {
            let count = events.messages.count
            try check(mosquitto_loop_read(client, 1))
            isMoreLikely = events.messages.count > count || holdsInput
        } while isMoreLikely && events.messages.count < messageLimit && events.bytes < byteLimit
    }

    /// Sends what waits, as far as there is room, and sees to it that silence is noticed. Does nothing while a message
    /// in ``events`` has not been taken.
    func write() throws(MQTTError) {
        guard events.messages.isEmpty else { return }
        try check(mosquitto_loop_write(client, 1))
        try check(mosquitto_loop_misc(client))
    }

    /// Asks for topics at a quality of at least once. Of MQTT 5, messages that the broker keeps come only at the first
    /// time.
    func subscribe(to topics: [String]) throws(MQTTError) {
        var names = topics.map { strdup($0) }
        defer { names.forEach { free($0) } }
        let options = version == .v5 ? Int32(MQTT_SUB_OPT_SEND_RETAIN_NEW.rawValue) : 0
        try check(mosquitto_subscribe_multiple(client, nil, Int32(names.count), &names, 1, options, nil))
    }

    /// Queues a message.
    ///
    /// - Returns: the number under which it is answered.
    func publish(_ message: MQTTMessage) throws(MQTTError) -> Int32 {
        var number: Int32 = 0
        let code = message.payload.withUnsafeBytes {
            mosquitto_publish(
                client, &number, message.topic, Int32(clamping: $0.count), $0.baseAddress, message.quality.rawValue,
                message.isRetained)
        }
        switch code {
        case MOSQ_ERR_INVAL.code, MOSQ_ERR_MALFORMED_UTF8.code, MOSQ_ERR_PAYLOAD_SIZE.code,
            MOSQ_ERR_OVERSIZE_PACKET.code,
            MOSQ_ERR_QOS_NOT_SUPPORTED.code:
            throw error(.publishRefused(topic: message.topic, libraryText(code)))
        default: try check(code)
        }
        return number
    }

    /// Sends what waits and takes leave, within two seconds. Does nothing while a message in ``events`` has not been
    /// taken.
    func finish() {
        guard events.messages.isEmpty, mosquitto_disconnect(client) == MOSQ_ERR_SUCCESS.code else { return }
        let end = ContinuousClock.now + .seconds(2)
        // The library closes the socket once the last packet is written.
        while mosquitto_loop_write(client, 1) == MOSQ_ERR_SUCCESS.code, socket >= 0, ContinuousClock.now < end {
            var descriptor = pollfd(fd: socket, events: Int16(POLLOUT), revents: 0)
            _ = poll(&descriptor, 1, 100)
        }
    }
}
