extension BoostingParameters {
    /// Throws unless every parameter is in the range that its description gives.
    ///
    /// - Throws: ``XGBoostError`` with `.outOfRange`, whose subject names the parameter.
    public func validate() throws(XGBoostError) {
        try Self.require(rounds, in: 1...100_000, "rounds")
        try Self.require(depth, in: 1...24, "depth")
        try Self.requirePart(learningRate, "learningRate")
        try Self.requireAmount(minChildWeight, "minChildWeight")
        try Self.requirePart(subsample, "subsample")
        try Self.requirePart(columnSample, "columnSample")
        try Self.requirePart(columnSamplePerSplit, "columnSamplePerSplit")
        try Self.requireAmount(l2, "l2")
        try Self.require(bins, in: 2...65_535, "bins")
        // OpenMP ends the process when the system refuses a thread.
        try Self.require(threads, in: 1...256, "threads")
        if case .quantile(let level) = objective, !(level > 0 && level < 1) {
            throw Self.outOfRange("quantile", level, "a number over 0 and under 1")
        }
    }

    private static func require(_ value: Int, in range: ClosedRange<Int>, _ name: String) throws(XGBoostError) {
        guard range.contains(value) else {
            throw outOfRange(name, value, "\(range.lowerBound) to \(range.upperBound)")
        }
    }

    private static func requirePart(_ value: Double, _ name: String) throws(XGBoostError) {
        guard value > 0, value <= 1 else { throw outOfRange(name, value, "a number over 0 and up to 1") }
    }

    private static func requireAmount(_ value: Double, _ name: String) throws(XGBoostError) {
        guard value >= 0, value <= 1e9 else { throw outOfRange(name, value, "a number of 0 to 1e9") }
    }

    private static func outOfRange(_ name: String, _ value: some Any, _ allowed: String) -> XGBoostError {
        XGBoostError("parameter \"\(name)\"", .outOfRange(value: "\(value)", allowed: allowed))
    }
}
