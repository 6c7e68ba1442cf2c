import FeatureStore
import Foundation
import Ledger
import Readings
import TestSupport
import Testing

/// The collecting commands against the simulated services.
struct CollectTests {
    private static let key = "0123456789abcdef0123456789abcdef"

    private let scratch: ScratchDirectory
    private var data: String { scratch.file("data") }

    init() throws { scratch = try ScratchDirectory() }

    private func simulator(_ options: [String] = []) async throws -> ServedProgram {
        try await ServedProgram(
            data, command: ["simulate", "weather", "--api-key", Self.key, "--start", "2026-03-01T10:20:00Z"] + options)
    }

    private func environment(_ simulator: ServedProgram, key: String = key) -> [String: String] {
        let base = "http://127.0.0.1:\(simulator.port)"
        return [
            "OPENWEATHER_API_KEY": key, "OPENWEATHER_BASE_URL": base, "OPENMETEO_BASE_URL": base,
            "OPENMETEO_ARCHIVE_URL": base, "METAR_BASE_URL": base, "WORLD_CLOCK": base, "PROMETHEUS_PORT": "0",
        ]
    }

    @Test func `collects ten cities and their airports, and again changes nothing`() async throws {
        let simulator = try await simulator()
        for (weather, airports) in [(10, 30), (0, 0)] {
            let outcome = try await BuiltProgram.run(
                ["collect", "--once", "--json", "--data-dir", data], environment: environment(simulator))
            #expect(outcome.status == 0)
            let new = try #require(try outcome.object["new_readings"] as? [String: Int])
            #expect(new["metar"] == airports)
            #expect((new["openweathermap"] ?? 0) == weather)
            #expect(!(outcome.output + outcome.errors).contains(Self.key))
        }
        let readings = try ReadingLake(dataDirectory: data).readings(of: .weather)
        #expect(Set(readings.stations) == Set(Station.worldCities.map(\.name)))
        #expect(Set(readings.sources) == ["openweathermap", "metar"])
        #expect(
            Set(zip(readings.sourceCodes.map { readings.sources[$0] }, readings.kinds).map { "\($0) \($1)" }) == [
                "openweathermap model", "metar measurement",
            ])
        // The second time the hour was there already, and nothing was asked.
        let ledger = try LedgerDatabase(dataDirectory: data)
        #expect(try ledger.callsByDay(to: "openweathermap").map(\.count) == [10])
    }

    @Test func `a refused key says where to get one, and one call is enough to know`() async throws {
        let simulator = try await simulator()
        let outcome = try await BuiltProgram.run(
            ["collect", "--once", "--data-dir", data],
            environment: environment(simulator, key: "wrong").merging(["COLLECT_SOURCES": "openweathermap"]) { $1 })
        #expect(outcome.status == 69)
        #expect(outcome.output.contains("https://home.openweathermap.org/api_keys"))
        let ledger = try LedgerDatabase(dataDirectory: data)
        #expect(try (1...4).contains(ledger.callsByDay(to: "openweathermap").map(\.count).reduce(0, +)))
        #expect(try Set(ledger.missingHours().map(\.reason)) == ["key_refused"])
        #expect(try ledger.missingHours().count == 10)
    }

    @Test func `a spent budget stops the calls and is recorded`() async throws {
        let simulator = try await simulator()
        let outcome = try await BuiltProgram.run(
            ["collect", "--once", "--json", "--data-dir", data],
            environment: environment(simulator).merging(
                ["OPENWEATHER_DAILY_CALLS": "6", "COLLECT_SOURCES": "openweathermap"]) { $1 })
        #expect(outcome.status == 0)
        #expect(try outcome.object["new_readings"] as? [String: Int] == ["openweathermap": 6])
        let ledger = try LedgerDatabase(dataDirectory: data)
        #expect(try ledger.callsByDay(to: "openweathermap").map(\.count) == [6])
        #expect(try ledger.missingHours().map(\.reason) == Array(repeating: "budget_spent", count: 4))
    }

    @Test func `a missing key is a wrong configuration`() async throws {
        let outcome = try await BuiltProgram.run(
            ["collect", "--once", "--data-dir", data], environment: ["COLLECT_SOURCES": "openweathermap"])
        #expect(outcome.status == 78)
        #expect(outcome.errors.contains("OPENWEATHER_API_KEY: is not set"))
    }

    @Test func `a backfill goes on where it was, and repeated it fetches nothing`() async throws {
        let simulator = try await simulator()
        for (to, new, days) in [("2025-01-31", 7_440, 310), ("2025-02-28", 6_720, 590), ("2025-02-28", 0, 590)] {
            let outcome = try await BuiltProgram.run(
                ["backfill", "--from", "2025-01-01", "--to", to, "--json", "--data-dir", data],
                environment: environment(simulator))
            #expect(outcome.status == 0)
            #expect(try outcome.object["new_readings"] as? Int == new)
            #expect(try outcome.object["station_days_done"] as? Int == days)
        }
        let readings = try ReadingLake(dataDirectory: data).readings(of: .weather)
        #expect(readings.rowCount == 14_160)
        #expect(Set(readings.kinds) == [.archive])
        let ledger = try LedgerDatabase(dataDirectory: data)
        #expect(try ledger.openRetrainingRequests().map(\.readingCount) == [14_160])
    }

    @Test func `the doctor finds nothing wrong, and then an absent service`() async throws {
        let simulator = try await simulator()
        let environment = environment(simulator)
        let healthy = try await BuiltProgram.run(["doctor", "--json", "--data-dir", data], environment: environment)
        #expect(healthy.status == 0)
        try await simulator.kill()
        let alone = environment.merging(["WORLD_CLOCK": "real"]) { $1 }
        let ill = try await BuiltProgram.run(["doctor", "--data-dir", data], environment: alone)
        #expect(ill.status == 69)
        #expect(ill.output.contains("FAILED  openweathermap: "))
        #expect(!(ill.output + ill.errors).contains(Self.key))
    }
}
