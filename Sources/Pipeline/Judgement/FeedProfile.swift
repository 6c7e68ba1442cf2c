import Features
import Learning
public import Readings

/// What is usual for the feeds of one schema, as a stretch of trusted history tells.
public struct FeedProfile: Sendable {
    /// Hours of a mean difference.
    static let dayHours = 24
    /// Values without which a day's mean is not known.
    static let fewestOfDay = 12
    /// Trusted hours without which neighbours are not asked.
    private static let hoursOfSeasons = 24 * 168
    /// Of more stations neighbours are not looked for: every pair would be correlated.
    private static let mostCompared = 200
    /// Trusted hours without which errors are not looked at.
    private static let hoursOfErrors = 60 * 24
    /// Hours behind an equal run of the fitted history at which a run is too long.
    private static let longerThanEver = 4

    /// For each sensor the farthest that it moves in an hour, in its unit.
    let stepLimits: [Double]
    /// For each sensor the longest run of equal values, and those after which it is too long.
    let longestRuns: [Int]
    /// For each sensor the least by which values differ, of the station where it is coarsest; in its unit.
    let resolutions: [Double]
    /// For each sensor the standard deviation of the errors of one-hour forecasts; nil where there is no forecaster.
    let errorSpreads: [Double]?
    /// For each sensor how its errors scatter; nil where there is no forecaster.
    let scatters: [ErrorScatter]?
    /// For each station and sensor what others say.
    let opinions: [[FeedOpinion?]]
    private let forecaster: RidgeForecaster?

    /// Fits to what was measured before a moment, without doubted values.
    ///
    /// With less than 60 days, errors of forecasts are not looked at. Second sources are asked once two weeks are in
    /// common, neighbours after 24 weeks: what lies between two places has seasons of its own, such as a cold sea in spring
    /// (fitted to three to five months of New York's airports, the next month had four to seven false alarms).
    /// - Parameters:
    ///   - hours: all feeds.
    ///   - cut: nothing measured at or after it is looked at.
    public init(of hours: FeedHours, before cut: Timestamp) {
        let fitted = 0..<min(hours.hourCount, max(0, hours.hour(of: cut)))
        let series = hours.feeds.indices.map { feed in
            (
                station: hours.feeds[feed].name,
                series: hours.series(ofFeed: feed, hours: fitted, trustingFlagged: false)
                    .withoutSpikes(
                        farther: hours.schema.quantities.map { Self.rule($0, of: hours.schema)?.stepPerHour })
            )
        }
        let stations = series.prefix(hours.stationCount)
        let sensors = hours.schema.quantities.indices
        stepLimits = sensors.map { sensor in
            Self.stepLimit(of: hours.schema, sensor: sensor, values: stations.map { $0.series.columns[sensor] })
        }
        longestRuns = sensors.map { sensor in
            let range = hours.schema.quantities[sensor].physicalRange
            return zip(stations, hours.feeds).map { station, feed in
                Self.longestRun(in: station.series.columns[sensor], of: feed.sources, range: range)
            }.max() ?? 0
        }
        resolutions = sensors.map { sensor in
            stations.map { Self.resolution(of: $0.series.columns[sensor]) }.max() ?? 0
        }
        let isCompared = fitted.count >= Self.hoursOfSeasons && stations.count <= Self.mostCompared
        let nearest = StationNeighbours(
            of: Array(stations), count: isCompared ? FeedOpinion.mostFeeds : 0, before: cut)
        let places = Dictionary(stations.enumerated().map { ($1.station, $0) }) { first, _ in first }
        opinions = (0..<hours.stationCount).map { station in
            let second = hours.feeds.indices.dropFirst(hours.stationCount).filter {
                hours.feeds[$0].station == hours.feeds[station].station
            }
            let near = nearest[series[station].station]
            let asked = second + near.compactMap { places[$0] }
            return sensors.map { sensor in
                FeedOpinion(
                    own: series[station].series.columns[sensor],
                    others: asked.map { ($0, series[$0].series.columns[sensor]) }, firstHour: hours.firstHour)
            }
        }
        // Too little to fit is no error: what it would tell is then not looked at.
        let forecaster =
            fitted.count < Self.hoursOfErrors
            ? nil
            : try? RidgeForecasterTrainer().fit(
                ForecastExamples(
                    of: Array(stations), schema: ForecastSchema(sensors: hours.schema, horizons: [1])),
                outcomesBefore: cut)
        self.forecaster = forecaster
        guard let forecaster else {
            errorSpreads = nil
            scatters = nil
            return
        }
        let errors = stations.map { Self.errors(of: $0.series, forecaster: forecaster) }
        let spreads = sensors.map { sensor in Self.deviation(errors.flatMap { $0[sensor] }) }
        errorSpreads = spreads
        scatters = sensors.map { sensor in
            ErrorScatter(of: errors.map { $0[sensor].map { $0 / spreads[sensor] } })
        }
    }

