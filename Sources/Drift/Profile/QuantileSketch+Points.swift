extension QuantileSketch {
    /// The kept values, ascending, with how many values each stands for.
    var points: [(value: Double, weight: Int)] {
        levels.enumerated()
            .flatMap { level, values in values.map { (value: $0, weight: 1 << level) } }
            .sorted { ($0.value, $0.weight) < ($1.value, $1.weight) }
    }

    /// A level stands for no more values than this, so that their sum does not overflow.
    private static var mostValues: Int { 1 << 53 }

    /// Whether the parts of a stored sketch fit together.
    ///
    /// - Throws: ``DriftError`` with `.inconsistentProfile`.
    func validate(subject: String) throws(DriftError) {
        func refuse(_ detail: String) -> DriftError {
            DriftError(subject: subject, reason: .inconsistentProfile(detail: detail))
        }
        guard capacity >= 2 else { throw refuse("capacity \(capacity) is below 2") }
        guard levels.count <= Self.mostLevels else { throw refuse("\(levels.count) levels are too many") }
        guard keepsOdd.count == levels.count else { throw refuse("\(keepsOdd.count) turns for \(levels.count) levels") }
        for (level, values) in levels.enumerated() {
            guard values.allSatisfy(\.isFinite) else { throw refuse("level \(level) has a value that is no number") }
            guard zip(values, values.dropFirst()).allSatisfy({ $0 <= $1 }) else {
                throw refuse("level \(level) is not ascending")
            }
            guard values.count <= Self.mostValues >> level else {
                throw refuse("level \(level) has \(values.count) values")
            }
        }
        guard (0...count).contains(rankError) else { throw refuse("rank error \(rankError) of \(count) values") }
    }
}
