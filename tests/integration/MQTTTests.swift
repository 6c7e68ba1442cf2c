import FeatureStore
import Foundation
import MQTT
import Readings
import TestSupport
import Testing

/// The running program and a real broker.
@Suite(.enabled(if: MosquittoBroker.isExpected, "mosquitto is not installed"))
struct MQTTTests {
    private static let reading =
        #"{"observed_at":"2026-01-01T00:00:00Z","temperature":60,"vibration":1,"rotation_speed":9}"#

    private let scratch: ScratchDirectory
    private var data: String { scratch.file("data") }

    init() throws { scratch = try ScratchDirectory() }

    private func up(_ broker: MosquittoBroker, environment: [String: String] = [:]) async throws -> ServedProgram {
        // Nothing answers at port 9: what is collected is of no matter here.
        try await ServedProgram(
            data, command: ["up"],
            environment: [
                "OPENMETEO_BASE_URL": "http://127.0.0.1:9", "OPENMETEO_ARCHIVE_URL": "http://127.0.0.1:9",
                "METAR_BASE_URL": "http://127.0.0.1:9", "MQTT_URL": "mqtt://127.0.0.1:\(broker.port)",
            ].merging(environment) { $1 })
    }

    private func publish(_ texts: [String], to broker: MosquittoBroker) throws {
        let publisher = try MQTTPublisher(configuration: MQTTConfiguration(host: "127.0.0.1", port: broker.port))
        try publisher.connect()
        try publisher.publish(
            texts.map { MQTTMessage(topic: "driftdetector/readings/M-7", payload: Array($0.utf8)) })
        publisher.close()
    }

    private func stored() throws -> ReadingTable {
        try ReadingLake(dataDirectory: data).readings(of: .machine)
    }

    @Test func `a published reading is stored before it is acknowledged, and an unreadable one written aside`()
        async throws
    {
        let broker = try await MosquittoBroker.start("allow_anonymous true\nlog_type all")
        let served = try await up(broker)
        #expect(await broker.logs("Sending SUBACK to driftdetector-"))
        try publish(["no JSON", Self.reading], to: broker)
        for _ in 1...2 { #expect(await broker.logs("Received PUBACK from driftdetector-")) }
        let readings = try stored()
        #expect(readings.stations == ["M-7"])
        #expect(readings.sources == ["mqtt"])
        let metrics = try await served.get("/metrics")
        #expect(metrics.contains("mqtt_rejected_total 1\n"))
        let aside = try String(contentsOfFile: "\(data)/rejected/mqtt.ndjson", encoding: .utf8)
        #expect(aside.contains(#""payload":"no JSON""#))
        #expect(try await served.stop().status == 0)
    }

    @Test(.enabled(if: TestAuthority.isExpected, "openssl is not installed"))
    func `is received over TLS, beside the libraries that bring an OpenSSL of their own`() async throws {
        let authority = try await TestAuthority()
        let broker = try await MosquittoBroker.start(
            """
            allow_anonymous true
            log_type all
            cafile \(authority.authorityFile)
            certfile \(authority.certificateFile)
            keyfile \(authority.keyFile)
            """)
        let url = "mqtts://localhost:\(broker.port)"
        let served = try await up(broker, environment: ["MQTT_URL": url, "MQTT_CA_FILE": authority.authorityFile])
        #expect(await broker.logs("Sending SUBACK to driftdetector-"))
        let tls = MQTTConfiguration.TLS(authorityFile: authority.authorityFile)
        let publisher = try MQTTPublisher(
            configuration: MQTTConfiguration(host: "localhost", port: broker.port, tls: tls))
        try publisher.connect()
        try publisher.publish([MQTTMessage(topic: "driftdetector/readings/M-7", payload: Array(Self.reading.utf8))])
        #expect(await broker.logs("Received PUBACK from driftdetector-"))
        #expect(try stored().rowCount == 1)
        #expect(try await served.stop().status == 0)
        // The system's authorities do not know the broker; another attempt does not help.
        let stranger = try await BuiltProgram.run(
            ["collect", "--data-dir", scratch.file("other")],
            environment: ["MQTT_URL": url, "COLLECT_SOURCES": "open-meteo", "OPENMETEO_BASE_URL": "http://127.0.0.1:9"])
        #expect(stranger.status == 78)
        #expect(stranger.errors.contains("no trusted connection"))
    }

    @Test func `a reading that was received and not stored comes again after a kill`() async throws {
        let broker = try await MosquittoBroker.start("allow_anonymous true\nlog_type all")
        let first = try await up(broker)
        #expect(await broker.logs("Sending SUBACK to driftdetector-"))
        // Whoever commits waits for this lock.
        let folder = "\(data)/readings"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let lock = open("\(folder)/.machine.lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        try #require(lock >= 0 && flock(lock, LOCK_EX) == 0)
        try publish([Self.reading], to: broker)
        #expect(await broker.logs("Sending PUBLISH to driftdetector-"))
        try await first.kill()
        close(lock)
        #expect(try stored().rowCount == 0)

        let second = try await up(broker)
        // The very first acknowledgement: there was none before the kill.
        #expect(await broker.logs("Received PUBACK from driftdetector-"))
        #expect(try stored().rowCount == 1)
        #expect(try await second.stop().status == 0)
        let log = try await broker.stop()
        #expect(log.ranges(of: "Sending PUBLISH to driftdetector-").count == 2)
        #expect(log.ranges(of: "Received PUBACK from driftdetector-").count == 1)
    }

    @Test(arguments: [
        (["MQTT_URL": "broker:1883"], "MQTT_URL: "),
        (["MQTT_URL": "mqtt://broker", "MQTT_TOPIC": "a/#/b"], "MQTT_TOPIC: "),
        (["MQTT_URL": "mqtt://broker", "MQTT_CA_FILE": "/none.pem"], "MQTT_CA_FILE: "),
        (["MQTT_URL": "mqtts://broker", "MQTT_CA_FILE": "/none.pem"], "MQTT_URL: mqtts://broker:8883: /none.pem"),
    ])
    func `a broker that cannot be meant is told at once`(environment: [String: String], text: String) async throws {
        let outcome = try await BuiltProgram.run(["collect", "--data-dir", data], environment: environment)
        #expect(outcome.status == 78)
        #expect(outcome.errors.contains("driftdetector: \(text)"))
    }
}
