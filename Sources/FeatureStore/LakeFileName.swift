/// The name of a file of readings: how often it was merged, and its place in the order of arrival.
///
/// `0-000000042.parquet` is the 42nd commit of its month, `1-000000032.parquet` holds what came up to the 32nd.
struct LakeFileName: Comparable, Hashable {
    let tier: Int
    let sequence: Int

    init(tier: Int, sequence: Int) {
        self.tier = tier
        self.sequence = sequence
    }

    /// Reads a name; one of another form, such as a whole month's `readings.parquet`, came before all others.
    init(_ name: String) {
        let parts = name.dropLast(8).split(separator: "-", omittingEmptySubsequences: false)
        if parts.count == 2, let tier = Int(parts[0]), let sequence = Int(parts[1]), tier >= 0, sequence > 0 {
            (self.tier, self.sequence) = (tier, sequence)
        } else {
            (tier, sequence) = (Self.wholeTier, 0)
        }
    }

    /// The tier of files that are not merged into others any more.
    static let wholeTier = 9

    var text: String {
        let digits = String(sequence)
        return "\(tier)-\(String(repeating: "0", count: max(0, 9 - digits.count)))\(digits).parquet"
    }

    static func < (left: LakeFileName, right: LakeFileName) -> Bool {
        (left.sequence, left.tier) < (right.sequence, right.tier)
    }
}
