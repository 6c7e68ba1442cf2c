import Testing
import XGBoost

@Suite
struct BoostingParametersTests {
    @Test
    func `the defaults are allowed`() throws {
        try BoostingParameters().validate()
        try BoostingParameters(objective: .absoluteError).validate()
        try BoostingParameters(objective: .quantile(0.5)).validate()
    }

    @Test(arguments: [
        (BoostingParameters(rounds: 0), "rounds", "0", "1 to 100000"),
        (BoostingParameters(rounds: 100_001), "rounds", "100001", "1 to 100000"),
        (BoostingParameters(depth: 0), "depth", "0", "1 to 24"),
        (BoostingParameters(depth: 25), "depth", "25", "1 to 24"),
        (BoostingParameters(learningRate: 0), "learningRate", "0.0", "a number over 0 and up to 1"),
        (BoostingParameters(learningRate: 1.1), "learningRate", "1.1", "a number over 0 and up to 1"),
        (BoostingParameters(minChildWeight: -1), "minChildWeight", "-1.0", "a number of 0 to 1e9"),
        (BoostingParameters(minChildWeight: .infinity), "minChildWeight", "inf", "a number of 0 to 1e9"),
        (BoostingParameters(subsample: .nan), "subsample", "nan", "a number over 0 and up to 1"),
        (BoostingParameters(columnSample: 0), "columnSample", "0.0", "a number over 0 and up to 1"),
        (BoostingParameters(l2: .nan), "l2", "nan", "a number of 0 to 1e9"),
        (BoostingParameters(bins: 1), "bins", "1", "2 to 65535"),
        (BoostingParameters(bins: 65_536), "bins", "65536", "2 to 65535"),
        (BoostingParameters(threads: 0), "threads", "0", "1 to 256"),
        (BoostingParameters(threads: .max), "threads", "\(Int.max)", "1 to 256"),
        (BoostingParameters(objective: .quantile(0)), "quantile", "0.0", "a number over 0 and under 1"),
        (BoostingParameters(objective: .quantile(1)), "quantile", "1.0", "a number over 0 and under 1"),
        (BoostingParameters(objective: .quantile(.nan)), "quantile", "nan", "a number over 0 and under 1"),
    ])
    func `names the parameter that is out of range`(
        parameters: BoostingParameters, name: String, value: String, allowed: String
    ) {
        #expect(throws: XGBoostError("parameter \"\(name)\"", .outOfRange(value: value, allowed: allowed))) {
            try parameters.validate()
        }
    }
}
