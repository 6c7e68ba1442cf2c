/// A short name for a text, to notice that two parties mean different things by one schema.
///
/// 64-bit FNV-1a (G. Fowler, L. Noll, K. Vo): against accidents, not against forgery.
enum Fingerprint {
    static func hexadecimal(of text: String) -> String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in text.utf8 {
            hash ^= UInt64(byte)
            hash &*= 0x0000_0100_0000_01b3
        }
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
