import FeatureStore
import Features
import Foundation
import Ledger
import Logging
import Metrics
import ONNX
import Pipeline
import Readings
import Registry
import Synchronization
import TestSupport
import Testing

/// Two stations under one made-up weather, with the loop and all that it needs, hour by hour by a clock of its own.
final class LoopWorld: Sendable {
    static let start = Timestamp(milliseconds: 1_767_225_600_000)  // 2026-01-01T00:00:00Z
    private static let stations = ["north", "south"]

    let scratch: ScratchDirectory
    let ledger: LedgerDatabase
    let registry: ModelRegistry
    let loop: RetrainingLoop
    let forecasts: ForecastWatch
    private let writer: LakeWriter
    /// The clock hour at which days are warmest, by hour since the start.
    private let warmest: @Sendable (Int) -> Double

    init(
        rules: RetrainingRules, promotion: PromotionRules, startingAt hour: Int,
        warmest: @escaping @Sendable (Int) -> Double
    ) throws {
        let scratch = try ScratchDirectory()
        let ledger = try LedgerDatabase(dataDirectory: scratch.path)
        let registry = ModelRegistry(dataDirectory: scratch.path)
        let clock = SharedHour(hour)
        let now: @Sendable () -> Timestamp = { Self.start.advanced(hours: clock.value) }
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let names = ModelNames()
        let forecasts = ForecastWatch(
            dataDirectory: scratch.path, ledger: ledger, name: names.weatherForecaster,
            versions: {
                let aliases = try registry.aliases(of: names.weatherForecaster)
                let before = try ledger.aliasMoves(ofModel: names.weatherForecaster, limit: 1).first?.predecessor
                let all = [aliases[.champion], aliases[.challenger], before].compactMap { $0 }
                return all.enumerated().filter { !all[..<$0.offset].contains($0.element) }.map(\.element)
            },
            load: {
                try LoadedForecaster(.version($0), of: names.weatherForecaster, in: registry, sensors: .weather)
            }, interval: .seconds(1), now: now, metrics: NOOPMetricsHandler.instance, logger: logger)
        let directory = scratch.path
        loop = RetrainingLoop(
            RetrainingLoop.Surroundings(
                dataDirectory: scratch.path,
                subjects: [
                    LoopSubject(
                        sensors: .weather, detector: names.detector(ofSchema: "weather"),
                        forecaster: names.weatherForecaster)
                ], retraining: rules, promotion: promotion, forecasts: forecasts
            ) { _, _ in
                let job = TrainingJob(
                    TrainingJob.Configuration(
                        dataDirectory: directory, names: names, seed: 42, threads: 1, programVersion: "0.1.0",
                        runtime: .failure(ONNXError("ONNX Runtime", .libraryMissing(attempts: [])))), now: now())
                var (records, problems): ([ChallengeRecord], [String]) = ([], [])
                for train in [job.trainDetector, job.trainForecaster] {
                    do {
                        records.append(ChallengeRecord(try train()))
                    } catch {
                        problems.append("\(error)")
                    }
                }
                return records.isEmpty
                    ? .failed(problems.joined(separator: "; ")) : .challenges(records, problems: problems)
            }, ledger: ledger, interval: .seconds(1), now: now, logger: logger)
        self.scratch = scratch
        self.ledger = ledger
        self.registry = registry
        self.forecasts = forecasts
        self.warmest = warmest
        self.clock = clock
        writer = LakeWriter(dataDirectory: scratch.path)
        try writer.add(readings(0...hour))
    }

    private let clock: SharedHour

    /// The present hour since the start.
    var present: Int { clock.value }

    /// Lets hours pass: readings come, forecasts are issued and settled, and the loop looks; trainings end within the hour.
    func pass(hours: Int, step: Int = 1) async throws {
        for _ in 0..<hours / step {
            let before = clock.value
            clock.value = before + step
            try writer.add(readings(before + 1...before + step))
            if (before + step) % 120 < step { _ = try writer.compact(schema: .weather) }
            forecasts.look()
            loop.look()
            await loop.trainingsEnded()
            loop.look()
        }
    }

    /// Corrects all readings until an hour: each gets the values of another hour.
    func shuffleReadings(until hour: Int) throws {
        var random = SeededRandom(seed: 3)
        let order = Array(0...hour).shuffled(using: &random)
        let honest = readings(0...hour)
        var table = ReadingTable(schema: .weather)
        let known = Self.start.advanced(hours: present)
        for row in 0..<honest.rowCount {
            var reading = honest.reading(row)
            let other = order[Int(reading.observedAt.hourIndex - Self.start.hourIndex)]
            reading.values = values(other, reading.station == Self.stations[0] ? 0 : 1)
            reading.knownAt = known
            table.append(reading)
        }
        try writer.add(table)
    }

    /// All decisions, the earliest first.
    func decisions() throws -> [DecisionRecord] { try ledger.decisions(limit: 10_000).reversed() }

    private func readings(_ hours: ClosedRange<Int>) -> ReadingTable {
        var table = ReadingTable(schema: .weather)
        for hour in hours {
            for (place, station) in Self.stations.enumerated() {
                let moment = Self.start.advanced(hours: hour)
                table.append(
                    Reading(
                        station: station, observedAt: moment, knownAt: moment, source: "test", kind: .simulated,
                        values: values(hour, place), flags: []))
            }
        }
        return table
    }

    /// A daily cycle with weather upon it that is the same for the same hour, however often it is asked for.
    private func values(_ hour: Int, _ station: Int) -> [Double] {
        let phase = 2 * Double.pi * (Double(hour % 24) - warmest(hour)) / 24
        let weather = Self.weather[min(hour, Self.weather.count - 1)]
        let near = Self.weather[min(hour + 5_000 * (station + 1), Self.weather.count - 1)]
        func noise(_ place: Int) -> Double { weather[place] + 0.3 * near[place] }
        return [
            12 + 8 * cos(phase) + noise(0), 1_013 + 3 * noise(1), 60 - 15 * cos(phase) + 3 * noise(2),
            6 + abs(noise(3)),
        ]
    }

    /// Weather of about a day, for each sensor and hour: x' = 0.96 x + noise.
    private static let weather: [[Double]] = {
        var random = SeededRandom(seed: 7)
        var state = [0.0, 0, 0, 0]
        return (0..<16_000).map { _ in
            for place in state.indices {
                let noise = (0..<12).reduce(-6.0) { sum, _ in sum + Double.random(in: 0..<1, using: &random) }
                state[place] = 0.96 * state[place] + 0.28 * noise
            }
            return state
        }
    }()
}

extension TrainingJob {
    fileprivate func trainDetector() throws -> Challenge { try challengeDetector(of: .weather) }
    fileprivate func trainForecaster() throws -> Challenge { try challengeForecaster() }
}

/// An hour that several hold.
final class SharedHour: Sendable {
    private let held: Mutex<Int>

    init(_ hour: Int) { held = Mutex(hour) }

    var value: Int {
        get { held.withLock { $0 } }
        set { held.withLock { $0 = newValue } }
    }
}
