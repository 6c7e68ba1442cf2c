/// Corrections of p-values for the number of tests made at once.
public enum MultipleTesting {
    /// p-values adjusted to the false discovery rate: calling all at or below a level leaves at most that share of
    /// false calls on average, for independent or positively dependent tests.
    ///
    /// Source: Benjamini, Hochberg, "Controlling the false discovery rate", J. Royal Stat. Soc. B 57(1), 1995,
    /// doi 10.1111/j.2517-6161.1995.tb02031.x; equals `scipy.stats.false_discovery_control`.
    ///
    /// - Parameter pValues: `[k]` p-values; one that is no number counts as 1.
    /// - Returns: `[k]` adjusted ones in the same order, each at least as large as its own, 0 ... 1.
    public static func benjaminiHochberg(_ pValues: [Double]) -> [Double] {
        let clean = pValues.map { $0.isNaN ? 1 : min(max($0, 0), 1) }
        var adjusted = clean
        var least = 1.0
        let order = clean.indices.sorted { clean[$0] > clean[$1] }
        for (behind, place) in order.enumerated() {
            let rank = clean.count - behind
            least = min(least, clean[place] * Double(clean.count) / Double(rank))
            adjusted[place] = least
        }
        return adjusted
    }
}
