/// The energy distance: √(2 ∫ (F − G)² dx) of two empirical distribution functions.
///
/// Source: Székely, Rizzo, "Energy statistics: a class of statistics based on distances", J. Stat. Plan. Inference
/// 143(8), 2013, doi 10.1016/j.jspi.2013.03.018; equals `scipy.stats.energy_distance`.
enum EnergyDistance {
    /// The distance between two samples.
    ///
    /// - Parameter samples: `[n]` and `[m]` values, n, m ≥ 1.
    /// - Returns: ≥ 0, in the square root of the feature's unit.
    /// - Complexity: O(n + m).
    static func between(_ samples: MergedSamples) -> Double {
        let scale = samples.safeScale
        let (ours, theirs) = (samples.referenceCount, samples.currentCount)
        let unit = 1 / (Double(ours) * Double(theirs))
        var (area, last, gap) = (0.0, 0.0, 0.0)
        samples.forEach { step in
            let here = step.value * scale
            area += gap * gap * (here - last)
            last = here
            gap = Double(step.referenceThrough * theirs - step.currentThrough * ours) * unit
        }
        return (2 * area).squareRoot() / scale.squareRoot()
    }
}
