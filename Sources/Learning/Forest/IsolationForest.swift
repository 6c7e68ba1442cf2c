/// A fitted isolation forest: how strange a row is, by how few random splits set it apart.
///
/// Equals scikit-learn 1.9's `IsolationForest` for the same trees (to 1e-12). A missing value, NaN, is taken as the
/// median of the training rows; ±∞ lies beyond every threshold.
///
/// Source: Liu, Ting, Zhou, "Isolation forest", ICDM 2008, doi 10.1109/ICDM.2008.17.
public struct IsolationForest: AnomalyDetector, Equatable {
    /// The trees, in the order in which their path lengths are added up.
    public let trees: [IsolationTree]
    /// Rows each tree was grown on, ≥ 2.
    public let sampleSize: Int
    /// For each feature the finite value that stands for NaN.
    public let fill: [Float]
    /// What ``decisionFunction(_:)`` subtracts from the score; a row that scores below it is an outlier.
    public let offset: Double
    /// How the offset was chosen.
    public let contamination: Contamination

    let packed: PackedForest

    /// Values a row has.
    public var featureCount: Int { fill.count }

    /// The offset in the paper's sign: a row whose anomaly score is above it is an outlier.
    public var anomalyThreshold: Double { -offset }

    /// A forest of given parts, as a model file holds them.
    ///
    /// - Parameters:
    ///   - trees: at least one, each over `sampleSize` rows, splitting features below `fill.count`.
    ///   - sampleSize: rows each tree was grown on, ≥ 2.
    ///   - fill: for each feature, 1 ... 65,536 of them, the finite value that stands for NaN.
    ///   - offset: finite.
    ///   - contamination: how the offset was chosen.
    /// - Throws: ``LearningError`` with `.inconsistentModel`, or `.parameterOutOfRange` for the contamination.
    public init(
        trees: [IsolationTree], sampleSize: Int, fill: [Float], offset: Double, contamination: Contamination
    ) throws(LearningError) {
        try contamination.validate()
        try Self.require(!trees.isEmpty, "there is no tree")
        try Self.require(sampleSize >= 2, "the sample size is \(sampleSize), at least 2 is needed")
        try Self.require((1...65_536).contains(fill.count), "\(fill.count) features, allowed is 1 ... 65536")
        try Self.require(fill.allSatisfy(\.isFinite), "a fill value is not finite")
        try Self.require(offset.isFinite, "the offset is \(offset)")
        for (place, tree) in trees.enumerated() {
            try Self.require(
                tree.sampleCount == sampleSize,
                "tree \(place) holds \(tree.sampleCount) rows, the sample size is \(sampleSize)")
            for case .split(let feature, _, _, _) in tree.nodes where feature >= fill.count {
                try Self.require(false, "tree \(place) splits feature \(feature) of \(fill.count)")
            }
        }
        let packed = PackedForest(trees: trees, sampleSize: sampleSize, fill: fill)
        self.init(trees: trees, sampleSize: sampleSize, packed: packed, offset: offset, contamination: contamination)
    }

    /// A forest of parts that are known to fit.
    init(
        trees: [IsolationTree], sampleSize: Int, packed: PackedForest, offset: Double, contamination: Contamination
    ) {
        self.trees = trees
        self.sampleSize = sampleSize
        self.fill = packed.fill
        self.offset = offset
        self.contamination = contamination
        self.packed = packed
    }

    private static func require(_ holds: Bool, _ detail: @autoclosure () -> String) throws(LearningError) {
        guard !holds else { return }
        throw LearningError(subject: "isolation forest", reason: .inconsistentModel(detail: detail()))
    }
}
