import Foundation

/// Damages bytes in the ways of broken disks, cut transfers and hostile files; the same for the same seed.
public struct ByteMutator {
    private var random: SeededRandom

    /// A mutator.
    /// - Parameter seed: of all damages.
    public init(seed: UInt64) {
        random = SeededRandom(seed: seed)
    }

    /// How many rounds a test of damaged bytes takes: a few as a rule, more where the environment's `FUZZ_FACTOR` says so.
    /// - Parameter usual: without that.
    /// - Returns: `usual` times the factor.
    public static func rounds(_ usual: Int) -> Int {
        usual * max(1, ProcessInfo.processInfo.environment["FUZZ_FACTOR"].flatMap(Int.init) ?? 1)
    }

    /// Damaged bytes.
    /// - Parameter bytes: whole ones, at least one.
    /// - Returns: others, nearly always.
    public mutating func damage(_ bytes: [UInt8]) -> [UInt8] {
        var damaged = bytes
        for _ in 0..<Int.random(in: 1...4, using: &random) where !damaged.isEmpty {
            // Most structure is at both ends; the middle is numbers.
            let reach = Bool.random(using: &random) ? damaged.count : min(damaged.count, 800)
            let fromEnd = Int.random(in: 0..<4, using: &random) == 0
            let offset = Int.random(in: 0..<reach, using: &random)
            let place = fromEnd ? damaged.count - 1 - offset : offset
            let end = min(damaged.count, place + Int.random(in: 1...16, using: &random))
            switch Int.random(in: 0..<6, using: &random) {
            case 0: damaged[place] = UInt8.random(in: 0...255, using: &random)
            case 1: damaged[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            case 2: damaged.removeSubrange(place..<end)
            case 3: damaged.insert(contentsOf: damaged[place..<end], at: place)
            case 4:
                // A length or a number of many digits.
                damaged.insert(
                    contentsOf: [UInt8](repeating: 0xFF, count: end - place) + [0x7F], at: place)
            default: if Int.random(in: 0..<4, using: &random) == 0 { damaged.removeSubrange(place...) }
            }
        }
        return damaged
    }
}
