/// The version that `--version` prints and that training runs record.
enum ProgramVersion {
    static let current = "0.1.0"
}
