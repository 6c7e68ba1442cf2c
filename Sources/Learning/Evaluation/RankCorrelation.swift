/// How alike two lists order the same things.
public enum RankCorrelation {
    /// Spearman's rank correlation, as SciPy's `spearmanr` has it: Pearson's of the ranks, equal values sharing their mean
    /// rank.
    /// - Parameters:
    ///   - first: finite values.
    ///   - second: as many.
    /// - Returns: −1 … 1; nil where a list has fewer than two different values.
    public static func spearman(_ first: [Double], _ second: [Double]) -> Double? {
        precondition(first.count == second.count, "two lists of the same things")
        let (left, right) = (ranks(of: first), ranks(of: second))
        let mean = Double(first.count + 1) / 2
        var (product, leftSquares, rightSquares) = (0.0, 0.0, 0.0)
        for (a, b) in zip(left, right) {
            product += (a - mean) * (b - mean)
            leftSquares += (a - mean) * (a - mean)
            rightSquares += (b - mean) * (b - mean)
        }
        guard leftSquares > 0, rightSquares > 0 else { return nil }
        return product / (leftSquares * rightSquares).squareRoot()
    }

    private static func ranks(of values: [Double]) -> [Double] {
        let order = values.indices.sorted { values[$0] < values[$1] }
        var ranks = [Double](repeating: 0, count: values.count)
        var start = 0
        while start < order.count {
            var end = start + 1
            while end < order.count, values[order[end]] == values[order[start]] { end += 1 }
            for place in start..<end { ranks[order[place]] = Double(start + end + 1) / 2 }
            start = end
        }
        return ranks
    }
}
