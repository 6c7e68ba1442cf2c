/// MurmurHash3 for x86, 32 bits (A. Appleby, public domain; https://github.com/aappleby/smhasher), as Python's `mmh3` has it.
enum MurmurHash3 {
    /// The hash of bytes.
    static func hash32(_ bytes: [UInt8], seed: UInt32 = 0) -> UInt32 {
        func scrambled(_ block: UInt32) -> UInt32 {
            let mixed = block &* 0xCC9E_2D51
            return (mixed << 15 | mixed >> 17) &* 0x1B87_3593
        }
        var hash = seed
        let whole = bytes.count / 4 * 4
        for start in stride(from: 0, to: whole, by: 4) {
            let block = (0..<4).reduce(0 as UInt32) { $0 | UInt32(bytes[start + $1]) << (8 * UInt32($1)) }
            hash ^= scrambled(block)
            hash = (hash << 13 | hash >> 19) &* 5 &+ 0xE654_6B64
        }
        let rest = bytes[whole...].enumerated().reduce(0 as UInt32) {
            $0 | UInt32($1.element) << (8 * UInt32($1.offset))
        }
        if whole < bytes.count { hash ^= scrambled(rest) }
        hash ^= UInt32(truncatingIfNeeded: bytes.count)
        hash = (hash ^ hash >> 16) &* 0x85EB_CA6B
        hash = (hash ^ hash >> 13) &* 0xC2B2_AE35
        return hash ^ hash >> 16
    }
}
