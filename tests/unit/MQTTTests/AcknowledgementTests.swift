import MQTT
import Synchronization
import Testing

/// What leaves for the broker and when, seen from its side.
struct AcknowledgementTests {
    private func subscriber(
        of broker: ScriptedBroker, payloadLimit: Int = 1000, batchLimit: Int = 100,
        _ change: (inout MQTTConfiguration) -> Void = { _ in }
    ) throws -> MQTTSubscriber {
        var configuration = MQTTConfiguration(host: "127.0.0.1", port: broker.port)
        configuration.clientID = "test"
        configuration.version = .v311
        configuration.answerSeconds = 60
        configuration.keepAliveSeconds = 600
        change(&configuration)
        return try MQTTSubscriber(
            configuration: configuration, topics: ["t/#"], batchLimit: batchLimit, payloadLimit: payloadLimit,
            delay: .none)
    }

    @Test func `acknowledges a batch after its handler has returned, in order`() async throws {
        let (packets, continuation) = AsyncStream<ScriptedBroker.Packet>.makeStream()
        let broker = try ScriptedBroker([
            { client in
                client.welcome()
                for number in 1...3 { client.publish(UInt8(number), "m\(number)") }
                while let packet = client.next() { continuation.yield(packet) }
                continuation.finish()
            }
        ])
        let early = Mutex(0)
        let reception = Reception(try subscriber(of: broker)) { _ in
            let unread = broker.unreadBytes
            early.withLock { $0 += unread }
        }
        #expect(await reception.messages(3).map(\.text) == ["m1", "m2", "m3"])
        try await reception.stop()
        var came: [ScriptedBroker.Packet] = []
        for await packet in packets { came.append(packet) }
        #expect(came == [1, 2, 3].map { .init(kind: 4, body: [0, $0]) } + [.init(kind: 14, body: [])])
        #expect(early.withLock { $0 } < 2 * 4, "nothing but acknowledgements of batches before")
    }

    @Test func `sends nothing before the handler has returned`() async throws {
        let broker = try ScriptedBroker([
            { client in
                client.welcome()
                client.publish(1, "once")
                while client.next() != nil {}
            }
        ])
        let early = Mutex<Int?>(nil)
        let reception = Reception(try subscriber(of: broker)) { _ in
            let unread = broker.unreadBytes
            early.withLock { $0 = unread }
        }
        #expect(await reception.messages(1).count == 1)
        try await reception.stop()
        #expect(early.withLock { $0 } == 0)
    }

    @Test func `acknowledges nothing of a batch whose handler failed, and gets it again`() async throws {
        let first = Mutex<[ScriptedBroker.Packet]>([])
        let broker = try ScriptedBroker([
            { client in
                client.welcome()
                client.publish(7, "kept")
                while let packet = client.next() { first.withLock { $0.append(packet) } }
            },
            { client in
                client.welcome()
                client.publish(7, "kept")
                while client.next() != nil {}
            },
        ])
        let attempts = Mutex(0)
        let subscriber = try subscriber(of: broker)
        let reception = Reception(subscriber) { _ in
            if attempts.withLock({
                $0 += 1; return $0
            }) == 1 {
                throw Reception.DiskFull()
            }
        }
        #expect(await reception.messages(1).map(\.text) == ["kept"])
        try await reception.stop()
        #expect(first.withLock { $0 } == [])
        #expect(subscriber.status.received == 2)
        #expect(subscriber.status.acknowledged == 1)
        #expect(subscriber.status.lastError == MQTTError(subscriber.configuration.broker, .notHandled("DiskFull()")))
    }

    @Test func `handles what comes together with the welcome before it acknowledges it`() async throws {
        let (packets, continuation) = AsyncStream<ScriptedBroker.Packet>.makeStream()
        let broker = try ScriptedBroker([
            { client in
                _ = client.next()
                client.send([0x20, 2, 1, 0, 0x32, 6, 0, 1, 0x74, 0, 9, 0x78])
                while let packet = client.next() { continuation.yield(packet) }
                continuation.finish()
            }
        ])
        let reception = Reception(try subscriber(of: broker)) { _ in throw Reception.DiskFull() }
        var came: [ScriptedBroker.Packet] = []
        for await packet in packets { came.append(packet) }
        #expect(came.allSatisfy { $0.kind == 8 })
        try await reception.stop()
    }

    @Test func `asks for at least once, never for exactly once`() async throws {
        let (packets, continuation) = AsyncStream<ScriptedBroker.Packet>.makeStream()
        let broker = try ScriptedBroker([
            { client in
                _ = client.next()
                client.send([0x20, 2, 0, 0])
                if let packet = client.next() { continuation.yield(packet) }
                continuation.finish()
            }
        ])
        let reception = Reception(try subscriber(of: broker))
        var request: ScriptedBroker.Packet?
        for await packet in packets { request = packet }
        #expect(request == .init(kind: 8, body: [0, 1, 0, 3] + Array("t/#".utf8) + [1]))
        try await reception.stop()
    }

    @Test func `hands on only the size of a payload that is too long, and acknowledges it`() async throws {
        let (packets, continuation) = AsyncStream<ScriptedBroker.Packet>.makeStream()
        let broker = try ScriptedBroker([
            { client in
                client.welcome()
                client.publish(1, "0123456789")
                client.publish(2, "012345678")
                while let packet = client.next() { continuation.yield(packet) }
                continuation.finish()
            }
        ])
        let reception = Reception(try subscriber(of: broker, payloadLimit: 9))
        let messages = await reception.messages(2)
        #expect(messages.map(\.isTooLong) == [true, false])
        #expect(messages.map(\.size) == [10, 9])
        #expect(messages.map(\.payload.count) == [0, 9])
        try await reception.stop()
        var kinds: [UInt8] = []
        for await packet in packets { kinds.append(packet.kind) }
        #expect(kinds == [4, 4, 14])
    }

    @Test func `keeps a batch within its limit`() async throws {
        let broker = try ScriptedBroker([
            { client in
                client.welcome()
                for number in 1...10 { client.publish(UInt8(number), "m") }
                while client.next() != nil {}
            }
        ])
        let sizes = Mutex<[Int]>([])
        let reception = Reception(try subscriber(of: broker, batchLimit: 3)) { batch in
            sizes.withLock { $0.append(batch.count) }
        }
        #expect(await reception.messages(10).count == 10)
        try await reception.stop()
        #expect(sizes.withLock { $0 }.allSatisfy { (1...3).contains($0) })
    }
}
