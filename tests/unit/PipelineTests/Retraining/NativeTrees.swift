import Foundation
import TestSupport
import XGBoost

/// The real XGBoost.
enum NativeTrees {
    static let found = Result { () throws(XGBoostError) in
        try XGBoostLibrary(searching: [ProjectFiles.nativeLibraries])
    }

    /// Missing, the library is a reason to skip on a developer's machine and a failure in continuous integration.
    static var isExpected: Bool {
        if case .success = found { return true }
        return ProcessInfo.processInfo.environment["CI"] != nil
    }
}
