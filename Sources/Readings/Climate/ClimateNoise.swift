import RealModule

/// Random but smooth changes that are the same however and in whatever order they are asked for: hashed normal values
/// at regular knots, joined smoothly, several rhythms on top of each other.
///
/// Source: value noise as in K. Perlin, "An Image Synthesizer", SIGGRAPH 1985, doi 10.1145/325165.325247, with the
/// interpolation 3x² − 2x³.
struct ClimateNoise {
    /// One rhythm: knots so many hours apart, with this standard deviation.
    struct Rhythm {
        let hours: Double
        let spread: Double
    }

    let seed: UInt64
    let rhythms: [Rhythm]

    /// The sum of the rhythms at a moment, in hours since 1970; its standard deviation is about that of the rhythms
    /// together.
    func value(atHour hour: Double) -> Double {
        var sum = 0.0
        for (number, rhythm) in rhythms.enumerated() {
            let position = hour / rhythm.hours
            let knot = position.rounded(.down)
            let share = position - knot
            let weight = share * share * (3 - 2 * share)
            let (before, after) = (normal(number, Int64(knot)), normal(number, Int64(knot) + 1))
            // Between two knots the mean of two values varies less; this brings the spread back.
            let scale = 1 / Double.sqrt((1 - weight) * (1 - weight) + weight * weight)
            sum += rhythm.spread * scale * (before * (1 - weight) + after * weight)
        }
        return sum
    }

    /// Nearly normal with mean 0 and variance 1: the sum of four uniform numbers, scaled.
    private func normal(_ rhythm: Int, _ knot: Int64) -> Double {
        var state =
            seed ^ (UInt64(rhythm) &* 0x9E37_79B9_7F4A_7C15) ^ (UInt64(bitPattern: knot) &* 0xD1B5_4A32_D192_ED03)
        var sum = 0.0
        for _ in 0..<4 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = state
            mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            mixed ^= mixed >> 31
            sum += Double(mixed >> 11) * 0x1p-53
        }
        return (sum - 2) * 1.732_050_807_568_877_2
    }
}
