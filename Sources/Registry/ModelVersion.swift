/// One immutable version of a model, as it lies in its directory.
public struct ModelVersion: Sendable, Equatable {
    /// The model's name.
    public let name: String
    /// 1, 2, 3 …
    public let number: Int
    /// Where its files are.
    public let directory: String
    /// Where it comes from.
    public let run: TrainingRun
    /// SHA-256 of each of its files but `run.json`, hexadecimal, by file name.
    public let digests: [String: String]

    /// A version of given parts.
    package init(name: String, number: Int, directory: String, run: TrainingRun, digests: [String: String]) {
        self.name = name
        self.number = number
        self.directory = directory
        self.run = run
        self.digests = digests
    }
}
