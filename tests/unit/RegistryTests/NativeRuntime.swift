import Foundation
import ONNX
import TestSupport

/// The real ONNX Runtime.
enum NativeRuntime {
    static let found: Result<RuntimeLibrary, ONNXError> = {
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
}
