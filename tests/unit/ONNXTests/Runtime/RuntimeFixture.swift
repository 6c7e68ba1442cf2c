import Foundation
import ONNX
import TestSupport

enum RuntimeFixture {
    private static let found: Result<RuntimeLibrary, ONNXError> = {
        do throws(ONNXError) {
            return .success(try RuntimeLibrary(searching: [ProjectFiles.nativeLibraries]))
        } catch {
            return .failure(error)
        }
    }()

    /// Missing, the library is a reason to skip on a developer's machine and a failure in continuous integration.
    static var isExpected: Bool {
        if case .success = found { return true }
        return ProcessInfo.processInfo.environment["CI"] != nil
    }

    static func library() throws -> RuntimeLibrary {
        try found.get()
    }

    static func session(_ builder: GraphBuilder, threads: Int = 1) throws -> InferenceSession {
        try InferenceSession(model: builder.build().serialized(), library: library(), threads: threads)
    }
}
