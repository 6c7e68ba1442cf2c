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
    /// Places in the sample, which holds 32,768 at most; each node owns a range of them.
    private var order: [UInt16]
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
        columns = rows.values.withUnsafeBufferPointer { values in
            Self.columns(of: values, rows: sample, fill: fill)
        }
        self.sampleCount = sampleCount
        self.generator = generator
        order = (0..<sampleCount).map { UInt16($0) }
        // ceil(log2(sampleCount)) without rounding.
        depthLimit = Int.bitWidth - (sampleCount - 1).leadingZeroBitCount
    }

    /// Copies the rows drawn, column after column.
    private static func columns(of values: UnsafeBufferPointer<Float>, rows: [Int], fill: [Float]) -> [Float] {
        let (width, height) = (fill.count, rows.count)
        // The rows lie all over the memory: asking for every cache line first lets the waits overlap.
        var touched: UInt32 = 0
        for row in rows {
            for feature in stride(from: 0, to: width, by: 16) { touched |= values[row * width + feature].bitPattern }
        }
        return [Float](unsafeUninitializedCapacity: width * height) { columns, count in
            withExtendedLifetime(touched) {
                for (place, row) in rows.enumerated() {
                    for feature in 0..<width {
                        let value = values[row &* width &+ feature]
                        columns.initializeElement(
                            at: feature &* height &+ place, to: value.isFinite ? value : fill[feature])
                    }
                }
            }
            count = width * height
        }
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
        columns.withUnsafeBufferPointer { columns in
            order.withUnsafeBufferPointer { order in
                let base = feature &* sampleCount
                var least = columns[base &+ Int(order[range.lowerBound])]
                var greatest = least
                for place in range.dropFirst() {
                    let value = columns[base &+ Int(order[place])]
                    least = value < least ? value : least
                    greatest = value > greatest ? value : greatest
                }
                return (least, greatest)
            }
        }
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
        columns.withUnsafeBufferPointer { columns in
            order.withUnsafeMutableBufferPointer { order in
                let base = split.feature &* sampleCount
                var middle = range.lowerBound
                for place in range {
                    // No branch, which the processor would guess wrong every other time.
                    let (next, other) = (order[place], order[middle])
                    let goesLeft = columns[base &+ Int(next)] <= split.threshold
                    order[place] = goesLeft ? other : next
                    order[middle] = goesLeft ? next : other
                    middle &+= goesLeft ? 1 : 0
                }
                return middle
            }
        }
    }
}
