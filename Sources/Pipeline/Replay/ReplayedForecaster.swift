import Features
import Learning
import Ledger
import Readings
import Registry

/// A version of the forecaster in a replay: what it forecasts hour by hour, and the errors that are known of it.
final class ReplayedForecaster {
    /// Hours that a new version issues late, as the forecast watch does.
    private static let hoursToCatchUp = 48
    /// Hours within which an outcome is corrected.
    private static let hoursToCorrect = 72

    /// Errors of all forecasts for one hour by output.
    struct Errors {
        var counts: [Int]
        var errors: [Double]
        var persistence: [Double]

        init(outputs: Int) {
            counts = Array(repeating: 0, count: outputs)
            (errors, persistence) = (Array(repeating: 0, count: outputs), Array(repeating: 0, count: outputs))
        }
    }

    let number: Int
    let forecaster: Forecaster
    /// The last hour that its training knew.
    let seen: Timestamp
    private let promised: [Double?]
    private let firstIssue: Int
    private let history: ReplayHistory
    private var values: [Int: [Double]] = [:]
    private var errors: [Int: Errors] = [:]

    init(number: Int, training: ForecasterTraining.Outcome, madeAt hour: Int, history: ReplayHistory) {
        self.number = number
        self.history = history
        forecaster = training.forecaster
        seen = Timestamp(iso8601: training.data.to) ?? history.time(ofHour: hour)
        firstIssue = hour - Self.hoursToCatchUp
        let (schema, metrics) = (
            training.forecaster.schema, training.evaluation.metrics.merging(training.promises) { $1 }
        )
        let sensors = schema.sensors.quantities
        promised = (0..<schema.outputCount).map { output in
            LiveSkill.promisedRatio(
                ofSensor: sensors[output % sensors.count].name, horizon: schema.horizons[output / sensors.count],
                in: metrics)
        }
    }

    private var outputs: Int { forecaster.schema.outputCount }
    private var sensors: Int { forecaster.schema.sensors.quantities.count }

    /// Its forecasts of an hour: for each row issued then one value an output.
    func forecasts(at hour: Int) -> [Double] {
        if let known = values[hour] { return known }
        let issued = history.issues(at: hour).flatMap { history.issue(ofRow: $0, by: forecaster) }
        values[hour] = issued
        return issued
    }

    /// What is known of the forecasts for an hour.
    func errors(forHour target: Int, knownAt now: Int) -> Errors {
        if let known = errors[target] { return known }
        var sums = Errors(outputs: outputs)
        let examples = history.examples
        for (horizon, hours) in forecaster.schema.horizons.enumerated() where target - hours >= firstIssue {
            let issued = target - hours
            let forecasts = forecasts(at: issued)
            for (place, row) in history.issues(at: issued).enumerated() {
                let station = examples.stationCodes[row]
                for sensor in 0..<sensors {
                    let output = horizon * sensors + sensor
                    let outcome = examples.outcome(row: row, horizon: horizon, sensor: sensor)
                    let value = forecasts[place * outputs + output]
                    guard outcome.isFinite, value.isFinite,
                        !history.isDoubted(station: station, sensor: sensor, hour: issued, knownAt: issued),
                        !history.isDoubted(station: station, sensor: sensor, hour: target, knownAt: now)
                    else { continue }
                    sums.counts[output] += 1
                    sums.errors[output] += abs(value - outcome)
                    sums.persistence[output] += abs(examples.present(row: row, sensor: sensor) - outcome)
                }
            }
        }
        errors[target] = sums
        return sums
    }

    /// Another feed is not believed: outcomes that can be corrected are looked at anew.
    func correct(at now: Int) {
        errors = errors.filter { $0.key < now - Self.hoursToCorrect }
    }

    /// How good it has been in the last week.
    func skill(at now: Int) -> LiveSkill {
        var sums = Errors(outputs: outputs)
        var hours = [Int](repeating: 0, count: outputs)
        for target in max(0, now - ForecastWatch.windowHours)...now {
            let known = errors(forHour: target, knownAt: now)
            for output in 0..<outputs {
                sums.counts[output] += known.counts[output]
                hours[output] += known.counts[output] > 0 ? 1 : 0
                sums.errors[output] += known.errors[output]
                sums.persistence[output] += known.persistence[output]
            }
        }
        let schema = forecaster.schema
        return LiveSkill(
            scores: (0..<outputs).filter { sums.counts[$0] > 0 }.map { output in
                let count = Double(sums.counts[output])
                return LiveSkill.Score(
                    sensor: schema.sensors.quantities[output % sensors].name,
                    horizon: schema.horizons[output / sensors], count: sums.counts[output], hourCount: hours[output],
                    meanAbsoluteError: sums.errors[output] / count,
                    persistenceError: sums.persistence[output] / count, coverage: nil,
                    promisedRatio: promised[output])
            })
    }

    /// How it has done beside another on the same hours.
    func comparison(with other: ReplayedForecaster, since start: Int, at now: Int) -> LiveComparison {
        let schema = forecaster.schema
        var pairs: [PairedErrors] = []
        for target in stride(from: start, through: now, by: 1) {
            let (own, others) = (errors(forHour: target, knownAt: now), other.errors(forHour: target, knownAt: now))
            for output in 0..<outputs where own.counts[output] > 0 && others.counts[output] > 0 {
                pairs.append(
                    PairedErrors(
                        targetHour: history.time(ofHour: target).hourIndex,
                        sensor: schema.sensors.quantities[output % sensors].name,
                        horizon: schema.horizons[output / sensors],
                        first: own.errors[output] / Double(own.counts[output]),
                        second: others.errors[output] / Double(others.counts[output])))
            }
        }
        return LiveComparison(pairs)
    }
}
