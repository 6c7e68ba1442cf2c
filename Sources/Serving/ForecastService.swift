import FeatureStore
import Features
import JSON
import Learning
import Readings
import Registry

/// Forecasts a station's next hours from its last reading.
struct ForecastService: Sendable {
    let forecaster: ServedForecaster
    /// What is not believed of a station's last week, faults that are over included.
    let feedDoubts: @Sendable (String) -> [FeedDoubt]
    let tally: AnswerTally
    let now: @Sendable () -> Timestamp
    /// Hours after which the last reading counts as old.
    let staleAfterHours: Int

    /// What answers until there is a model: every value stays as it is.
    private static let persistence = "persistence"

    /// Answers a request with one model version from beginning to end.
    ///
    /// The hours are computed from the last 168 of the online history, as training computes them, and beside them those of
    /// the stations that the model calls neighbours. Values of a fault that is over are left out, as in training; those of
    /// one that lasts are left out of what others see of the station, and its own forecasts are marked. A forecast outside of
    /// what is physically possible is moved to the bound: a linear model may say 104 % humidity. Without a model the answer is
    /// persistence, and says so.
    /// - Parameter body: a body as it was read.
    /// - Returns: the forecasts, horizon by horizon, sensor by sensor within.
    /// - Throws: ``Problem`` when the body is wrong or the station is unknown.
    func forecasts(for body: JSONValue) async throws -> Forecasts {
        let model = forecaster.slot.current
        let schema = model?.forecaster.schema ?? .weather
        let request = try ForecastRequest(body, schema: schema)
        let near = model?.forecaster.neighbours[request.station] ?? []
        let known = try await forecaster.features.histories(of: [request.station] + near)
        guard let history = known.byStation[request.station]?.series, let last = history.times.last else {
            throw Problem(
                .unknownStation,
                "no reading of \"\(request.station)\" is stored; GET /health counts the stations that are known")
        }
        let hour = ForecastSchema.historyHours - 1
        let week = { (series: StationSeries, doubts: [FeedDoubt]) in
            HourlyGrid(
                of: series.without(doubts, of: schema.sensors), from: last.hourIndex - Int64(hour),
                through: last.hourIndex)
        }
        let doubts = feedDoubts(request.station)
        let grid = week(history, doubts.filter(\.isOver))
        let present = grid.present(atHour: hour)
        let values =
            try model.map { model in
                let neighbours = near.map { station in
                    known.byStation[station].map { week($0.series, feedDoubts(station)) }
                }
                var inputs = [Float](repeating: .nan, count: schema.inputs.count)
                inputs.withUnsafeMutableBufferPointer {
                    ForecastInputExtractor(schema: schema).fill($0, of: grid, atHour: hour, neighbours: neighbours)
                }
                return try tally.counting(model.version) { () throws(LearningError) in
                    try model.forecasts(inputs: inputs, present: present)
                }
            } ?? schema.horizons.flatMap { _ in present }
        let doubted = Set(doubts.lazy.filter { !$0.isOver }.map(\.sensor))
        let issuedAt = grid.time(ofHour: hour)
        var items: [Forecasts.Item] = []
        for horizon in request.horizons {
            for sensor in request.sensors {
                let quantity = schema.sensors.quantities[sensor]
                let output = horizon * schema.sensors.quantities.count + sensor
                let value = values[output]
                let range = quantity.physicalRange
                items.append(
                    Forecasts.Item(
                        quantity: quantity, horizonHours: schema.horizons[horizon],
                        targetTime: issuedAt.advanced(hours: schema.horizons[horizon]),
                        value: value.isFinite ? value.clamped(to: range) : nil,
                        intervals: !value.isFinite
                            ? []
                            : (model?.forecaster.intervals ?? []).map {
                                Forecasts.Interval(
                                    level: $0.level, lower: (value + Double($0.lower[output])).clamped(to: range),
                                    upper: (value + Double($0.upper[output])).clamped(to: range))
                            }, isDoubted: doubted.contains(quantity.name)))
            }
        }
        return Forecasts(
            station: request.station, issuedAt: issuedAt, isStale: last.advanced(hours: staleAfterHours) < now(),
            isDegraded: known.isDegraded,
            modelName: model?.version.name ?? Self.persistence, modelVersion: model?.version.number ?? 0, items: items,
            ignored: request.ignored)
    }
}

extension Double {
    /// The nearest value of a range.
    fileprivate func clamped(to range: ClosedRange<Double>) -> Double {
        min(max(self, range.lowerBound), range.upperBound)
    }
}
