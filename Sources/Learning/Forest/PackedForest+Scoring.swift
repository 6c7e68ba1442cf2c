import Features
import RealModule

extension PackedForest {
    /// Rows that pass through a tree before the next tree is taken: they and the tree stay in the first cache.
    private static let rowsTogether = 64

    /// The scikit-learn score of one row.
    /// - Parameter row: `[fill.count]` values.
    /// - Returns: a score in [−1, 0).
    func scoreSample(_ row: UnsafeBufferPointer<Float>) -> Double {
        withUnsafeTemporaryAllocation(of: Float.self, capacity: fill.count) { filled in
            for feature in fill.indices {
                filled.initializeElement(at: feature, to: filledValue(row[feature], feature))
            }
            let values = UnsafeBufferPointer(filled)
            return nodes.withUnsafeBufferPointer { nodes in
                var total = 0.0
                for first in stride(from: 0, to: roots.count, by: EightWalks.count) {
                    // The last group is filled up with its last tree, whose extra walks count for nothing.
                    let last = roots.count - 1
                    var walks = EightWalks { roots[min(first + $0, last)] }
                    walks.take(depth, in: nodes, values, base: 0, stride: 1, shift: 0)
                    // Tree after tree, as in a batch: the sum must not depend on the way a row is scored.
                    walks.forEach { walk, place in
                        if first + walk <= last { total += pathLengths[place] }
                    }
                }
                return score(ofTotal: total)
            }
        }
    }

    /// The scikit-learn scores of consecutive rows, each the same to the last bit as ``scoreSample(_:)`` gives.
    ///
    /// - Parameters:
    ///   - rows: a matrix of `fill.count` columns.
    ///   - range: the rows to score.
    /// - Returns: one score a row of the range.
    func scoreSamples(_ rows: FeatureMatrix, in range: Range<Int>) -> [Double] {
        [Double](unsafeUninitializedCapacity: range.count) { scores, count in
            withUnsafeTemporaryAllocation(of: Float.self, capacity: Self.rowsTogether * fill.count) { filled in
                withUnsafeTemporaryAllocation(of: Double.self, capacity: Self.rowsTogether) { totals in
                    for start in stride(from: range.lowerBound, to: range.upperBound, by: Self.rowsTogether) {
                        let block = start..<min(start + Self.rowsTogether, range.upperBound)
                        let lanes = EightWalks.count
                        // A short last group of eight is filled up, and the totals of the extra rows go unread.
                        let padded = (block.count + lanes - 1) / lanes * lanes
                        fillColumns(filled, with: rows, in: block, padded: padded)
                        totals.initialize(repeating: 0)
                        addPathLengths(of: filled, to: .init(rebasing: totals[..<padded]))
                        for place in 0..<block.count {
                            scores.initializeElement(at: count, to: score(ofTotal: totals[place]))
                            count += 1
                        }
                    }
                }
            }
        }
    }

    /// Copies rows in groups of eight, each group column-major, so that walks side by side read side by side.
    private func fillColumns(
        _ filled: UnsafeMutableBufferPointer<Float>, with rows: FeatureMatrix, in block: Range<Int>, padded: Int
    ) {
        let (width, lanes) = (fill.count, EightWalks.count)
        rows.values.withUnsafeBufferPointer { values in
            for place in 0..<padded {
                let row = min(block.lowerBound + place, block.upperBound - 1)
                let group = place / lanes * lanes * width
                for feature in 0..<width {
                    filled.initializeElement(
                        at: group + feature * lanes + place % lanes,
                        to: filledValue(values[row * width + feature], feature))
                }
            }
        }
    }

    /// Adds to each row's total its path length in every tree, tree after tree.
    private func addPathLengths(
        of filled: UnsafeMutableBufferPointer<Float>, to totals: UnsafeMutableBufferPointer<Double>
    ) {
        let lanes = EightWalks.count
        let values = UnsafeBufferPointer(filled)
        nodes.withUnsafeBufferPointer { nodes in
            pathLengths.withUnsafeBufferPointer { pathLengths in
                for tree in roots.indices {
                    let (root, steps) = (roots[tree], depths[tree])
                    for row in stride(from: 0, to: totals.count, by: lanes) {
                        var walks = EightWalks { _ in root }
                        walks.take(steps, in: nodes, values, base: row * fill.count, stride: lanes, shift: 1)
                        walks.forEach { walk, place in totals[row + walk] += pathLengths[place] }
                    }
                }
            }
        }
    }

    @inline(__always)
    private func filledValue(_ value: Float, _ feature: Int) -> Float {
        value.isNaN ? fill[feature] : value
    }

    private func score(ofTotal total: Double) -> Double {
        -Double.exp2(-(total / scale))
    }
}
