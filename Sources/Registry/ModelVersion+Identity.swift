extension ModelVersion {
    /// Whether a package holds this very model, trained on the same numbers.
    /// - Parameters:
    ///   - package: the other's files.
    ///   - data: what the other was trained on.
    /// - Returns: true when graph and data are the same to the last bit.
    public func isSameModel(as package: ModelPackage, trainedOn data: TrainingRun.DataWindow) -> Bool {
        run.data == data
            && [ModelPackage.graphFile, ReferenceSet.profileFile, ReferenceSet.rowFile].allSatisfy {
                package.files[$0].map(ModelRegistry.digest) == digests[$0]
            }
    }
}
