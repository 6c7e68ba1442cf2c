import Features

/// Grows one tree on its sample of the training rows; used once.
///
/// Scikit-learn's way: a node draws features until one is not constant among its rows, then a threshold uniform
/// between that feature's least and greatest value.
struct IsolationTreeGrower {
    /// The sample without undefined values, column-major: `[features × sampleCount]`.
    private let columns: [Float]
    private let sampleCount: Int
    private let depthLimit: Int
    /// Places in the sample; each node owns a range of them.
    private var order: [Int]
    /// The features this tree may split on. Those found constant on the way from the root come first.
    private var candidates: [Int]
    private var generator: Xoshiro256
    private var nodes: [IsolationNode] = []

    /// Draws the tree's rows and features.
    ///
    /// - Parameters:
    ///   - rows: all training rows.
    ///   - fill: for each feature the value that stands for undefined and infinite ones.
    ///   - sampleCount: rows to draw, 2 ... row count.
    ///   - parameters: validated parameters.
    ///   - generator: the tree's own stream.
    init(
        rows: FeatureMatrix, fill: [Float], sampleCount: Int, parameters: IsolationForestParameters,
        generator: Xoshiro256
    ) {
        var generator = generator
        let featureCount = rows.featureCount
        let candidateCount = max(1, Int(parameters.maxFeatures * Double(featureCount)))
        let sample =
            parameters.bootstrap
            ? (0..<sampleCount).map { _ in generator.uniform(below: rows.rowCount) }
            : generator.sample(sampleCount, of: rows.rowCount)
        candidates = generator.sample(candidateCount, of: featureCount)
        var columns = [Float](repeating: 0, count: featureCount * sampleCount)
        rows.values.withUnsafeBufferPointer { values in
            for (place, row) in sample.enumerated() {
                for feature in 0..<featureCount {
                    let value = values[row * featureCount + feature]
                    columns[feature * sampleCount + place] = value.isFinite ? value : fill[feature]
                }
            }
        }
        self.columns = columns
        self.sampleCount = sampleCount
        self.generator = generator
        order = Array(0..<sampleCount)
        // ceil(log2(sampleCount)) without rounding.
        depthLimit = Int.bitWidth - (sampleCount - 1).leadingZeroBitCount
    }

    /// Grows the whole tree.
    /// - Returns: its nodes in preorder, the left child first.
    mutating func grow() -> [IsolationNode] {
        _ = grow(order.indices, depth: 0, constants: 0)
        return nodes
    }

    private mutating func grow(_ range: Range<Int>, depth: Int, constants: Int) -> Int {
        let place = nodes.count
        nodes.append(.leaf(sampleCount: range.count))
        var constants = constants
        guard depth < depthLimit, range.count > 1, let split = drawSplit(of: range, constants: &constants) else {
            return place
        }
        let middle = partition(range, by: split)
        let left = grow(range.lowerBound..<middle, depth: depth + 1, constants: constants)
        let right = grow(middle..<range.upperBound, depth: depth + 1, constants: constants)
        nodes[place] = .split(feature: split.feature, threshold: split.threshold, left: left, right: right)
        return place
    }

    /// A random split that leaves rows on both sides, or nil if all rows of the node are equal.
    private mutating func drawSplit(
        of range: Range<Int>, constants: inout Int
    ) -> (feature: Int, threshold: Float)? {
        while constants < candidates.count {
            let pick = constants + generator.uniform(below: candidates.count - constants)
            let feature = candidates[pick]
            let (least, greatest) = extent(of: feature, in: range)
            if least < greatest {
                return (feature, drawThreshold(from: least, to: greatest))
            }
            candidates.swapAt(constants, pick)
            constants += 1
        }
        return nil
    }

    private func extent(of feature: Int, in range: Range<Int>) -> (least: Float, greatest: Float) {
        let base = feature * sampleCount
        var least = columns[base + order[range.lowerBound]]
        var greatest = least
        for place in range.dropFirst() {
            let value = columns[base + order[place]]
            if value < least { least = value }
            if value > greatest { greatest = value }
        }
        return (least, greatest)
    }

    /// Uniform in [least, greatest), drawn in Double, where the width of any two floats is finite, and rounded down:
    /// then `x <= threshold` holds for the same floats as before rounding.
    private mutating func drawThreshold(from least: Float, to greatest: Float) -> Float {
        let (low, high) = (Double(least), Double(greatest))
        let drawn = low + generator.uniform() * (high - low)
        guard drawn < high else { return least }
        let rounded = Float(drawn)
        return Double(rounded) > drawn ? rounded.nextDown : rounded
    }

    /// Moves the rows that go left to the front of the range.
    /// - Returns: the first place of those that go right.
    private mutating func partition(_ range: Range<Int>, by split: (feature: Int, threshold: Float)) -> Int {
        let base = split.feature * sampleCount
        var middle = range.lowerBound
        for place in range where columns[base + order[place]] <= split.threshold {
            order.swapAt(middle, place)
            middle += 1
        }
        return middle
    }
}
