import Learning

/// Made-up rows on which two evaluators of one model must agree: numbers of every size and sign, some of them missing.
enum ProbeRows {
    static let count = 64

    /// `count` rows, the same for the same width.
    static func values(width: Int) -> [Float] {
        var randomness = Xoshiro256(seed: 2013, stream: UInt64(width))
        return (0..<count * width).map { _ in
            let (kind, size) = (randomness.uniform(), randomness.uniform())
            if kind < 0.05 { return .nan }
            // From 10⁻² to 10⁴, evenly in its logarithm.
            var value: Float = 0.01
            for _ in 0..<Int(size * 60) { value *= 1.2589254 }
            return kind < 0.5 ? -value : value
        }
    }
}
