import Dispatch
import Features
import Learning
import Readings
import Synchronization
import TestSupport
import Testing

struct ForecasterTrainerTests {
    private static let start = Timestamp(milliseconds: 1_767_571_200_000)
    private let schema = ForecastSchema(
        sensors: SensorSchema(name: "pair", quantities: [.airTemperature, .relativeHumidity]), horizons: [1, 3])

    private func examples(hours: Int, seed: UInt64 = 1) -> ForecastExamples {
        var random = SeededRandom(seed: seed)
        var series = StationSeries(quantityCount: 2)
        for hour in 0..<hours {
            let time = Self.start.advanced(hours: hour)
            let wave = Double(abs(time.hourOfDay - 12))
            series.insert(
                [15 - wave + .random(in: -2...2, using: &random), 50 + 2 * wave + .random(in: -9...9, using: &random)],
                at: time)
        }
        return ForecastExamples(of: [("one", series)], schema: schema)
    }

    private func cut(hours: Int) -> Timestamp { Self.start.advanced(hours: hours) }

    /// One tree that gives the mean change: as good as persistence.
    private var meanOnly: TreeBooster {
        TreeBooster(name: "mean", parameters: [:]) { (rows, changes) throws(LearningError) in
            BoostedForecaster.Ensemble(
                base: changes.reduce(0, +) / Float(changes.count),
                trees: [try RegressionTree(nodes: [.leaf(0)], inputCount: rows.featureCount)])
        }
    }

    @Test func `learns blend and intervals from hours before the cut alone`() throws {
        let cut = cut(hours: 1_200)
        let known = examples(hours: 1_200)
        let forecaster = try ForecasterTrainer(booster: meanOnly).fit(known, outcomesBefore: cut)
        var random = SeededRandom(seed: 1)
        var series = StationSeries(quantityCount: 2)
        for hour in 0..<1_400 {
            let time = Self.start.advanced(hours: hour)
            let wave = Double(abs(time.hourOfDay - 12))
            let values = [
                15 - wave + Double.random(in: -2...2, using: &random),
                50 + 2 * wave + Double.random(in: -9...9, using: &random),
            ]
            series.insert(hour < 1_200 ? values : [-40, 1], at: time)
        }
        let later = ForecastExamples(of: [("one", series)], schema: schema)
        #expect(try ForecasterTrainer(booster: meanOnly).fit(later, outcomesBefore: cut) == forecaster)
        #expect(forecaster.intervals.map(\.level) == ForecastInterval.levels)
        for interval in forecaster.intervals {
            for output in 0..<4 { #expect(interval.lower[output] < 0 && interval.upper[output] > 0) }
        }
        #expect(forecaster.intervals[0].upper[0] < forecaster.intervals[2].upper[0])
    }

    @Test func `gives trees that know nothing less than the linear model`() throws {
        let forecaster = try ForecasterTrainer(booster: meanOnly).fit(
            examples(hours: 1_200), outcomesBefore: cut(hours: 1_200))
        for weight in forecaster.blend { #expect(weight.linear > weight.boosted) }
    }

    @Test func `is the same however the work is run`() throws {
        let examples = examples(hours: 1_000)
        let serial = try ForecasterTrainer(booster: meanOnly).fit(examples, outcomesBefore: cut(hours: 1_000))
        let threads = ConcurrentLoop { count, body in
            DispatchQueue.concurrentPerform(iterations: count) { body($0) }
        }
        #expect(
            try ForecasterTrainer(booster: meanOnly)
                .fit(examples, outcomesBefore: cut(hours: 1_000), concurrently: threads) == serial)
    }

    @Test func `is the plain regression where history is too short to validate on`() throws {
        let examples = examples(hours: 400)
        let forecaster = try ForecasterTrainer().fit(examples, outcomesBefore: cut(hours: 400))
        let plain = try RidgeForecasterTrainer().fit(examples, outcomesBefore: cut(hours: 400))
        #expect(forecaster == Forecaster(plain))
    }

    @Test func `lets trees learn from an even selection of very long histories`() throws {
        let series = (0..<6).map { station in
            var series = StationSeries(quantityCount: 2)
            for hour in 0..<9_200 {
                series.insert([Double(station * 10_000 + hour), 1], at: Self.start.advanced(hours: hour))
            }
            return (station: "\(station)", series: series)
        }
        let examples = ForecastExamples(of: series, schema: ForecastSchema(sensors: schema.sensors, horizons: [1]))
        let seen = Mutex<[FeatureMatrix]>([])
        let booster = TreeBooster(name: "counting", parameters: [:]) { (rows, _) throws(LearningError) in
            seen.withLock { $0.append(rows) }
            return BoostedForecaster.Ensemble(base: 0, trees: [])
        }
        _ = try ForecasterTrainer(booster: booster).fit(examples, outcomesBefore: cut(hours: 9_200))
        // Two sensors; of the whole history 54,186 hours are known, of the stretches fewer.
        let counts = seen.withLock { $0.map(\.rowCount) }
        #expect(counts.count == 8 && counts.max() == 50_000 && counts.count { $0 == 50_000 } == 2)
    }

    @Test func `tells of its pieces and ends when it is cancelled`() throws {
        let examples = examples(hours: 1_000)
        let counts = Mutex((pieces: 0, ended: 0))
        let watch = TrainingWatch(
            begin: { pieces in counts.withLock { $0.pieces = pieces } },
            pieceEnded: { counts.withLock { $0.ended += 1 } }, isCancelled: { false })
        _ = try ForecasterTrainer(booster: meanOnly)
            .fit(examples, outcomesBefore: cut(hours: 1_000), watch: watch)
        // Four outputs, three stretches and the whole.
        #expect(counts.withLock { $0.pieces } == 16 && counts.withLock { $0.ended } == 16)
        let cancelled = TrainingWatch(begin: { _ in }, pieceEnded: {}, isCancelled: { true })
        #expect(throws: LearningError(subject: "boosted trees", reason: .cancelled)) {
            try ForecasterTrainer(booster: meanOnly)
                .fit(examples, outcomesBefore: cut(hours: 1_000), watch: cancelled)
        }
    }
}
