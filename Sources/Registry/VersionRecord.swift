/// What `run.json` holds.
struct VersionRecord: Codable, Equatable {
    var name: String
    var version: Int
    var run: TrainingRun
    var digests: [String: String]
}
