import Foundation
import MQTT
import Synchronization
import TestSupport
import Testing

/// Against a real broker.
@Suite(.enabled(if: MosquittoBroker.isExpected, "mosquitto is not installed"))
struct MosquittoTests {
    private func configuration(
        _ broker: MosquittoBroker, clientID: String? = nil, version: MQTTConfiguration.Version = .v5
    ) -> MQTTConfiguration {
        var configuration = MQTTConfiguration(host: "127.0.0.1", port: broker.port)
        configuration.clientID = clientID
        configuration.version = version
        return configuration
    }

    private func subscriber(
        _ broker: MosquittoBroker, topics: [String] = ["t/#"], version: MQTTConfiguration.Version = .v5
    ) throws -> MQTTSubscriber {
        try MQTTSubscriber(
            configuration: configuration(broker, clientID: "subscriber", version: version), topics: topics, delay: .none
        )
    }

    private func publish(_ messages: [MQTTMessage], to broker: MosquittoBroker) throws {
        let publisher = try MQTTPublisher(configuration: configuration(broker))
        try publisher.connect()
        try publisher.publish(messages)
        publisher.close()
    }

    private func receiving(_ subscriber: MQTTSubscriber) async {
        while subscriber.status.phase != .receiving { await Task.yield() }
    }

    @Test(arguments: [MQTTConfiguration.Version.v5, .v311])
    func `brings messages of every quality`(version: MQTTConfiguration.Version) async throws {
        let broker = try await MosquittoBroker.start()
        let subscriber = try subscriber(broker, version: version)
        let reception = Reception(subscriber)
        await receiving(subscriber)
        let qualities: [MQTTMessage.Quality] = [.atMostOnce, .atLeastOnce, .exactlyOnce]
        try publish(qualities.map { MQTTMessage("\($0)", topic: "t/\($0)", quality: $0) }, to: broker)
        let messages = await reception.messages(3)
        #expect(Set(messages.map(\.text)) == ["atMostOnce", "atLeastOnce", "exactlyOnce"])
        #expect(messages.map(\.topic) == messages.map { "t/\($0.text)" })
        #expect(messages.allSatisfy { $0.quality == ($0.text == "atMostOnce" ? .atMostOnce : .atLeastOnce) })
        try await reception.stop()
        #expect(subscriber.status.acknowledged == 3)
        #expect(subscriber.status.lastError == nil)
    }

    @Test(arguments: [MQTTConfiguration.Version.v5, .v311])
    func `gets what was sent while it was away, and nothing twice`(version: MQTTConfiguration.Version) async throws {
        let broker = try await MosquittoBroker.start()
        let before = try subscriber(broker, version: version)
        let first = Reception(before)
        await receiving(before)
        try publish([.init("before")], to: broker)
        #expect(await first.messages(1).map(\.text) == ["before"])
        try await first.stop()
        try publish((0..<500).map { .init("away \($0)") }, to: broker)
        let second = Reception(try subscriber(broker, version: version))
        #expect(await second.messages(500).map(\.text) == (0..<500).map { "away \($0)" })
        try await second.stop()
    }

    @Test(arguments: [MQTTConfiguration.Version.v5, .v311])
    func `gets a batch again that was not handled`(version: MQTTConfiguration.Version) async throws {
        let broker = try await MosquittoBroker.start()
        let failuresLeft = Mutex(3)
        let subscriber = try subscriber(broker, version: version)
        let reception = Reception(subscriber) { _ in
            let isFailing = failuresLeft.withLock { left in
                left -= 1
                return left >= 0
            }
            if isFailing { throw Reception.DiskFull() }
        }
        await receiving(subscriber)
        try publish((0..<50).map { .init("\($0)") }, to: broker)
        let texts = await reception.messages(50).map(\.text)
        #expect(texts == (0..<50).map { "\($0)" })
        try await reception.stop()
        #expect(failuresLeft.withLock { $0 } < 0)
        #expect(subscriber.status.received > subscriber.status.acknowledged)
    }

