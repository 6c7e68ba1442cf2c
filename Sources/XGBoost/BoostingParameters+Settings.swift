extension BoostingParameters {
    /// The names and values that say this to XGBoost, in the order in which it is told; `rounds` is the caller's loop.
    var settings: [(name: String, value: String)] {
        // First silence, so that no later parameter can make the library write to the terminal.
        [("verbosity", "0"), ("booster", "gbtree"), ("tree_method", "hist"), ("device", "cpu")] + objective.settings + [
            ("max_depth", "\(depth)"),
            ("eta", "\(learningRate)"),
            ("min_child_weight", "\(minChildWeight)"),
            ("subsample", "\(subsample)"),
            ("colsample_bytree", "\(columnSample)"),
            ("colsample_bynode", "\(columnSamplePerSplit)"),
            ("lambda", "\(l2)"),
            ("max_bin", "\(bins)"),
            ("seed", "\(seed)"),
            ("nthread", "\(threads)"),
        ]
    }
}
