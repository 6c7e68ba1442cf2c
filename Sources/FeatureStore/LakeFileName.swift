/// The name of a file of readings: the number of the first commit in it.
///
/// Commits of a month are numbered from 1. `000000042.parquet` holds the 42nd and those after it up to the next file's.
struct LakeFileName: Hashable {
    let sequence: Int

    init(sequence: Int) {
        self.sequence = sequence
    }

    /// Reads a name; one of another form, such as a whole month's `readings.parquet`, came before all commits: 0.
    init(_ name: String) {
        let digits = name.dropLast(".parquet".count)
        sequence = digits.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int(digits) ?? 0 : 0
    }

    var text: String {
        let digits = String(sequence)
        return "\(String(repeating: "0", count: max(0, 9 - digits.count)))\(digits).parquet"
    }
}
