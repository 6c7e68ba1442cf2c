import Registry

extension ModelRegistry {
    /// Registers a version that holds no model: for what asks only who stands where.
    func registerEmptyVersion(of name: String, kind: ModelKind = .anomaly) throws -> ModelVersion {
        try register(
            name: name,
            run: TrainingRun(
                kind: kind, view: "weather", schemaFingerprint: "", inputs: [],
                data: .init(from: "", to: "", rows: 0, contentHash: ""), parameters: [:], seed: 1, metrics: [:],
                trainedAt: "", programVersion: ""),
            package: ModelPackage(
                graph: [], description: "", parity: ParityCheck(model: "m", notRunBecause: "a test", tolerance: 0)))
    }
}
