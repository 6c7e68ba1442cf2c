import MQTT
import TestSupport
import Testing

/// Brokers that do not do as asked.
struct RefusalTests {
    private func subscriber(
        port: Int, version: MQTTConfiguration.Version = .v311, tls: MQTTConfiguration.TLS? = nil,
        answerSeconds: Int = 60
    ) throws -> MQTTSubscriber {
        var configuration = MQTTConfiguration(host: "127.0.0.1", port: port, tls: tls)
        configuration.clientID = "test"
        configuration.answerSeconds = answerSeconds
        // Scripted brokers answer no pings: a slow machine must not make one look silent.
        configuration.keepAliveSeconds = 600
        configuration.version = version
        return try MQTTSubscriber(configuration: configuration, topics: ["t/1"], delay: .none)
    }

    private func failure(of subscriber: MQTTSubscriber) async -> MQTTError.Reason? {
        do { try await Reception(subscriber).end() } catch { return error.reason }
        return nil
    }

    @Test(
        arguments: [
            (2, .refused("Connection Refused: identifier rejected.", isPassing: false)),
            (4, .notPermitted("Connection Refused: bad user name or password.")),
            (5, .notPermitted("Connection Refused: not authorised.")),
        ] as [(UInt8, MQTTError.Reason)])
    func `a refused connection ends the subscription`(code: UInt8, reason: MQTTError.Reason) async throws {
        let broker = try ScriptedBroker([{ $0.welcome(connect: code) }])
        #expect(await failure(of: try subscriber(port: broker.port)) == reason)
    }

    @Test func `a refused subscription ends it`() async throws {
        let broker = try ScriptedBroker([
            { client in
                client.welcome(grant: 0x80)
                while client.next() != nil {}
            }
        ])
        #expect(await failure(of: try subscriber(port: broker.port)) == .subscriptionRefused(topic: "t/1"))
    }

    @Test func `speaks 3.1.1 to a broker that knows no other`() async throws {
        let broker = try ScriptedBroker([
            { client in
                _ = client.next()
                client.send([0x20, 2, 0, 1])
            },
            { client in
                let request = client.next()
                client.send([0x20, 2, 0, request?.body[6] == 4 ? 0 : 2])
                if let request = client.next() { client.send([0x90, 3] + request.body.prefix(2) + [1]) }
                client.publish(1, "old")
                while client.next() != nil {}
            },
        ])
        let reception = Reception(try subscriber(port: broker.port, version: .v5))
        #expect(await reception.messages(1).map(\.text) == ["old"])
        try await reception.stop()
    }

    @Test(
        arguments: [
            ([], .noAnswer(seconds: 1)),
            ([0x20, 2, 0, 3], .refused("Connection Refused: broker unavailable.", isPassing: true)),
            ([0x10, 0], .lost("the broker sent what is not MQTT")),
        ] as [([UInt8], MQTTError.Reason)])
    func `tries again after what may pass`(answer: [UInt8], reason: MQTTError.Reason) async throws {
        let broker = try ScriptedBroker([
            { client in
                client.send(answer)
                while client.next() != nil {}
            },
            { client in
                client.welcome()
                client.publish(1, "late")
                while client.next() != nil {}
            },
        ])
        // Only a broker that never answers is waited for briefly: a slow machine must not make others look like it.
        let subscriber = try subscriber(port: broker.port, answerSeconds: answer.isEmpty ? 1 : 60)
        let reception = Reception(subscriber)
        #expect(await reception.messages(1).map(\.text) == ["late"])
        try await reception.stop()
        #expect(subscriber.status.lastError?.reason == reason)
        #expect(subscriber.status.connections == 1)
        #expect(subscriber.status.phase == .ended)
    }

    @Test func `says when another program takes its name`() async throws {
        let broker = try ScriptedBroker([
            { client in
                _ = client.next()
                client.send([0x20, 3, 0, 0, 0])
                _ = client.next()
                client.send([0xE0, 1, 0x8E])
            },
            { client in
                _ = client.next()
                client.send([0x20, 3, 0, 0, 0])
                if let request = client.next() { client.send([0x90, 4] + request.body.prefix(2) + [0, 1]) }
                client.send([0x32, 7, 0, 1, 0x74, 0, 1, 0, 0x78])
                while client.next() != nil {}
            },
        ])
        let subscriber = try subscriber(port: broker.port, version: .v5)
        let reception = Reception(subscriber)
        #expect(await reception.messages(1).map(\.text) == ["x"])
        try await reception.stop()
        #expect(subscriber.status.lastError?.reason == .replaced)
    }

    @Test func `stops while it waits for a broker that is not there`() async throws {
        let port = try RefusingPort()
        defer { withExtendedLifetime(port) {} }
        let subscriber = try subscriber(port: port.number)
        let reception = Reception(subscriber)
        while subscriber.status.lastError == nil { await Task.yield() }
        try await reception.stop()
        #expect(subscriber.status.lastError?.reason == .unreachable("Connection refused"))
        try await Reception(subscriber).end()
    }

    @Test func `a host without an address is unknown`() async throws {
        var configuration = MQTTConfiguration(host: "no.such.host.invalid")
        configuration.clientID = "test"
        let publisher = try MQTTPublisher(configuration: configuration)
        #expect(throws: MQTTError(configuration.broker, .unknownHost)) { try publisher.connect() }
        #expect(throws: MQTTError(configuration.broker, .notConnected)) { try publisher.publish([.init("lost")]) }
    }
}
