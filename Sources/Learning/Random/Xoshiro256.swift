/// The generator xoshiro256**: fast, 256 bits of state, the same numbers on every platform.
///
/// The standard library's own `shuffle` and `random(in:)` may change their algorithm between releases; models must not.
/// So everything drawn for a model comes from ``next()``, ``uniform()``, ``uniform(below:)`` and ``sample(_:of:)``.
///
/// Source: Blackman, Vigna, "Scrambled linear pseudorandom number generators", ACM TOMS 47(4), 2021,
/// doi 10.1145/3460772.
public struct Xoshiro256: RandomNumberGenerator, Sendable, Equatable {
    private var word0: UInt64
    private var word1: UInt64
    private var word2: UInt64
    private var word3: UInt64

    /// A generator whose state is mixed from a seed and a stream number by SplitMix64.
    ///
    /// Streams of one seed are independent of each other, so that pieces of work that each take their own stream give
    /// the same result in any order.
    ///
    /// - Parameters:
    ///   - seed: any number; names the whole experiment.
    ///   - stream: any number; names one piece of it.
    public init(seed: UInt64, stream: UInt64) {
        var seeding = SplitMix64(state: seed)
        // Mixing the seed first keeps neighbouring (seed, stream) pairs from meeting.
        var mixer = SplitMix64(state: seeding.next() ^ stream)
        self.init(state: (mixer.next(), mixer.next(), mixer.next(), mixer.next()))
    }

    /// A generator at a given state, which must not be all zero.
    package init(state: (UInt64, UInt64, UInt64, UInt64)) {
        precondition(state != (0, 0, 0, 0), "the zero state only yields zeros")
        (word0, word1, word2, word3) = state
    }

    /// The next 64 bits.
    public mutating func next() -> UInt64 {
        let scrambled = word1 &* 5
        let result = ((scrambled << 7) | (scrambled >> 57)) &* 9
        let shifted = word1 << 17
        word2 ^= word0
        word3 ^= word1
        word1 ^= word2
        word0 ^= word3
        word2 ^= shifted
        word3 = (word3 << 45) | (word3 >> 19)
        return result
    }
}
