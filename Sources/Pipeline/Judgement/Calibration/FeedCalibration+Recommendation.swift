import Readings

extension FeedCalibration {
    /// Limits that are tried, from the quickest to the most patient.
    private static let differenceLimits = [2, 2.5, 3, 4, 5, 6, 8]
    private static let spreadFactors = [1.2, 1.4, 1.6, 2, 2.5, 3]
    private static let equalReadings = [18, 24, 36, 48, 72]

    /// The quickest criteria that tell seldom enough without a fault, sensor by sensor.
    /// - Parameters:
    ///   - criteria: for all that is not chosen here.
    ///   - budget: false alarms that may be in a year of one station's sensor, ≥ 0, for each sign.
    /// - Returns: criteria with limits and factors of single sensors where they differ from the first ones tried.
    public func recommended(from criteria: FeedCriteria, falseAlarmsPerYear budget: Double) -> FeedCriteria {
        var chosen = criteria
        chosen.differenceLimit = Self.differenceLimits[0]
        chosen.spreadFactor = Self.spreadFactors[0]
        (chosen.differenceLimits, chosen.spreadFactors) = ([:], [:])
        let allowed = Int(min(budget * stationYears, 1e6))
        let sensors = replay.hours.schema.quantities
        for (sensor, quantity) in sensors.enumerated() {
            let limit = quickestOrLast(Self.differenceLimits, sign: .difference, sensor: sensor, allowed: allowed) {
                chosen.differenceLimits[quantity.name] = $0
                return chosen
            }
            chosen.differenceLimits[quantity.name] = limit == chosen.differenceLimit ? nil : limit
            let factor = quickestOrLast(Self.spreadFactors, sign: .spread, sensor: sensor, allowed: allowed) {
                chosen.spreadFactors[quantity.name] = $0
                return chosen
            }
            chosen.spreadFactors[quantity.name] = factor == chosen.spreadFactor ? nil : factor
        }
        // A sensor that never moves must not make all others slow.
        chosen.equalReadings =
            sensors.indices.compactMap { sensor in
                quickest(Self.equalReadings, sign: .equal, sensor: sensor, allowed: allowed) {
                    var tried = chosen
                    tried.equalReadings = $0
                    return tried
                }
            }.max() ?? chosen.equalReadings
        return chosen
    }

    /// The first number by which a sign shows seldom enough; nil when none does.
    private func quickest<Number>(
        _ numbers: [Number], sign: FeedSign, sensor: Int, allowed: Int, criteria: (Number) -> FeedCriteria
    ) -> Number? {
        numbers.first { falseAlarms(by: criteria($0), sensor: sensor, sign: sign) <= allowed }
    }

    private func quickestOrLast<Number>(
        _ numbers: [Number], sign: FeedSign, sensor: Int, allowed: Int, criteria: (Number) -> FeedCriteria
    ) -> Number {
        quickest(numbers, sign: sign, sensor: sensor, allowed: allowed, criteria: criteria)
            ?? numbers[numbers.count - 1]
    }

    private func falseAlarms(by criteria: FeedCriteria, sensor: Int, sign: FeedSign) -> Int {
        JudgementRule(name: "", criteria: criteria).verdicts(in: replay, sensors: [sensor])
            .count { $0.doubt.sign == sign && stations.contains($0.station) }
    }
}