    /// The errors of one-hour forecasts of a feed, in standard deviations of the usual ones.
    /// - Parameters:
    ///   - hours: the feeds.
    ///   - feed: a place in them.
    ///   - stretch: the hours wanted.
    /// - Returns: for each sensor one error an hour, observed − forecast, NaN where one is missing; nil without a
    ///   forecaster.
    func errors(of hours: FeedHours, feed: Int, in stretch: Range<Int>) -> [[Double]]? {
        guard let forecaster, let errorSpreads else { return nil }
        let start = max(0, stretch.lowerBound - ForecastSchema.historyHours - 1)
        let series = hours.series(ofFeed: feed, hours: start..<stretch.upperBound, trustingFlagged: true)
        return zip(Self.errors(of: series, forecaster: forecaster), errorSpreads).map { errors, spread in
            // A sensor that never moved has no usual error.
            errors.dropFirst(stretch.lowerBound - start).map { spread.isFinite ? $0 / spread : .nan }
        }
    }

    /// For each sensor one error an entry of a series without missing hours.
    private static func errors(of series: StationSeries, forecaster: RidgeForecaster) -> [[Double]] {
        let sensors = series.columns.count
        var errors = [[Double]](repeating: [Double](repeating: .nan, count: series.count), count: sensors)
        guard let first = series.times.first?.hourIndex else { return errors }
        let examples = ForecastExamples(of: [(station: "", series: series)], schema: forecaster.schema)
        for row in 0..<examples.rowCount {
            let target = Int(examples.issuedAt[row].hourIndex - first) + 1
            if target >= series.count { continue }
            let changes = forecaster.changes(inputs: examples.inputs[row: row])
            for sensor in 0..<sensors {
                errors[sensor][target] =
                    examples.outcome(row: row, horizon: 0, sensor: sensor)
                    - examples.present(row: row, sensor: sensor) - changes[sensor]
            }
        }
        return errors
    }

    private static func deviation(_ values: [Double]) -> Double {
        let known = values.filter { !$0.isNaN }
        let mean = known.reduce(0, +) / Double(max(1, known.count))
        let squares = known.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        return squares > 0 ? (squares / Double(known.count)).squareRoot() : .infinity
    }

    private static func rule(_ quantity: Quantity, of schema: SensorSchema) -> QualityRule? {
        schema == .weather ? QualityRule.weather(quantity) : nil
    }

    private static func stepLimit(of schema: SensorSchema, sensor: Int, values: [[Double]]) -> Double {
        if let rule = rule(schema.quantities[sensor], of: schema) { return rule.stepPerHour }
        let steps = values.flatMap { column in zip(column, column.dropFirst()).map { abs($1 - $0) } }
        return 2 * (steps.filter { !$0.isNaN }.max() ?? .infinity)
    }

    /// The longest run of one value of one source; at the ends of what is possible, as in fog or calm air, values may rest.
    private static func longestRun(in values: [Double], of sources: [Int], range: ClosedRange<Double>) -> Int {
        var longest = 0
        var runs: [Int: (value: Double, count: Int)] = [:]
        for (value, source) in zip(values, sources) where !value.isNaN {
            let count = runs[source].flatMap { $0.value == value ? $0.count : nil } ?? 0
            runs[source] = (value, count + 1)
            if value > range.lowerBound, value < range.upperBound { longest = max(longest, count + 1) }
        }
        return longest
    }

    /// The least difference of two values that differ; 0 where none do.
    private static func resolution(of values: [Double]) -> Double {
        let known = values.filter(\.isFinite).sorted()
        // Sums of decimal fractions differ by less than any sensor tells apart.
        return zip(known, known.dropFirst()).map { $1 - $0 }.filter { $0 > 1e-6 }.min() ?? 0
    }

    /// The run of equal values that is too long for a sensor.
    func tooManyEqual(sensor: Int, criteria: FeedCriteria) -> Int {
        max(criteria.equalReadings, longestRuns[sensor] + Self.longerThanEver)
    }
}
