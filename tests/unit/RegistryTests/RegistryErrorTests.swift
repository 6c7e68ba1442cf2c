import Learning
import ONNX
import Registry
import Testing

struct RegistryErrorTests {
    static let cases: [(RegistryError.Reason, String)] = [
        (
            .unknownModel,
            "m: no such model; `driftdetector models list` shows what there is, "
                + "`driftdetector quickstart` trains the first ones"
        ),
        (.unknownVersion(3), "m: there is no version 3; `driftdetector models list` shows what there is"),
        (
            .aliasNotSet(.challenger),
            "m: no version is called challenger; `driftdetector models list` shows what there is, "
                + "`driftdetector models promote m VERSION` makes one the champion"
        ),
        (.invalidName, "m: a model's name has only a-z, 0-9, - and _"),
        (.file("Permission denied"), "m: Permission denied"),
        (.malformed("weights is missing"), "m: weights is missing"),
        (.otherKind(found: .forecast, expected: .anomaly), "m: is a model of kind forecast, not anomaly"),
        (
            .digestMismatch(file: "model.onnx"),
            "m: model.onnx is not the file that was registered; restore it from a copy, or train anew"
        ),
        (
            .otherSchema(found: "aa", expected: "bb"),
            "m: trained for schema aa, this program computes bb; train it anew"
        ),
        (
            .parityFailed(largestDifference: 0.5, tolerance: 0.25),
            "m: not registered: its ONNX graph differs from the fitted model by 0.5, allowed is 0.25"
        ),
        (
            .model(LearningError(subject: "ridge forecaster", reason: .tooFewRows(have: 1, need: 2))),
            "m: ridge forecaster: 1 rows are too few, at least 2 are needed"
        ),
        (.graph(ONNXError("model", .graphMissing)), "m: model: not an ONNX model: it holds no graph"),
    ]

    @Test(arguments: cases)
    func `says what failed, on what, why and what to do`(reason: RegistryError.Reason, text: String) {
        #expect("\(RegistryError(subject: "m", reason: reason))" == text)
    }
}
