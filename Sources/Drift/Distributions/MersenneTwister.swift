/// The generator MT19937 with NumPy's way of shuffling, for the permutations of ``TotalVariation`` alone.
///
/// Source: Matsumoto, Nishimura, "Mersenne twister", ACM TOMACS 8(1), 1998, doi 10.1145/272991.272995; equals
/// `numpy.random.RandomState`.
struct MersenneTwister {
    private static let size = 624
    private static let middle = 397

    private var state: [UInt32]
    private var place = MersenneTwister.size

    /// A generator.
    /// - Parameter seed: any number.
    init(seed: UInt32) {
        state = [seed]
        for index in 1..<UInt32(Self.size) {
            let last = state[Int(index) - 1]
            state.append(1_812_433_253 &* (last ^ (last >> 30)) &+ index)
        }
    }

    /// The next 32 bits.
    mutating func next() -> UInt32 {
        if place == Self.size { refill() }
        var bits = state[place]
        place += 1
        bits ^= bits >> 11
        bits ^= (bits << 7) & 0x9D2C_5680
        bits ^= (bits << 15) & 0xEFC6_0000
        return bits ^ (bits >> 18)
    }

    /// The numbers 0 ..< `count` in a random order, by swapping from the last place down.
    /// - Parameter count: 0 ... 2³¹ − 1.
    /// - Returns: `[count]` different numbers.
    mutating func permutation(of count: Int) -> [Int32] {
        var order = Array(0..<Int32(count))
        for last in stride(from: count - 1, to: 0, by: -1) {
            // Bits beyond the highest of `last` are cut off, and what is still too large is drawn again.
            let mask = UInt32.max >> UInt32(UInt32(last).leadingZeroBitCount)
            var pick = next() & mask
            while pick > last { pick = next() & mask }
            order.swapAt(last, Int(pick))
        }
        return order
    }

    private mutating func refill() {
        for index in 0..<Self.size {
            let bits =
                (state[index] & 0x8000_0000) | (state[(index + 1) % Self.size] & 0x7FFF_FFFF)
            let twisted = bits >> 1 ^ (bits & 1 == 0 ? 0 : 0x9908_B0DF)
            state[index] = state[(index + Self.middle) % Self.size] ^ twisted
        }
        place = 0
    }
}
