import Features
import Learning
import Readings
import Synchronization
import TestSupport
import Testing

/// Forecasters that look at the stations around.
struct NeighbourForecasterTests {
    private static let start = Timestamp(milliseconds: 1_767_571_200_000)
    private static let hours = 1_200
    private static let sensors = SensorSchema(name: "pair", quantities: [.airTemperature, .relativeHumidity])
    private let cut = start.advanced(hours: hours)
    private let near: StationNeighbours

    init() throws {
        near = try #require(StationNeighbours(["east": ["west"], "west": ["east"]]))
    }

    /// The weather comes from the west: what is there now is in the east an hour later.
    private var series: [(station: String, series: StationSeries)] {
        var random = SeededRandom(seed: 3)
        let walk = (0...Self.hours).reduce(into: [0.0]) { walk, _ in
            walk.append(0.8 * (walk.last ?? 0) + Double.random(in: -1...1, using: &random))
        }
        return ["east", "west"].enumerated().map { place, station in
            var series = StationSeries(quantityCount: 2)
            for hour in 0..<Self.hours {
                series.insert([walk[hour + place], 50 - walk[hour + place]], at: Self.start.advanced(hours: hour))
            }
            return (station, series)
        }
    }

    private func examples(neighbours: Int, _ near: StationNeighbours = .none) -> ForecastExamples {
        let schema = ForecastSchema(sensors: Self.sensors, horizons: [1, 2], neighbours: neighbours)
        return ForecastExamples(of: series, schema: schema, neighbours: near)
    }

    @Test func `learn what comes from next door`() throws {
        let (with, without) = (examples(neighbours: 1, near), examples(neighbours: 0))
        let split = Self.start.advanced(hours: 900)
        let rows = (0..<with.rowCount).filter { with.issuedAt[$0] >= split }
        func skills(_ examples: ForecastExamples) throws -> [String: Double] {
            let forecaster = try ForecasterTrainer().fit(examples, outcomesBefore: split)
            let evaluation = ForecastEvaluation(of: forecaster, on: examples, rows: rows)
            return (evaluation.byStation["east"] ?? []).reduce(into: [:]) {
                $0["\($1.sensor) \($1.horizon)"] = $1.skill
            }
        }
        let (better, plain) = (try skills(with), try skills(without))
        #expect(try #require(better["temperature 1"]) > #require(plain["temperature 1"]) + 0.2)
        #expect(try #require(better["humidity 1"]) > #require(plain["humidity 1"]) + 0.2)
    }

    @Test func `forecast as if they knew no neighbours where these say nothing`() throws {
        let alone = try RidgeForecasterTrainer().fit(examples(neighbours: 0), outcomesBefore: cut)
        let together = try RidgeForecasterTrainer().fit(examples(neighbours: 1, near), outcomesBefore: cut)
        let outputs = alone.outputCount
        #expect(
            together.weights.prefix(alone.weights.count).map(\.bitPattern) == alone.weights.map(\.bitPattern),
            "what a station's own past tells is what it tells alone")
        #expect(together.intercepts == alone.intercepts)
        #expect(together.weights.suffix(6 * outputs).contains { $0 != 0 })
        let silent = examples(neighbours: 1)
        for row in stride(from: 0, to: silent.rowCount, by: 50) {
            let inputs = Array(silent.inputs[row: row])
            let isSilent = inputs.suffix(6).allSatisfy { $0.isNaN }
            #expect(isSilent)
            #expect(
                together.changes(inputs: inputs)
                    == alone.changes(inputs: Array(inputs.prefix(alone.schema.inputs.count))))
        }
    }

    @Test func `know their neighbours, with and without validation`() throws {
        let examples = examples(neighbours: 1, near)
        #expect(examples.neighbours == near)
        #expect(try ForecasterTrainer().fit(examples, outcomesBefore: cut).neighbours == near)
        let early = Self.start.advanced(hours: 168 + 150)
        let short = try ForecasterTrainer().fit(examples, outcomesBefore: early)
        #expect(short.neighbours == near && short.intervals.isEmpty)
    }

    @Test func `grow trees on what the station itself tells alone`() throws {
        let widths = Mutex<Set<Int>>([])
        let booster = TreeBooster(name: "watching", parameters: [:]) { (rows, _) throws(LearningError) in
            widths.withLock { _ = $0.insert(rows.featureCount) }
            return BoostedForecaster.Ensemble(
                base: 0, trees: [try RegressionTree(nodes: [.leaf(0)], inputCount: rows.featureCount)])
        }
        for (neighbours, near) in [(0, StationNeighbours.none), (1, near)] {
            _ = try ForecasterTrainer(booster: booster).fit(examples(neighbours: neighbours, near), outcomesBefore: cut)
        }
        #expect(widths.withLock { $0.count } == 1)
    }
}
