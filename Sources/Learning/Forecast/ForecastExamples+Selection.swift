import Features
public import Readings

extension ForecastExamples {
    /// The same hours with the outcomes of some targets alone; all others are missing.
    /// - Parameter isWanted: whether an outcome is wanted, by the moments of issue and target.
    /// - Returns: the same rows.
    public func keepingOutcomes(
        where isWanted: (_ issuedAt: Timestamp, _ target: Timestamp) -> Bool
    ) -> ForecastExamples {
        var examples = self
        var place = 0
        for issued in issuedAt {
            for horizon in schema.horizons {
                let isKept = isWanted(issued, issued.advanced(hours: horizon))
                for _ in 0..<sensorCount {
                    if !isKept { examples.outcomes[place] = .nan }
                    place += 1
                }
            }
        }
        return examples
    }

    /// What is known at a moment: the hours up to it, with the outcomes up to it.
    /// - Parameter moment: the last that is known.
    /// - Returns: those hours in their order.
    public func known(at moment: Timestamp) -> ForecastExamples {
        let rows = (0..<rowCount).filter { issuedAt[$0] <= moment }
        var examples = self
        examples.stationCodes = rows.map { stationCodes[$0] }
        examples.issuedAt = rows.map { issuedAt[$0] }
        examples.inputs = inputs.selecting(rows: rows)
        examples.present = rows.flatMap { present[$0 * sensorCount..<($0 + 1) * sensorCount] }
        let outputs = schema.outputCount
        examples.outcomes = rows.flatMap { outcomes[$0 * outputs..<($0 + 1) * outputs] }
        return examples.keepingOutcomes { _, target in target <= moment }
    }
}
