/// SplitMix64 (Steele, Lea and Flood 2014), as numbers in 0 ..< 1.
struct Weyl {
    var state: UInt64

    mutating func number() -> Double {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return Double((mixed ^ (mixed >> 31)) >> 11) * 0x1p-53
    }

    mutating func numbers(_ count: Int) -> [Double] { (0..<count).map { _ in number() } }
}
