/// How trees are grown, in the terms of XGBoost's "hist" tree method.
///
/// Source: Chen and Guestrin 2016, doi 10.1145/2939672.2939785; the names in quotation marks are XGBoost's own.
public struct BoostingParameters: Sendable, Equatable {
    /// What the trees predict.
    public var objective: Objective
    /// The number of trees, 1 to 100,000.
    public var rounds: Int
    /// The most splits between root and leaf ("max_depth"), 1 to 24.
    public var depth: Int
    /// The part of each tree's correction that is used ("eta"), over 0 and up to 1.
    public var learningRate: Double
    /// The least weight of rows in a leaf ("min_child_weight"), 0 to 1e9; each row weighs 1.
    public var minChildWeight: Double
    /// The part of the rows that each tree sees ("subsample"), over 0 and up to 1.
    public var subsample: Double
    /// The part of the columns that each tree sees ("colsample_bytree"), over 0 and up to 1.
    public var columnSample: Double
    /// The part of a tree's columns that each split sees ("colsample_bynode"), over 0 and up to 1.
    public var columnSamplePerSplit: Double
    /// The penalty on squared leaf values ("lambda"), 0 to 1e9.
    public var l2: Double
    /// The most intervals that a column's values are sorted into ("max_bin"), 2 to 65,535.
    public var bins: Int
    /// Draws rows and columns; without effect while `subsample`, `columnSample` and `columnSamplePerSplit` are all 1.
    public var seed: UInt32
    /// The number of threads, 1 to 256.
    public var threads: Int

    /// Parameters; each default is XGBoost's own, except `rounds`, which it leaves open, and `threads`, where it would
    /// take every core.
    public init(
        objective: Objective = .squaredError, rounds: Int = 100, depth: Int = 6, learningRate: Double = 0.3,
        minChildWeight: Double = 1, subsample: Double = 1, columnSample: Double = 1, columnSamplePerSplit: Double = 1,
        l2: Double = 1, bins: Int = 256, seed: UInt32 = 0, threads: Int = 1
    ) {
        self.objective = objective
        self.rounds = rounds
        self.depth = depth
        self.learningRate = learningRate
        self.minChildWeight = minChildWeight
        self.subsample = subsample
        self.columnSample = columnSample
        self.columnSamplePerSplit = columnSamplePerSplit
        self.l2 = l2
        self.bins = bins
        self.seed = seed
        self.threads = threads
    }
}
