import Learning
import Testing

struct IsolationForestParametersTests {
    @Test(arguments: [
        IsolationForestParameters(),
        IsolationForestParameters(estimators: 1, maxSamples: 2, maxFeatures: .leastNonzeroMagnitude),
        IsolationForestParameters(estimators: 10_000, maxSamples: 32_768, contamination: .fraction(0.5)),
        IsolationForestParameters(contamination: .auto),
    ])
    func `accepts parameters within their ranges`(parameters: IsolationForestParameters) {
        #expect(throws: Never.self) { try parameters.validate() }
    }

    @Test(arguments: [
        (IsolationForestParameters(estimators: 0), "estimators", "0", "1 ... 10000"),
        (IsolationForestParameters(estimators: 10_001), "estimators", "10001", "1 ... 10000"),
        (IsolationForestParameters(maxSamples: 1), "max_samples", "1", "2 ... 32768"),
        (IsolationForestParameters(maxSamples: 32_769), "max_samples", "32769", "2 ... 32768"),
        (IsolationForestParameters(maxFeatures: 0), "max_features", "0.0", "(0, 1]"),
        (IsolationForestParameters(maxFeatures: 1.5), "max_features", "1.5", "(0, 1]"),
        (IsolationForestParameters(maxFeatures: .nan), "max_features", "nan", "(0, 1]"),
        (IsolationForestParameters(contamination: .fraction(0)), "contamination", "0.0", "auto or (0, 0.5]"),
        (IsolationForestParameters(contamination: .fraction(0.51)), "contamination", "0.51", "auto or (0, 0.5]"),
        (IsolationForestParameters(contamination: .fraction(.nan)), "contamination", "nan", "auto or (0, 0.5]"),
    ])
    func `refuses a parameter outside its range`(
        parameters: IsolationForestParameters, name: String, value: String, allowed: String
    ) {
        let refusal = LearningError(
            subject: "isolation forest",
            reason: .parameterOutOfRange(name: name, value: value, allowed: allowed))
        #expect(throws: refusal) { try parameters.validate() }
        #expect(throws: refusal) { try IsolationForestTrainer(parameters) }
    }
}
