import MQTT
import TestSupport
import Testing

/// TLS to a real broker, with an authority made for the test.
@Suite(
    .enabled(if: MosquittoBroker.isExpected, "mosquitto is not installed"),
    .enabled(if: TestAuthority.isExpected, "openssl is not installed"))
struct EncryptionTests {
    private func broker(_ authority: TestAuthority, _ settings: String = "") async throws -> MosquittoBroker {
        try await MosquittoBroker.start(
            """
            allow_anonymous true
            cafile \(authority.authorityFile)
            certfile \(authority.certificateFile)
            keyfile \(authority.keyFile)
            \(settings)
            """)
    }

    private func configuration(
        _ broker: MosquittoBroker, host: String = "localhost", tls: MQTTConfiguration.TLS?
    ) -> MQTTConfiguration {
        var configuration = MQTTConfiguration(host: host, port: broker.port, tls: tls)
        configuration.answerSeconds = 5
        return configuration
    }

    private func reason(_ configuration: MQTTConfiguration) -> MQTTError.Reason? {
        do throws(MQTTError) { try MQTTPublisher(configuration: configuration).connect() } catch { return error.reason }
        return nil
    }

    @Test func `brings many messages over TLS`() async throws {
        let authority = try await TestAuthority()
        let broker = try await broker(authority, "max_queued_messages 0")
        var configuration = configuration(broker, tls: .init(authorityFile: authority.authorityFile))
        let publisher = try MQTTPublisher(configuration: configuration)
        configuration.clientID = "subscriber"
        let subscriber = try MQTTSubscriber(configuration: configuration, topics: ["t/#"], batchLimit: 100)
        let reception = Reception(subscriber)
        while subscriber.status.phase != .receiving { await Task.yield() }
        try publisher.connect()
        try publisher.publish((0..<3000).map { .init("\($0)") })
        #expect(await reception.messages(3000).map(\.text) == (0..<3000).map { "\($0)" })
        try await reception.stop()
        #expect(subscriber.status.acknowledged == 3000)
    }

    @Test func `trusts no other authority and no other host`() async throws {
        let authority = try await TestAuthority()
        let stranger = try await TestAuthority()
        let broker = try await broker(authority)
        let trusted = MQTTConfiguration.TLS(authorityFile: authority.authorityFile)
        func isTLS(_ reason: MQTTError.Reason?) -> Bool {
            guard case .tls? = reason else { return false }
            return true
        }
        #expect(reason(configuration(broker, tls: trusted)) == nil)
        #expect(isTLS(reason(configuration(broker, tls: .init(authorityFile: stranger.authorityFile)))))
        #expect(isTLS(reason(configuration(broker, tls: .init()))))
        #expect(isTLS(reason(configuration(broker, host: "127.0.0.1", tls: trusted))))
        var lenient = trusted
        lenient.checksHostName = false
        #expect(reason(configuration(broker, host: "127.0.0.1", tls: lenient)) == nil)
        #expect(reason(configuration(broker, tls: nil)) != nil)
    }

    @Test func `shows its certificate to a broker that asks for one`() async throws {
        let authority = try await TestAuthority()
        let broker = try await broker(authority, "require_certificate true")
        var tls = MQTTConfiguration.TLS(authorityFile: authority.authorityFile)
        #expect(reason(configuration(broker, tls: tls)) != nil)
        tls.certificateFile = authority.certificateFile
        tls.keyFile = authority.keyFile
        #expect(reason(configuration(broker, tls: tls)) == nil)
    }

    @Test func `an unencrypted broker is no TLS broker`() async throws {
        let authority = try await TestAuthority()
        let broker = try await MosquittoBroker.start()
        let found = reason(configuration(broker, tls: .init(authorityFile: authority.authorityFile)))
        #expect(found != nil)
    }
}
