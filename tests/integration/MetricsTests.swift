import Foundation
import TestSupport
import Testing

/// What a scrape of the running program shows, after it was used.
@Suite(
    .enabled(if: RedisServer.isExpected, "redis-server is not installed: apt-get install redis-server"),
    .timeLimit(.minutes(10)))
struct MetricsTests {
    private static let key = "0123456789abcdef0123456789abcdef"

    private let scratch: ScratchDirectory

    init() throws { scratch = try ScratchDirectory() }

    /// The exposition's samples by name and labels.
    private func samples(_ text: String) -> [String: Double] {
        text.split(separator: "\n").filter { !$0.hasPrefix("#") }.reduce(into: [:]) { samples, line in
            guard let space = line.lastIndex(of: " ") else { return }
            samples[String(line[..<space])] = Double(line[line.index(after: space)...])
        }
    }

    /// Collects ten cities, six of which the day's calls suffice for.
    private func up(_ redis: RedisServer) async throws -> (simulator: ServedProgram, served: ServedProgram) {
        let simulator = try await ServedProgram(
            scratch.file("world"),
            command: ["simulate", "weather", "--api-key", Self.key, "--start", "2026-03-01T10:20:00Z"])
        let base = "http://127.0.0.1:\(simulator.port)"
        let served = try await ServedProgram(
            scratch.file("data"), command: ["up"],
            environment: [
                "OPENWEATHER_API_KEY": Self.key, "OPENWEATHER_BASE_URL": base, "OPENMETEO_ARCHIVE_URL": base,
                "COLLECT_SOURCES": "openweathermap", "OPENWEATHER_DAILY_CALLS": "6", "WORLD_CLOCK": base,
                "REDIS_URL": "redis://127.0.0.1:\(redis.port)", "LOG_LEVEL": "critical",
            ])
        return (simulator, served)
    }

    private func push(_ served: ServedProgram, to destination: String, rows: Int) async throws -> Int {
        func column(_ value: (Int) -> String) -> String { "[\((0..<rows).map(value).joined(separator: ","))]" }
        return try await served.post(
            "/push",
            """
            {"push_source_name": "machine_readings", "to": "\(destination)", "df": {"machine_id": \
            \(column { "\"m\($0)\"" }), "temperature": \(column { _ in "60" }), "vibration": \(column { _ in "-5" })}}
            """
        ).status
    }

    private func askForFeatures(_ served: ServedProgram) async throws -> Int {
        try await served.post(
            "/get-online-features",
            #"{"features": ["machine_stats_view:vibration"], "entities": {"machine_id": ["m0"]}}"#
        ).status
    }

    @Test func `every metric has its value, and none was refused`() async throws {
        let redis = try await RedisServer.start()
        let (simulator, served) = try await up(redis)
        #expect(try await push(served, to: "online_and_offline", rows: 3) == 200)
        #expect(try await push(served, to: "online", rows: 1) == 200)
        #expect(try await askForFeatures(served) == 200)
        var text = try await served.get("/metrics")
        // The first hour is collected meanwhile.
        while samples(text)[#"collection_failures_total{reason="budget_spent",source="openweathermap"}"#] == nil {
            text = try await served.get("/metrics")
        }
        var found = samples(text)
        #expect(found[#"collected_readings_total{source="openweathermap"}"#] == 6)
        #expect(found[#"collection_failures_total{reason="budget_spent",source="openweathermap"}"#] == 4)
        #expect(found[#"readings_stored_total{schema="machine",source="push"}"#] == 3)
        #expect(found[#"readings_stored_total{schema="weather",source="openweathermap"}"#] == 6)
        #expect(found[#"readings_doubtful_total{reason="vibration:out_of_range",schema="machine"}"#] == 3)
        for schema in ["machine", "weather"] {
            #expect(found[#"online_store_up{schema="\#(schema)"}"#] == 1)
            #expect(found[#"online_store_failures_total{schema="\#(schema)"}"#] == 0)
            #expect(found[#"online_store_degraded_reads_total{schema="\#(schema)"}"#] == 0)
        }
        let age = found[#"feast_feature_freshness_seconds{feature_view="machine_stats_view",project="driftdetector"}"#]
        #expect(age.map { (0..<600).contains($0) } == true)

        try await redis.kill()
        #expect(try await push(served, to: "online", rows: 1) == 503)
        #expect(try await askForFeatures(served) == 200)
        #expect(try await push(served, to: "online_and_offline", rows: 2) == 200)
        text = try await served.get("/metrics")
        found = samples(text)
        #expect(found[#"online_store_up{schema="machine"}"#] == 0)
        #expect(found[#"online_store_failures_total{schema="machine"}"#].map { $0 >= 1 } == true)
        #expect(found[#"online_store_degraded_reads_total{schema="machine"}"#] == 1)
        #expect(found[#"online_store_pending_readings{schema="machine"}"#] == 2)

        // Whatever is declared is recorded with the labels that it is declared with, and the other way round.
        #expect(!text.contains("not declared"), "\(text)")
        let names = text.split(separator: "\n").compactMap { line -> Substring? in
            line.hasPrefix("# TYPE ") ? line.split(separator: " ")[2] : nil
        }
        // Shown with a detector that keeps a reference, or with a webhook, of which there are none here.
        let absent: Set<Substring> = [
            "metrics_rejected_total", "model_versions_refused_total", "webhook_deliveries_total", "data_drift_score",
            "drift_detected",
            "drift_window_newest_timestamp_seconds", "drift_window_rows", "features_with_drift",
            "feed_faults", "feeds_checked_until_timestamp_seconds",
            // Shown by whoever runs the loop, once outcomes are known.
            "forecast_mae", "forecast_skill", "forecast_coverage",
        ]
        for name in names where !absent.contains(name) {
            let isThere = found.keys.contains { $0 == name || $0.hasPrefix("\(name){") || $0.hasPrefix("\(name)_sum") }
            #expect(isThere, "\(name)")
        }
        #expect(names.count > 14 && !found.keys.contains { $0.hasPrefix("metrics_rejected_total") }, "\(text)")
        _ = try await served.stop()
        _ = try await simulator.stop()
    }
}
