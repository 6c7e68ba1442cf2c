import Features
import Readings

/// Errors of forecasts as their outcomes become known, and the intervals that they let expect.
///
/// Each level's probability is moved a little every day towards what would have covered as often as it says (adaptive
/// conformal inference: I. Gibbs, E. Candès, 2021, arXiv 2106.00170), since errors of the last month lag behind a season
/// in which the weather becomes harder to forecast.
struct LiveErrors {
    /// How far a day's share of misses moves the probability.
    private static let dailyStep = 0.05

    private let examples: ForecastExamples
    /// One an output; none where nothing was validated.
    private var calibrations: [ConformalCalibration] = []
    /// For each output the errors that are not known yet, by target.
    private var open: [[(target: Timestamp, error: Double)]]
    /// For each level and output the probability asked of the calibration.
    private var probabilities: [[Double]]
    private var current: [ForecastInterval] = []

    init(_ examples: ForecastExamples) {
        self.examples = examples
        let outputs = examples.schema.outputCount
        open = Array(repeating: [], count: outputs)
        probabilities = ForecastInterval.levels.map { Array(repeating: $0, count: outputs) }
    }

    /// Begins with the errors of a validation.
    mutating func start(with calibrations: [ConformalCalibration]) {
        self.calibrations = calibrations
    }

    /// Takes all forecasts of one hour; hours come in order.
    mutating func add(_ values: [Double], row: Int) {
        for output in values.indices {
            let (horizon, sensor) = output.quotientAndRemainder(dividingBy: examples.sensorCount)
            let error = examples.outcome(row: row, horizon: horizon, sensor: sensor) - values[output]
            guard !error.isNaN else { continue }
            open[output].append((examples.issuedAt[row].advanced(hours: examples.schema.horizons[horizon]), error))
        }
    }

    /// The intervals by what is known at a moment, some day after the one asked for before.
    mutating func intervals(at moment: Timestamp) -> [ForecastInterval] {
        guard !calibrations.isEmpty else { return [] }
        for output in open.indices {
            let known = open[output].prefix { $0.target.advanced(hours: 1) <= moment }
            for entry in known { calibrations[output].learn(entry.error, at: entry.target) }
            adapt(output, to: known.map(\.error))
            open[output].removeFirst(known.count)
        }
        current = ForecastInterval.levels.enumerated().compactMap { place, level in
            ForecastInterval(level: level, calibrations: calibrations, asking: probabilities[place], at: moment)
        }
        return current
    }

    private mutating func adapt(_ output: Int, to errors: [Double]) {
        guard !errors.isEmpty, current.count == probabilities.count else { return }
        for (place, interval) in current.enumerated() {
            let (lower, upper) = (Double(interval.lower[output]), Double(interval.upper[output]))
            let covered = Double(errors.count { lower <= $0 && $0 <= upper }) / Double(errors.count)
            let moved = probabilities[place][output] + Self.dailyStep * (interval.level - covered)
            probabilities[place][output] = min(max(moved, 0.01), 0.999)
        }
    }
}
