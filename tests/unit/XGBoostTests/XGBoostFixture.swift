import Foundation
import TestSupport
import XGBoost

enum XGBoostFixture {
    private static let found: Result<XGBoostLibrary, XGBoostError> = {
        do throws(XGBoostError) {
            return .success(try XGBoostLibrary(searching: [ProjectFiles.nativeLibraries]))
        } catch {
            return .failure(error)
        }
    }()

    /// Missing, the library is a reason to skip on a developer's machine and a failure in continuous integration.
    static var isExpected: Bool {
        if case .success = found { return true }
        return ProcessInfo.processInfo.environment["CI"] != nil
    }

    static func library() throws -> XGBoostLibrary {
        try found.get()
    }

    /// Bytes of a file in `tests/fixtures/xgboost`.
    static func bytes(_ name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: ProjectFiles.fixture("xgboost/\(name)")))
    }
}
