/// The name that Alertmanager gives an alert by its labels, for senders that leave it out.
///
/// Source: `LabelSet.Fingerprint` of github.com/prometheus/common/model: FNV-1a of 64 bits over names and values in the
/// order of the names' bytes, each followed by the byte 255.
package enum AlertFingerprint {
    /// The name of an alert.
    /// - Parameter labels: by name, in any order.
    /// - Returns: 16 hexadecimal digits.
    package static func of(_ labels: [(name: String, value: String)]) -> String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        func add(_ byte: UInt8) { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        for label in labels.sorted(by: { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }) {
            for text in [label.name, label.value] {
                for byte in text.utf8 { add(byte) }
                add(0xff)
            }
        }
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
