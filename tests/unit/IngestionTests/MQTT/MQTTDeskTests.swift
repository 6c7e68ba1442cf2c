import Foundation
import Ingestion
import Logging
import MQTT
import Readings
import TestSupport
import Testing

/// What happens to a batch of messages, without a broker.
struct MQTTDeskTests {
    private static let now = Timestamp(hourIndex: 490_000)
    private static let values = #""temperature":61.5,"vibration":0.4,"rotation_speed":1500"#

    private let scratch: ScratchDirectory
    private let stored = Stored()

    init() throws { scratch = try ScratchDirectory() }

    /// What was handed on to be stored.
    private final class Stored {
        var tables: [ReadingTable] = []
        var failure: IngestionError?
        var stations: [String] { tables.flatMap(\.stations) }
    }

    private func desk(fileLimit: Int = 1 << 20) -> MQTTDesk {
        let stored = stored
        return MQTTDesk(
            topics: ["driftdetector/readings/#"],
            rejected: RejectedMessages(dataDirectory: scratch.path, limit: fileLimit),
            clock: WorldClock { Self.now }, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        ) { table throws(IngestionError) in
            if let failure = stored.failure { throw failure }
            stored.tables.append(table)
        }
    }

    private func message(_ text: String, station: String = "M-7", isRetained: Bool = false) -> MQTTMessage {
        MQTTMessage(
            topic: "driftdetector/readings/\(station)", payload: Array(text.utf8), isRetained: isRetained)
    }

    /// The lines of the file of rejected messages.
    private func rejected(_ name: String = "mqtt.ndjson") throws -> [[String: Any]] {
        let path = "\(scratch.path)/rejected/\(name)"
        guard FileManager.default.fileExists(atPath: path) else { return [] }
        return try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map {
            try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
        }
    }

    @Test(arguments: [
        (#"{V}"#, ["M-7"]), (#"{"machine_id":"own",V}"#, ["own"]), (#"[{V},{"machine_id":"own",V}]"#, ["M-7", "own"]),
        ("{V}\n{\"machine_id\":\"own\",V}\n", ["M-7", "own"]),
    ])
    func `takes the station from the topic where the payload names none`(payload: String, stations: [String]) throws {
        var desk = desk()
        try desk.take([message(payload.replacing("V", with: Self.values))])
        #expect(stored.stations == stations)
        let reading = try #require(stored.tables.first?.reading(0))
        #expect(reading.source == "mqtt")
        #expect(reading.kind == .measurement)
        #expect(reading.observedAt == Self.now)
        #expect(reading.knownAt == Self.now)
        #expect(reading.values == [61.5, 0.4, 1500])
        #expect(try rejected().isEmpty)
    }

    @Test func `stores what can be read of a batch, and writes the rest aside`() throws {
        var desk = desk()
        let half = "[{\(Self.values)},{\"temperature\":\"hot\"}]"
        let weather = #"{"temperature":3,"pressure":1013,"humidity":80,"wind_speed":2}"#
        var binary = message("")
        binary.payload = [0xFF, 0x00]
        binary.size = 2
        var long = message("")
        long.size = 5_000_000
        try desk.take([message("no JSON"), message(half), message(weather, station: "Oslo"), binary, long])
        #expect(stored.tables.map(\.schema.name) == ["machine", "weather"])
        #expect(stored.stations == ["M-7", "Oslo"])
        let lines = try rejected()
        #expect(lines.map { $0["payload"] as? String } == ["no JSON", half, nil, ""])
        #expect(lines[2]["payload_base64"] as? String == "/wA=")
        #expect(lines[3]["bytes"] as? Int == 5_000_000)
        let places = lines.map { (($0["detail"] as? [[String: Any]])?.first?["loc"] as? [Any])?.map { "\($0)" } }
        #expect(places == [["body", "1"], ["body", "1", "temperature"], ["body", "0"], ["body"]])
        #expect(lines.allSatisfy { $0["received_at"] as? String == "\(Self.now)" })
    }

    @Test func `asks a kept message when it was measured`() throws {
        var desk = desk()
        let timed = #"{"observed_at":"2026-01-01T00:00:00Z",\#(Self.values)}"#
        try desk.take([message("{\(Self.values)}", isRetained: true), message(timed, isRetained: true)])
        #expect(stored.stations == ["M-7"])
        #expect(try rejected().count == 1)
    }

    @Test func `rejects nothing of a batch that could not be stored`() throws {
        var desk = desk()
        let full = IngestionError(subject: "readings", reason: .overloaded)
        stored.failure = full
        #expect(throws: full) { try desk.take([message("no JSON"), message("{\(Self.values)}")]) }
        #expect(try rejected().isEmpty)
        stored.failure = nil
        try desk.take([message("no JSON"), message("{\(Self.values)}")])
        #expect(stored.stations == ["M-7"])
        #expect(try rejected().count == 1)
    }

    @Test func `keeps the newest rejected messages within the limit`() throws {
        var desk = desk(fileLimit: 2_000)
        for number in 0..<50 { try desk.take([message("wrong \(number)")]) }
        try desk.take([message(String(repeating: "x", count: 1_000))])
        let kept = try (rejected("mqtt.earlier.ndjson") + rejected()).compactMap { $0["payload"] as? String }
        #expect(kept.count < 12)
        #expect(kept == (50 - kept.count..<50).map { "wrong \($0)" })
        for name in ["mqtt.ndjson", "mqtt.earlier.ndjson"] {
            #expect(try Data(contentsOf: URL(fileURLWithPath: "\(scratch.path)/rejected/\(name)")).count <= 1_000)
        }
    }

    @Test func `makes a name for the broker once`() throws {
        let name = try MQTTClientName.name(in: scratch.file("data"))
        #expect(name.hasPrefix("driftdetector-") && name.count == 26)
        #expect(try MQTTClientName.name(in: scratch.file("data")) == name)
        #expect(try MQTTClientName.name(in: scratch.file("other")) != name)
    }
}
