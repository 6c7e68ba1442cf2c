import Features
import Learning
import Readings

/// Holds a challenger against the champion and against persistence, on days that neither was trained on.
struct ForecasterGate {
    /// How much larger errors at a single horizon may be than the champion's.
    private static let tolerance = 0.02
    /// The probability of as large a gain by chance, one-sided, from which on it is none.
    private static let significance = 0.05

    /// Judges a challenger.
    /// - Parameters:
    ///   - challenger: its errors.
    ///   - champion: those of the champion, with its number; nil when there is none.
    /// - Returns: what was found.
    static func verdict(
        challenger: HeldOutErrors, champion: (errors: HeldOutErrors, version: Int)?
    ) -> GateVerdict {
        var checks = [persistence(challenger)]
        if let champion { checks += beside(champion.errors, version: champion.version, challenger) }
        return GateVerdict(checks: checks)
    }

    private static func persistence(_ errors: HeldOutErrors) -> GateVerdict.Check {
        let ratios = groups(errors.series, by: \.key.output).compactMap { series -> Double? in
            let simple = sum(series.map(\.persistence))
            return simple > 0 ? sum(series.map(\.absolute)) / simple : nil
        }
        guard !ratios.isEmpty else {
            return GateVerdict.Check(name: "persistence", passed: false, sentence: "there is no outcome to judge on")
        }
        let ratio = ratios.reduce(0, +) / Double(ratios.count)
        return GateVerdict.Check(
            name: "persistence", passed: ratio < 1,
            sentence:
                "errors are \(ratio.shortText(decimals: 3)) of persistence's on \(errors.count) forecasts")
    }

    private static func beside(
        _ champion: HeldOutErrors, version: Int, _ challenger: HeldOutErrors
    ) -> [GateVerdict.Check] {
        let outputs = groups(HeldOutErrorPairs.all(challenger, champion), by: \.output).map { pairs in
            (pairs: pairs, scale: mean(pairs.map(\.champion)))
        }.filter { $0.scale > 0 }
        var days: [Int64: (sum: Double, count: Double)] = [:]
        for (pairs, scale) in outputs {
            for pair in pairs {
                for (place, hour) in pair.hours.enumerated() {
                    let day = days[hour / 24] ?? (0, 0)
                    let difference = (pair.challenger[place] - pair.champion[place]) / scale
                    days[hour / 24] = (day.sum + difference, day.count + 1)
                }
            }
        }
        guard !days.isEmpty else {
            return [
                GateVerdict.Check(
                    name: "champion", passed: false,
                    sentence: "there is no day that neither it nor version \(version) was trained on")
            ]
        }
        let differences = days.sorted { $0.key < $1.key }.map { $0.value.sum / $0.value.count }
        let ratios = groups(outputs) { $0.pairs[0].output.horizon }.map { outputs in
            let gains = outputs.map { mean($0.pairs.map(\.challenger)) / $0.scale }
            return (hours: outputs[0].pairs[0].output.horizon, ratio: gains.reduce(0, +) / Double(gains.count))
        }
        return [
            test(differences, version: version, longest: ratios.map(\.hours).max() ?? 24),
            worstHorizon(ratios.max { $0.ratio < $1.ratio } ?? (0, 1)),
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

    /// What has the same key together, the lowest key first: what is added up is so in the same order each time.
    private static func groups<Element, Key: Hashable & Comparable>(
        _ elements: [Element], by key: (Element) -> Key
    ) -> [[Element]] {
        Dictionary(grouping: elements, by: key).sorted { $0.key < $1.key }.map(\.value)
    }

    private static func sum(_ lists: [[Double]]) -> Double {
        lists.reduce(0) { $0 + $1.reduce(0, +) }
    }

    private static func mean(_ lists: [[Double]]) -> Double {
        sum(lists) / Double(max(1, lists.reduce(0) { $0 + $1.count }))
    }
}
