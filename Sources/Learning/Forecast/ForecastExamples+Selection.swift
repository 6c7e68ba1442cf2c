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
        for (row, issued) in issuedAt.enumerated() {
            for (place, horizon) in schema.horizons.enumerated()
            where !isWanted(issued, issued.advanced(hours: horizon)) {
                examples.wantedHorizons[row] &= ~(1 << UInt64(place))
            }
        }
        return examples
    }

    /// Whether anything was measured at a target of an hour.
    /// - Parameter row: 0 ..< `rowCount`.
    /// - Returns: false when all its outcomes are missing.
    public func hasOutcome(row: Int) -> Bool {
        schema.horizons.indices.contains { horizon in
            (0..<sensorCount).contains { !outcome(row: row, horizon: horizon, sensor: $0).isNaN }
        }
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
        examples.wantedHorizons = rows.map { wantedHorizons[$0] }
        return examples.keepingOutcomes { _, target in target <= moment }
    }
}
