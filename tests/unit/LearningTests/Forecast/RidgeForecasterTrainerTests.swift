import Dispatch
import Features
import Learning
import Readings
import TestSupport
import Testing

struct RidgeForecasterTrainerTests {
    private static let start = Timestamp(milliseconds: 1_767_571_200_000)
    private static let hours = 520
    private let schema = ForecastSchema(
        sensors: SensorSchema(name: "pair", quantities: [.airTemperature, .relativeHumidity]), horizons: [1, 3])

    /// A daily wave with noise, read at a minute of every hour.
    private func series(
        seed: UInt64 = 1, minute: Int = 0, _ change: (Timestamp, inout [Double]) -> Void = { _, _ in }
    ) -> StationSeries {
        var random = SeededRandom(seed: seed)
        var series = StationSeries(quantityCount: 2)
        for hour in 0..<Self.hours {
            let whole = Self.start.advanced(hours: hour)
            let time = Timestamp(milliseconds: whole.milliseconds + Int64(minute) * 60_000)
            let wave = Double(abs(time.hourOfDay - 12))
            var values = [
                15 - wave + Double.random(in: -2...2, using: &random),
                50 + 2 * wave + Double.random(in: -9...9, using: &random),
            ]
            change(time, &values)
            series.insert(values, at: time)
        }
        return series
    }

    private func examples(_ series: StationSeries...) -> ForecastExamples {
        ForecastExamples(of: series.enumerated().map { ("station \($0)", $1) }, schema: schema)
    }

    private func cut(hours: Int, minutes: Int = 0) -> Timestamp {
        Timestamp(milliseconds: Self.start.advanced(hours: hours).milliseconds + Int64(minutes) * 60_000)
    }

    @Test func `fits the same model however the work is run`() throws {
        let examples = examples(series(seed: 1), series(seed: 2))
        let trainer = RidgeForecasterTrainer()
        let serial = try trainer.fit(examples, outcomesBefore: cut(hours: 500))
        let backwards = ConcurrentLoop { count, body in
            for place in (0..<count).reversed() { body(place) }
        }
        let threads = ConcurrentLoop { count, body in
            DispatchQueue.concurrentPerform(iterations: count) { body($0) }
        }
        for loop in [.serial, backwards, threads] {
            let model = try trainer.fit(examples, outcomesBefore: cut(hours: 500), concurrently: loop)
            #expect(model == serial)
            #expect(model.weights.map(\.bitPattern) == serial.weights.map(\.bitPattern))
        }
    }

    /// Hourly readings at a minute of the hour, and cuts on and off the hour.
    @Test(arguments: [0, 51], [0, 30])
    func `learns nothing of what is measured at or after the cut`(minute: Int, cutMinutes: Int) throws {
        let cut = cut(hours: 450, minutes: cutMinutes)
        func fit(_ change: (Timestamp, inout [Double]) -> Void) throws -> RidgeForecaster {
            try RidgeForecasterTrainer().fit(examples(series(minute: minute, change)), outcomesBefore: cut)
        }
        let untouched = try fit { _, _ in }
        #expect(try fit { time, values in if time >= cut { values = [1_000, .nan] } } == untouched)
        #expect(try fit { time, values in if time >= cut { values[0] += 40 } } == untouched)
        let lastHour = cut.advanced(hours: -2)
        #expect(try fit { time, values in if time >= lastHour { values[0] += 1 } } != untouched)
    }

    @Test func `learns of all that is measured before the cut`() throws {
        let cut = cut(hours: 450)
        let untouched = try RidgeForecasterTrainer().fit(examples(series()), outcomesBefore: cut)
        let last = Timestamp(milliseconds: cut.milliseconds - 1)
        let changed = series { time, values in if time.hourIndex == last.hourIndex { values[1] += 1 } }
        #expect(try RidgeForecasterTrainer().fit(examples(changed), outcomesBefore: cut) != untouched)
    }

    @Test(arguments: [0, 199])
    func `refuses too few hours`(rows: Int) {
        #expect(
            throws: LearningError(subject: "ridge forecaster", reason: .tooFewRows(have: rows, need: 200))
        ) {
            try RidgeForecasterTrainer().fit(examples(series()), outcomesBefore: cut(hours: 168 + rows))
        }
    }

    @Test func `refuses too few outcomes of one sensor and names it`() {
        let sparse = series { time, values in if time > Self.start.advanced(hours: 300) { values[1] = .nan } }
        // Outcomes one hour ahead of hours 168 to 299.
        #expect(
            throws: LearningError(subject: "humidity 1 h ahead", reason: .tooFewRows(have: 132, need: 200))
        ) {
            try RidgeForecasterTrainer().fit(examples(sparse), outcomesBefore: cut(hours: 500))
        }
    }

    @Test(arguments: [0, -30, .nan, .infinity, -.infinity] as [Double])
    func `refuses a penalty that is not above 0`(penalty: Double) {
        #expect(
            throws: LearningError(
                subject: "ridge forecaster",
                reason: .parameterOutOfRange(name: "penalty", value: "\(penalty)", allowed: "greater than 0"))
        ) {
            try RidgeForecasterTrainer(penalty: penalty).fit(examples(series()), outcomesBefore: cut(hours: 500))
        }
    }

    @Test func `gives a sensor that never moves no weight and forecasts that it stays`() throws {
        let examples = examples(series { _, values in values[1] = 60 })
        let model = try RidgeForecasterTrainer().fit(examples, outcomesBefore: cut(hours: 500))
        for (column, input) in schema.inputs.enumerated() where input.name.hasPrefix("humidity") {
            #expect(model.scale.inverseDeviations[column] == 0)
            let weights = model.weights[column * model.outputCount..<(column + 1) * model.outputCount]
            #expect(weights.allSatisfy { $0 == 0 }, "\(input.name)")
        }
        let forecasts = Forecaster(model).forecasts(of: examples, row: 9)
        #expect(forecasts.allSatisfy { $0.isFinite })
        #expect(forecasts[model.output(horizon: 0, sensor: 1)] == 60)
        #expect(forecasts[model.output(horizon: 1, sensor: 1)] == 60)
    }

    @Test func `lets a greater penalty pull the weights towards 0`() throws {
        let examples = examples(series())
        let sizes = try [1, 30, 1_000, 1e9].map { penalty in
            try RidgeForecasterTrainer(penalty: penalty).fit(examples, outcomesBefore: cut(hours: 500))
                .weights.reduce(0) { $0 + Double($1) * Double($1) }
        }
        #expect(sizes == sizes.sorted(by: >))
        #expect(sizes[3] < 1e-6 * sizes[0])
    }
}
