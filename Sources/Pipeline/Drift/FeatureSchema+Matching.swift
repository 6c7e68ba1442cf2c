public import Features

extension FeatureSchema {
    /// The schema that columns are of, by their names.
    /// - Parameter names: of columns, in any order.
    /// - Returns: the one that knows most of them, of several the first of ``all``; nil when none knows half of them.
    public static func matching(_ names: some Sequence<String>) -> FeatureSchema? {
        let names = Set(names)
        let counts = all.map { names.intersection($0.featureNames).count }
        guard let most = counts.max(), most > 0, 2 * most >= names.count else { return nil }
        return counts.firstIndex(of: most).map { all[$0] }
    }
}
