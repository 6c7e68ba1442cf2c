public import Learning
public import ONNX

/// Why a model version could not be registered, found or loaded.
public struct RegistryError: Error, Equatable, CustomStringConvertible {
    /// What went wrong.
    public enum Reason: Equatable, Sendable {
        /// No version of that name was ever registered.
        case unknownModel
        /// The name exists, the version does not.
        case unknownVersion(Int)
        /// The alias points at no version.
        case aliasNotSet(ModelAlias)
        /// Another version has become champion than the one that was to be replaced.
        case overtaken(by: Int?)
        /// A name with other characters than a … z, 0 … 9, `-` and `_`.
        case invalidName
        /// A file could not be read or written, in the system's words.
        case file(String)
        /// A file is not what it should be.
        case malformed(String)
        /// A file is not the one that was registered.
        case digestMismatch(file: String)
        /// The model is for something else.
        case otherKind(found: ModelKind, expected: ModelKind)
        /// The model was trained for other inputs than this program computes.
        case otherSchema(found: String, expected: String)
        /// The exported graph does not give the scores of the fitted model.
        case parityFailed(largestDifference: Double, tolerance: Double)
        /// The version loaded anew does not answer its probe set as the fitted model did.
        case probeFailed(largestDifference: Double, tolerance: Double)
        /// The model's numbers contradict each other.
        case model(LearningError)
        /// The graph could not be made, read or run.
        case graph(ONNXError)
    }

    /// The model, version or file concerned.
    public let subject: String
    /// What went wrong.
    public let reason: Reason

    /// An error about `subject`.
    public init(subject: String, reason: Reason) {
        self.subject = subject
        self.reason = reason
    }

    /// What failed, on what and why, and what to do.
    public var description: String {
        switch reason {
        case .unknownModel:
            "\(subject): no such model; `driftdetector models list` shows what there is, "
                + "`driftdetector quickstart` trains the first ones"
        case .unknownVersion(let version):
            "\(subject): there is no version \(version); `driftdetector models list` shows what there is"
        case .aliasNotSet(let alias):
            "\(subject): no version is called \(alias.rawValue); `driftdetector models list` shows what there is, "
                + "`driftdetector models promote \(subject) VERSION` makes one the champion"
        case .overtaken(let version):
            "\(subject): \(version.map { "version \($0)" } ?? "no version") has become champion meanwhile; nothing was moved"
        case .invalidName: "\(subject): a model's name has only a-z, 0-9, - and _"
        case .file(let detail): "\(subject): \(detail)"
        case .malformed(let detail): "\(subject): \(detail)"
        case .digestMismatch(let file):
            "\(subject): \(file) is not the file that was registered; restore it from a copy, or train anew"
        case .otherKind(let found, let expected):
            "\(subject): is a model of kind \(found.rawValue), not \(expected.rawValue)"
        case .otherSchema(let found, let expected):
            "\(subject): trained for schema \(found), this program computes \(expected); train it anew"
        case .parityFailed(let difference, let tolerance):
            "\(subject): not registered: its ONNX graph differs from the fitted model by \(difference), "
                + "allowed is \(tolerance)"
        case .probeFailed(let difference, let tolerance):
            "\(subject): answers its probe set otherwise than the fitted model, by \(difference), allowed is \(tolerance)"
        case .model(let error): "\(subject): \(error)"
        case .graph(let error): "\(subject): \(error)"
        }
    }
}
