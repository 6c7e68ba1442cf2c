import FeatureStore
import Foundation
import Readings
import TestSupport
import Testing

/// Readings that are sent to the running program.
struct PushTests {
    private let scratch: ScratchDirectory
    private var data: String { scratch.file("data") }

    init() throws { scratch = try ScratchDirectory() }

    private func up() async throws -> ServedProgram {
        // Nothing answers at port 9: what is collected is of no matter here.
        try await ServedProgram(
            data, command: ["up"],
            environment: [
                "OPENMETEO_BASE_URL": "http://127.0.0.1:9", "OPENMETEO_ARCHIVE_URL": "http://127.0.0.1:9",
                "METAR_BASE_URL": "http://127.0.0.1:9", "LOG_LEVEL": "critical",
            ])
    }

    private func body(_ numbers: Range<Int>) -> String {
        let items = numbers.map { number in
            let moment = Timestamp(hourIndex: 490_000).advanced(minutes: Int64(number))
            return
                #"{"machine_id":"m\#(number % 7)","observed_at":"\#(moment)","temperature":60,"vibration":0.4,"rotation_speed":\#(number)}"#
        }
        return "[\(items.joined(separator: ","))]"
    }

    @Test func `what was answered as stored is there after a kill, once`() async throws {
        var answered: Set<Double> = []
        for round in 0..<4 {
            let served = try await up()
            for batch in 0..<5 {
                // The last batch of the round before is sent again, as a sender does who lost the answer.
                let begin = max(0, (round * 5 + batch) * 100 - (batch == 0 ? 100 : 0))
                let numbers = begin..<(round * 5 + batch + 1) * 100
                let answer = try await served.post("/readings", body(numbers))
                #expect(answer.status == 200)
                let object = try answer.object
                #expect(object["stored"] as? Int == 100)
                #expect(object["duplicates"] as? Int == numbers.count - 100)
                answered.formUnion(numbers.map(Double.init))
            }
            try await served.kill()
        }
        let stored = try ReadingLake(dataDirectory: data).readings(of: .machine)
        #expect(stored.rowCount == 2_000)
        #expect(Set(stored.columns[2]) == answered)
        #expect(Set(stored.sources) == ["push"])
    }

    @Test func `a sent reading is known to the next forecast's history, and health counts its station`() async throws {
        let served = try await up()
        let weather = #"{"machine_id":"Oslo","temperature":3.5,"pressure":1013,"humidity":80,"wind_speed":2}"#
        #expect(try await served.post("/readings", weather).status == 200)
        let health = try await served.get("/health")
        #expect(health.contains(#""stations":1"#))
        let outcome = try await served.stop()
        #expect(outcome.status == 0)
    }

    @Test func `simulated machines send until all is acknowledged`() async throws {
        let served = try await up()
        let outcome = try await BuiltProgram.run([
            "simulate", "machines", "--to", "http://127.0.0.1:\(served.port)", "--machines", "7", "--start",
            "2026-01-01", "--interval",
            "3600", "--clock", "scale=1000000", "--moments", "100", "--json",
        ])
        #expect(outcome.status == 0)
        #expect(outcome.output.contains(#""readings" : 700"#))
        let stored = try ReadingLake(dataDirectory: data).readings(of: .machine)
        #expect(stored.rowCount == 700)
        #expect(stored.stations.count == 7)
        #expect(try await served.stop().status == 0)
    }
}
