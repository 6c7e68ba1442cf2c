import Features
import Learning
import Readings

/// Holds a challenger against the champion and against persistence, on days that neither was trained on.
struct ForecasterGate {
    /// How much larger errors at a single horizon may be than the champion's.
    private static let tolerance = 0.02
    /// The probability of as large a gain by chance, one-sided, from which on it is none.
    private static let significance = 0.05

    /// One forecast that all are held against.
    struct Target: Hashable {
        let station: String
        let hour: Int64
        let sensor: String
        let horizon: Int
    }

    /// Errors of one forecaster on the outcomes of examples.
    struct Errors {
        var absolute: [Target: Double] = [:]
        var persistence: [Target: Double] = [:]

        /// - Parameters:
        ///   - forecaster: of the examples' schema.
        ///   - examples: hours, with the outcomes alone that count.
        init(of forecaster: Forecaster, on examples: ForecastExamples) {
            let (schema, sensors) = (examples.schema, examples.sensorCount)
            for row in 0..<examples.rowCount {
                let known = (0..<schema.outputCount).filter { output in
                    !examples.outcome(row: row, horizon: output / sensors, sensor: output % sensors).isNaN
                }
                if known.isEmpty { continue }
                let values = forecaster.forecasts(of: examples, row: row)
                for output in known where values[output].isFinite {
                    let (horizon, sensor) = output.quotientAndRemainder(dividingBy: sensors)
                    let outcome = examples.outcome(row: row, horizon: horizon, sensor: sensor)
                    let hours = schema.horizons[horizon]
                    let target = Target(
                        station: examples.stations[examples.stationCodes[row]],
                        hour: examples.issuedAt[row].hourIndex + Int64(hours),
                        sensor: schema.sensors.quantities[sensor].name, horizon: hours)
                    absolute[target] = abs(values[output] - outcome)
                    persistence[target] = abs(examples.present(row: row, sensor: sensor) - outcome)
                }
            }
        }
    }

    /// Judges a challenger.
    /// - Parameters:
    ///   - challenger: its errors.
    ///   - champion: those of the champion, with its number; nil when there is none.
    /// - Returns: what was found.
    static func verdict(challenger: Errors, champion: (errors: Errors, version: Int)?) -> GateVerdict {
        var checks = [persistence(challenger)]
        if let champion { checks += beside(champion.errors, version: champion.version, challenger) }
        return GateVerdict(checks: checks)
    }

    private static func persistence(_ errors: Errors) -> GateVerdict.Check {
        let ratios = Dictionary(grouping: errors.absolute.keys) { Output($0) }.values.compactMap { targets -> Double? in
            let simple = targets.reduce(0) { $0 + (errors.persistence[$1] ?? 0) }
            return simple > 0 ? targets.reduce(0) { $0 + (errors.absolute[$1] ?? 0) } / simple : nil
        }
        guard !ratios.isEmpty else {
            return GateVerdict.Check(name: "persistence", passed: false, sentence: "there is no outcome to judge on")
        }
        let ratio = ratios.reduce(0, +) / Double(ratios.count)
        return GateVerdict.Check(
            name: "persistence", passed: ratio < 1,
            sentence:
                "errors are \(ratio.shortText(decimals: 3)) of persistence's on \(errors.absolute.count) forecasts")
    }

    private static func beside(
        _ champion: Errors, version: Int, _ challenger: Errors
    ) -> [GateVerdict.Check] {
        let common = challenger.absolute.keys.filter { champion.absolute[$0] != nil }
        let outputs = Dictionary(grouping: common) { Output($0) }
        let scales = outputs.mapValues { $0.reduce(0) { $0 + (champion.absolute[$1] ?? 0) } / Double($0.count) }
        var days: [Int64: (sum: Double, count: Double)] = [:]
        for target in common {
            guard let own = challenger.absolute[target], let other = champion.absolute[target],
                let scale = scales[Output(target)], scale > 0
            else { continue }
            let day = days[target.hour / 24] ?? (0, 0)
            days[target.hour / 24] = (day.sum + (own - other) / scale, day.count + 1)
        }
        guard !days.isEmpty else {
            return [
                GateVerdict.Check(
                    name: "champion", passed: false,
                    sentence: "there is no day that neither it nor version \(version) was trained on")
            ]
        }
        let differences = days.sorted { $0.key < $1.key }.map { $0.value.sum / $0.value.count }
        let horizons = Set(common.map(\.horizon)).sorted()
        let ratios = horizons.map { horizon in
            let gains = outputs.filter { $0.key.horizon == horizon }.compactMap { output, targets -> Double? in
                guard let scale = scales[output], scale > 0 else { return nil }
                return targets.reduce(0) { $0 + (challenger.absolute[$1] ?? 0) } / Double(targets.count) / scale
            }
            return gains.isEmpty ? 1 : gains.reduce(0, +) / Double(gains.count)
        }
        return [
            test(differences, version: version, longest: horizons.last ?? 24),
            worstHorizon(zip(horizons, ratios).max { $0.1 < $1.1 } ?? (0, 1)),
        ]
    }

    private static func test(_ differences: [Double], version: Int, longest: Int) -> GateVerdict.Check {
        let mean = differences.reduce(0, +) / Double(differences.count)
        let share = "\((100 * abs(mean)).shortText(decimals: 1)) % \(mean < 0 ? "smaller" : "larger")"
        let beside =
            "errors are \(share) than version \(version)'s on \(differences.count) days that neither was trained on"
        guard let test = try? DieboldMariano(differences: differences, horizonDays: longest > 24 ? 2 : 1) else {
            return GateVerdict.Check(
                name: "champion", passed: mean < 0, sentence: "\(beside), too few days for a test")
        }
        let chance = test.meanDifference < 0 ? test.pValue / 2 : 1 - test.pValue / 2
        return GateVerdict.Check(
            name: "champion", passed: chance < significance,
            sentence:
                "\(beside) (Diebold–Mariano, one-sided p \(chance.significantText()), below \(significance.shortText(decimals: 2)) is "
                + "needed)")
    }

    private static func worstHorizon(_ worst: (hours: Int, ratio: Double)) -> GateVerdict.Check {
        let change = (100 * (worst.ratio - 1)).shortText(decimals: 1)
        return GateVerdict.Check(
            name: "horizons", passed: worst.ratio <= 1 + tolerance,
            sentence: "at the horizon that gains least, \(worst.hours) h, errors change by \(change) %")
    }

    private struct Output: Hashable {
        let sensor: String
        let horizon: Int

        init(_ target: Target) { (sensor, horizon) = (target.sensor, target.horizon) }
    }
}
