import Registry

/// A model version as machines see it.
struct ShownVersion: Encodable {
    let name: String
    let version: Int
    let aliases: [String]
    let kind: String
    let view: String
    let schemaFingerprint: String
    let data: TrainingRun.DataWindow
    let parameters: [String: String]
    let seed: UInt64
    let metrics: [String: Double]
    let trainedAt: String
    let programVersion: String
    let programDigest: String?
    let parent: Int?
    let digests: [String: String]
    let directory: String

    init(_ version: ModelVersion, aliases: [ModelAlias: Int]) {
        name = version.name
        self.version = version.number
        self.aliases = aliases.filter { $0.value == version.number }.map(\.key.rawValue).sorted()
        kind = version.run.kind.rawValue
        view = version.run.view
        schemaFingerprint = version.run.schemaFingerprint
        data = version.run.data
        parameters = version.run.parameters
        seed = version.run.seed
        metrics = version.run.metrics
        trainedAt = version.run.trainedAt
        programVersion = version.run.programVersion
        programDigest = version.run.programDigest
        parent = version.run.parent
        digests = version.digests
        directory = version.directory
    }
}
