import Features
import RealModule

extension PackedForest {
    /// Rows that pass through a tree before the next tree is taken: they and the tree stay in the first cache.
    private static let rowsTogether = 64

    /// The scikit-learn score of one row.
    /// - Parameter row: `[fill.count]` values.
    /// - Returns: a score in [−1, 0).
    func scoreSample(_ row: UnsafeBufferPointer<Float>) -> Double {
        withUnsafeTemporaryAllocation(of: UInt64.self, capacity: fill.count) { filled in
            for feature in fill.indices {
                filled.initializeElement(at: feature, to: bits(of: row[feature], feature))
            }
            let values = UnsafeBufferPointer(filled)
            // Tree after tree, as in a batch: the sum must not depend on the way a row is scored.
            return switch trees {
            case .complete(let trees): score(ofTotal: trees.pathLengthTotal(of: values))
            case .linked(let trees): score(ofTotal: trees.pathLengthTotal(of: values))
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
            withUnsafeTemporaryAllocation(of: UInt64.self, capacity: Self.rowsTogether * fill.count) { filled in
                withUnsafeTemporaryAllocation(of: Double.self, capacity: Self.rowsTogether) { totals in
                    for start in stride(from: range.lowerBound, to: range.upperBound, by: Self.rowsTogether) {
                        let block = start..<min(start + Self.rowsTogether, range.upperBound)
                        let lanes = EightWalks.count
                        // A short last group of eight is filled up, and the totals of the extra rows go unread.
                        let padded = (block.count + lanes - 1) / lanes * lanes
                        fillColumns(filled, with: rows, in: block, padded: padded)
                        totals.initialize(repeating: 0)
                        addPathLengths(of: UnsafeBufferPointer(filled), to: .init(rebasing: totals[..<padded]))
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
        _ filled: UnsafeMutableBufferPointer<UInt64>, with rows: FeatureMatrix, in block: Range<Int>, padded: Int
    ) {
        let (width, lanes) = (fill.count, EightWalks.count)
        rows.values.withUnsafeBufferPointer { values in
            for place in 0..<padded {
                let row = min(block.lowerBound + place, block.upperBound - 1)
                let group = place / lanes * lanes * width
                for feature in 0..<width {
                    filled.initializeElement(
                        at: group + feature * lanes + place % lanes,
                        to: bits(of: values[row * width + feature], feature))
                }
            }
        }
    }

    private func addPathLengths(
        of values: UnsafeBufferPointer<UInt64>, to totals: UnsafeMutableBufferPointer<Double>
    ) {
        switch trees {
        case .complete(let trees): trees.addPathLengths(of: values, width: fill.count, to: totals)
        case .linked(let trees): trees.addPathLengths(of: values, width: fill.count, to: totals)
        }
    }

    @inline(__always)
    private func bits(of value: Float, _ feature: Int) -> UInt64 {
        OrderedBits.of(value.isNaN ? fill[feature] : value)
    }

    private func score(ofTotal total: Double) -> Double {
        -Double.exp2(-(total / scale))
    }
}
