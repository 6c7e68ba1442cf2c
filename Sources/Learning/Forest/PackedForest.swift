/// A forest laid out for scoring.
struct PackedForest: Sendable, Equatable {
    /// How the trees are laid out: the faster way, if none is too deep for it.
    enum Trees: Sendable, Equatable {
        case complete(CompleteTrees)
        case linked(LinkedTrees)
    }

    /// The trees.
    let trees: Trees
    /// For each feature the value that stands for NaN.
    let fill: [Float]
    /// What the sum of the path lengths is divided by: trees · c(sample size).
    let scale: Double

    /// Packs trees whose features all lie below `fill.count`.
    init(trees: [IsolationTree], sampleSize: Int, fill: [Float]) {
        let depth = trees.map(\.depth).max() ?? 0
        let isComplete =
            fill.count <= CompleteTrees.mostFeatures && depth <= CompleteTrees.deepest
            && trees.count << depth <= CompleteTrees.mostNodes
        self.trees = isComplete ? .complete(CompleteTrees(trees)) : .linked(LinkedTrees(trees))
        self.fill = fill
        scale = Double(trees.count) * PathLength.average(of: sampleSize)
    }
}
