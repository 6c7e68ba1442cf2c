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
}
