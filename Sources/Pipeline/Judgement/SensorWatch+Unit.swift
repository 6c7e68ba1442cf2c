import Readings

extension SensorWatch {
    /// How far converted values may lie from what the others say, in standard deviations of the difference. Noise is
    /// narrower in a larger unit and then fits anything loosely.
    private static let (closeFit, looseFit) = (1.3, 2.0)
    /// By how much another unit must explain values better than an offset does.
    private static let clearGain = 0.8

    /// The unit in which values come, if it is another.
    func unit(of doubt: SensorDoubt) -> MeasurementUnit? {
        let since = hours(of: doubt)
        // Noise has single values that fit another unit.
        if let unit = doubt.unit, doubt.unitHours >= min(Self.spikeHours, doubt.hourCount),
            2 * doubt.unitHours >= since.count { $0.value.isFinite }
        {
            return unit
        }
        let known = since.filter { $0.value.isFinite && $0.opinion != nil }
        guard known.count >= Self.spikeHours else { return nil }
        func error(_ convert: (Double) -> Double) -> Double {
            let squares = known.reduce(0.0) { sum, hour in
                let error = (convert(hour.value) - (hour.opinion?.expected ?? 0)) / (hour.opinion?.spread ?? 1)
                return sum + error * error
            }
            return (squares / Double(known.count)).squareRoot()
        }
        let (own, offset) = (error { $0 }, Self.mean(known) { $0 - $1 })
        let limit = min(
            own / 3, Self.clearGain * error { $0 - offset }, isScattered(known) ? Self.closeFit : Self.looseFit)
        let slope = known.count >= Self.fewestToCompare ? Self.slope(known) : nil
        return limits.otherUnits.filter { unit in
            let steepness = 1 / (unit.inSchemaUnit(1) - unit.inSchemaUnit(0))
            return error(unit.inSchemaUnit) < limit && slope.map { abs($0 - steepness) < abs($0 - 1) } ?? true
        }.min { error($0.inSchemaUnit) < error($1.inSchemaUnit) }
    }

    /// The mean of something over hours with a value and an opinion.
    private static func mean(
        _ hours: some Collection<SensorHour>, _ term: (_ value: Double, _ expected: Double) -> Double
    ) -> Double {
        hours.reduce(0) { $0 + term($1.value, $1.opinion?.expected ?? $1.value) } / Double(hours.count)
    }

    /// By how much values rise with what the others say.
    private static func slope(_ hours: some Collection<SensorHour>) -> Double? {
        let (value, expected) = (mean(hours) { value, _ in value }, mean(hours) { $1 })
        let squares = mean(hours) { ($1 - expected) * ($1 - expected) }
        return squares > 0 ? mean(hours) { ($0 - value) * ($1 - expected) } / squares : nil
    }
}
