/// Errors of a challenger and of the champion on the forecasts of one output that both made for one station.
struct HeldOutErrorPairs: Sendable {
    let output: HeldOutErrors.Output
    /// For each forecast the hour that it is for, since 1970.
    private(set) var hours: [Int64] = []
    /// For each forecast the challenger's absolute error, in the sensor's unit.
    private(set) var challenger: [Double] = []
    /// For each forecast the champion's.
    private(set) var champion: [Double] = []

    private init(output: HeldOutErrors.Output) {
        self.output = output
    }

    /// All forecasts that both made.
    /// - Parameters:
    ///   - challenger: its errors.
    ///   - champion: those of the champion.
    /// - Returns: series in the challenger's order; those without a forecast in common are left out.
    static func all(_ challenger: HeldOutErrors, _ champion: HeldOutErrors) -> [HeldOutErrorPairs] {
        let others = Dictionary(champion.series.map { ($0.key, $0) }) { first, _ in first }
        return challenger.series.compactMap { own in
            guard let other = others[own.key] else { return nil }
            var pairs = HeldOutErrorPairs(output: own.key.output)
            var place = 0
            for (index, hour) in own.hours.enumerated() {
                while place < other.hours.count, other.hours[place] < hour { place += 1 }
                guard place < other.hours.count, other.hours[place] == hour else { continue }
                pairs.hours.append(hour)
                pairs.challenger.append(own.absolute[index])
                pairs.champion.append(other.absolute[place])
            }
            return pairs.hours.isEmpty ? nil : pairs
        }
    }
}
