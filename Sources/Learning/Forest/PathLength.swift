import RealModule

/// Expected path lengths in random binary trees.
public enum PathLength {
    /// c(n): the mean depth at which a search for an absent value ends in a binary search tree of n values.
    ///
    /// It stands for the part of an isolation tree that was not grown below a leaf with n rows, and scales the depths
    /// of a whole forest. c(n) = 2·(ln(n−1) + γ) − 2·(n−1)/n, c(2) = 1, c(1) = c(0) = 0.
    ///
    /// Source: Liu, Ting, Zhou, "Isolation forest", ICDM 2008, doi 10.1109/ICDM.2008.17, with the exact values for
    /// n ≤ 2 that scikit-learn uses.
    ///
    /// - Parameter count: n ≥ 0.
    /// - Returns: a length in edges, ≥ 0.
    public static func average(of count: Int) -> Double {
        switch count {
        case ...1: return 0
        case 2: return 1
        default:
            let eulerMascheroni = 0.5772156649015329
            let others = Double(count - 1)
            return 2 * (Double.log(others) + eulerMascheroni) - 2 * others / Double(count)
        }
    }
}