    @Test func `gets every message when the broker ends and comes back`() async throws {
        let scratch = try ScratchDirectory()
        let settings = "allow_anonymous true\npersistence true\npersistence_location \(scratch.path)/"
        let first = try await MosquittoBroker.start(settings)
        let subscriber = try subscriber(first)
        let reception = Reception(subscriber)
        await receiving(subscriber)
        _ = try await first.stop()
        let second = try await MosquittoBroker.start(settings, port: first.port)
        try publish([.init("after")], to: second)
        #expect(await reception.messages(1).map(\.text) == ["after"])
        try await reception.stop()
        #expect(subscriber.status.connections == 2)
    }

    @Test func `gets the message that the broker keeps once, not at every connection`() async throws {
        let broker = try await MosquittoBroker.start()
        try publish([.init("kept", isRetained: true)], to: broker)
        let first = Reception(try subscriber(broker))
        let messages = await first.messages(1)
        #expect(messages.map(\.text) == ["kept"])
        #expect(messages.map(\.isRetained) == [true])
        try await first.stop()
        let again = try subscriber(broker)
        let second = Reception(again)
        await receiving(again)
        try publish([.init("new")], to: broker)
        #expect(await second.messages(1).map(\.text) == ["new"])
        try await second.stop()
    }

    @Test func `lets in who knows the password and nobody else`() async throws {
        let scratch = try ScratchDirectory()
        // Of `mosquitto_passwd -b FILE factory 'öpen:sésame'`: PBKDF2 with SHA-512.
        let file = try scratch.write(Self.passwordLine, to: "passwords")
        let broker = try await MosquittoBroker.start("allow_anonymous false\npassword_file \(file)")
        var configuration = configuration(broker)
        configuration.user = "factory"
        configuration.password = "hunter2"
        for version in [MQTTConfiguration.Version.v5, .v311] {
            configuration.version = version
            let wrong = configuration
            #expect { try MQTTPublisher(configuration: wrong).connect() } throws: { error in
                guard let error = error as? MQTTError, case .notPermitted = error.reason else { return false }
                return !error.isTransient && !"\(error)".contains("hunter2")
            }
        }
        configuration.password = "öpen:sésame"
        let publisher = try MQTTPublisher(configuration: configuration)
        try publisher.connect()
        try publisher.publish([.init("in")])
    }

    private static let passwordLine =
        "factory:$7$101$VlAKm3L3z6vLipmZ$nBYZGjmlWW47xwcZT9Q6/R6VowjuYs2ykYWjPg6DzBrjZFOpP1Kv2xuze2UCViWebUn6F/64JhMJiOCIyxp7tQ=="

    @Test func `a message that is not permitted is named`() async throws {
        let scratch = try ScratchDirectory()
        let file = try scratch.write("topic read #\ntopic write t/open\n", to: "rights")
        let broker = try await MosquittoBroker.start("allow_anonymous true\nacl_file \(file)")
        let publisher = try MQTTPublisher(configuration: configuration(broker))
        try publisher.connect()
        try publisher.publish([.init("fine", topic: "t/open")])
        let expected = MQTTError(
            "mqtt://127.0.0.1:\(broker.port)", .publishRefused(topic: "t/closed", "Not authorized"))
        #expect(throws: expected) { try publisher.publish([.init("no", topic: "t/closed")]) }
        try publisher.connect()
        #expect(throws: MQTTError.self) { try publisher.publish([.init("no", topic: "t/+")]) }
    }

    @Test func `sends a megabyte and many small ones`() async throws {
        let broker = try await MosquittoBroker.start("allow_anonymous true\nmax_queued_messages 0")
        let subscriber = try subscriber(broker)
        let reception = Reception(subscriber)
        await receiving(subscriber)
        var random = SeededRandom(seed: 4)
        let large = MQTTMessage(
            topic: "t/large", payload: (0..<1_000_000).map { _ in UInt8.random(in: 0...255, using: &random) })
        let small = (0..<5000).map { MQTTMessage("\($0)") }
        try publish([large] + small, to: broker)
        let messages = await reception.messages(5001)
        #expect(messages.first?.payload == large.payload)
        #expect(messages.dropFirst().map(\.text) == small.map(\.text))
        try await reception.stop()
    }
}
