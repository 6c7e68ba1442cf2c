import RealModule

/// The Anderson–Darling test of two samples, with midranks for ties.
///
/// Source: Scholz, Stephens, "K-sample Anderson–Darling tests", J. Am. Stat. Assoc. 82(399), 1987,
/// doi 10.1080/01621459.1987.10478517, equation 7; equals `scipy.stats.anderson_ksamp`.
struct AndersonDarling: SignificanceTest {
    /// The least and the greatest p-value that the published table reaches.
    static let pValues = 0.001...0.25

    /// The standardised statistic; 0 where its variance is not defined (n + m < 4, or no two different values).
    let statistic: Double
    /// How probable a statistic at least as large is between samples of one distribution, within ``pValues``.
    let pValue: Double

    /// The test of two samples.
    ///
    /// - Parameter samples: `[n]` and `[m]` values, n, m ≥ 1.
    /// - Complexity: O(n + m).
    init(_ samples: MergedSamples) {
        let (n, m) = (Double(samples.referenceCount), Double(samples.currentCount))
        let total = n + m
        var (sum, values) = (0.0, 0)
        samples.forEach { step in
            values += 1
            let ties = Double(step.referenceTies + step.currentTies)
            let below = Double(step.referenceBelow + step.currentBelow) + ties / 2
            let ours = Double(step.referenceBelow) + Double(step.referenceTies) / 2
            let gap = total * ours - below * n
            let spread = below * (total - below) - total * ties / 4
            // A single different value leaves no spread; it is sorted out below.
            if spread > 0 { sum += ties * gap * gap / spread }
        }
        guard total >= 4, values > 1 else {
            (statistic, pValue) = (0, Self.pValues.upperBound)
            return
        }
        let raw = sum / total * (1 / n + 1 / m) * (total - 1) / total
        statistic = (raw - 1) / Self.variance(n, m).squareRoot()
        pValue = Self.pValue(of: statistic)
    }

    /// The variance of the statistic, equation 4.
    private static func variance(_ n: Double, _ m: Double) -> Double {
        let total = n + m
        let inverses = 1 / n + 1 / m
        // h is the harmonic number below n + m, g the sum over i < j of 1 / ((n + m − i) j).
        var (part, g, place) = (0.0, 0.0, 2.0)
        while place < total {
            part += 1 / (total + 1 - place)
            g += part / place
            place += 1
        }
        let h = part + 1
        let a = 4 * g - 6 + (10 - 6 * g) * inverses
        let b = 4 * (2 * g - 4) + 16 * h + (2 * g - 14 * h - 4) * inverses - 8 * h + 4 * g - 6
        let c = 4 * (6 * h + 2 * g - 2) + 2 * (4 * h - 4 * g + 6) + (2 * h - 6) * inverses + 4 * h
        let d = 4 * (2 * h + 6) - 8 * h
        return (((a * total + b) * total + c) * total + d) / ((total - 1) * (total - 2) * (total - 3))
    }

    /// The table of the paper for two samples, log p as a parabola fitted to it by least squares as SciPy does.
    private static func pValue(of statistic: Double) -> Double {
        if statistic < 0.325 { return pValues.upperBound }
        if statistic > 6.546 { return pValues.lowerBound }
        return .exp((0.01819809457411147 * statistic - 1.0082265644652515) * statistic - 1.077770279820484)
    }
}
