/// Whether a registered version can be loaded anew, answers as the one that was fitted, and fast enough.
struct InfrastructureCheck {
    /// Milliseconds that half of all answers may take at most.
    private static let slowest = 50.0
    /// How far answers may differ, as a share of the fitted one's or in its unit, whichever is larger: graphs compute in
    /// Float32.
    private static let tolerance = 1e-3

    /// Looks at a version.
    /// - Parameters:
    ///   - rows: how many answers are compared.
    ///   - fitted: the fitted model's answers to a row.
    ///   - load: loads the registered version and gives what answers a row.
    /// - Returns: what was found; a version that cannot be loaded does not pass.
    static func check(
        rows: Int, fitted: (Int) throws -> [Double], load: () throws -> (Int) throws -> [Double]
    ) -> GateVerdict.Check {
        do {
            let registered = try load()
            let clock = ContinuousClock()
            var times: [Double] = []
            var farthest = 0.0
            for row in 0..<rows {
                var answers: [Double] = []
                let time = try clock.measure { answers = try registered(row) }
                times.append(time / .milliseconds(1))
                for (answer, expected) in zip(answers, try fitted(row)) where !(answer.isNaN && expected.isNaN) {
                    let difference = abs(answer - expected) / max(1, abs(expected))
                    farthest = max(farthest, difference.isNaN ? .infinity : difference)
                }
            }
            // Single answers wait for other work on the machine, and say nothing about the version.
            let usual = times.sorted().dropFirst(times.count / 2).first ?? 0
            return GateVerdict.Check(
                name: "infrastructure", passed: usual <= Self.slowest && farthest <= Self.tolerance,
                sentence:
                    "loaded anew it answers half of \(rows) rows within \(usual.shortText(decimals: 2)) ms each, and all as the fitted "
                    + "model to \(farthest.significantText())")
        } catch {
            return GateVerdict.Check(
                name: "infrastructure", passed: false, sentence: "it cannot be loaded anew: \(error)")
        }
    }
}
