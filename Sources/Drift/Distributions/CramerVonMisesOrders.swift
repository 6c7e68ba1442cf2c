/// The exact distribution of the two-sample Cramér–von Mises statistic over all orders of the values.
///
/// Source: Xiao, Gordon, Yakovlev, "A C++ program for the Cramér–von Mises two-sample test", J. Stat. Software 17(8),
/// 2006, doi 10.18637/jss.v017.i08.
enum CramerVonMisesOrders {
    /// Sums of squared distances, ascending, and the number of orders that lead to each.
    private struct Frequencies {
        var sums: [Int] = []
        var ways: [Double] = []
    }

    /// The probability of a statistic at least as large.
    ///
    /// - Parameters:
    ///   - counts: the sizes n and m, 1 ... 20.
    ///   - ranks: Anderson's U.
    /// - Returns: 0 ... 1.
    static func upperTail(counts: (Int, Int), ranks: Double) -> Double {
        let (n, m) = counts
        let common = n / greatestCommonDivisor(n, m) * m
        let (ours, theirs) = (common / n, common / m)
        let product = Double(n * m)
        let least =
            (Double(common * common * (n + m)) * (6 * ranks - product * (4 * product - 1)) / (6 * product * product))
            .rounded(.down)

        // column[x] belongs to the walks that have come to (x, y).
        var column = [Frequencies(sums: [0], ways: [1])]
        for x in 1...n { column.append(extended(column[x - 1], by: x * ours)) }
        for y in 1...m {
            column[0] = extended(column[0], by: y * theirs)
            for x in 1...n {
                column[x] = extended(merged(column[x], column[x - 1]), by: x * ours - y * theirs)
            }
        }
        var (tail, total) = (0.0, 0.0)
        for (sum, ways) in zip(column[n].sums, column[n].ways) {
            total += ways
            if Double(sum) >= least { tail += ways }
        }
        return tail / total
    }

    private static func extended(_ frequencies: Frequencies, by distance: Int) -> Frequencies {
        Frequencies(sums: frequencies.sums.map { $0 + distance * distance }, ways: frequencies.ways)
    }

    private static func merged(_ left: Frequencies, _ right: Frequencies) -> Frequencies {
        var result = Frequencies()
        result.sums.reserveCapacity(left.sums.count + right.sums.count)
        result.ways.reserveCapacity(left.sums.count + right.sums.count)
        var (l, r) = (0, 0)
        while l < left.sums.count || r < right.sums.count {
            let leftSum = l < left.sums.count ? left.sums[l] : .max
            let rightSum = r < right.sums.count ? right.sums[r] : .max
            let sum = min(leftSum, rightSum)
            var ways = 0.0
            if leftSum == sum {
                ways += left.ways[l]
                l += 1
            }
            if rightSum == sum {
                ways += right.ways[r]
                r += 1
            }
            result.sums.append(sum)
            result.ways.append(ways)
        }
        return result
    }

    private static func greatestCommonDivisor(_ first: Int, _ second: Int) -> Int {
        second == 0 ? first : greatestCommonDivisor(second, first % second)
    }
}
