import CXGBoost

/// XGBoost, found and loaded while the program runs. Optional: a program without it cannot train trees, and can still
/// evaluate those that it has.
///
/// It is looked for at, in this order: the path given; the path in the environment variable `XGBOOST_LIBRARY`; `../lib`
/// beside the program; the directories given; the system's places. A path that is given, by argument or environment, is
/// the only place looked at. In a directory it may lie by itself or as its Python package has it, as
/// `xgboost/lib/libxgboost.so` beside the `xgboost_cpu.libs` that it needs.
///
/// Loading sets the environment variable `OMP_WAIT_POLICY` to `passive` unless it has a value, so that the threads of a
/// training do not spin while they wait; load it before other threads run. Its methods may be called from many threads
/// at once.
public final class XGBoostLibrary: Sendable {
    /// The environment variable that names the library's file.
    public static let environmentVariable = "XGBOOST_LIBRARY"

    /// The library's version, such as `3.2.0`.
    public let version: String
    /// Where it was found.
    public let path: String

    let functions: XGBoostFunctions

    /// Finds and loads the library.
    ///
    /// - Parameters:
    ///   - path: its file; `nil` to look for it.
    ///   - directories: where to look for it before the system's places.
    /// - Throws: ``XGBoostError`` with `.libraryMissing`, `.libraryForeign` or `.libraryTooOld`.
    public convenience init(path: String? = nil, searching directories: [String] = []) throws(XGBoostError) {
        try self.init(candidates: Self.candidates(path: path, directories: directories))
    }

    package init(candidates: [String]) throws(XGBoostError) {
        var attempts: [String] = []
        for candidate in candidates {
            switch Self.open(candidate) {
            case .loaded(let functions):
                version = "\(functions.major).\(functions.minor).\(functions.patch)"
                path = candidate
                self.functions = functions
                return
            case .unopened(let message): attempts.append(message)
            case .refused(let reason): throw XGBoostError(candidate, reason)
            }
        }
        throw XGBoostError("XGBoost", .libraryMissing(attempts: attempts))
    }

    private enum Opening {
        case loaded(XGBoostFunctions)
        case unopened(String)
        case refused(XGBoostError.Reason)
    }

    private static func open(_ path: String) -> Opening {
        var message = [CChar](repeating: 0, count: 1024)
        return withUnsafeTemporaryAllocation(of: XGBoostFunctions.self, capacity: 1) { buffer in
            guard let functions = buffer.baseAddress else { return .unopened(path) }
            let result = xgboost_load(path, functions, &message, message.count)
            let text = message.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } ?? "" }
            return switch result {
            case .succeeded: .loaded(functions.pointee)
            case .unopened: .unopened(text)
            case .foreign: .refused(.libraryForeign(text))
            case .tooOld: .refused(.libraryTooOld(version: text))
            }
        }
    }
}
