import CONNXRuntime

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// ONNX Runtime, found and loaded while the program runs. A process loads it once and gives it to its sessions.
///
/// It is looked for at, in this order: the path given; the path in the environment variable `ONNXRUNTIME_LIBRARY`;
/// `../lib` beside the program; the directories given; the system's places. A path that is given, by argument or
/// environment, is the only place looked at.
///
/// `@unchecked Sendable`: every stored property is set once in `init`; the environment is released once in `deinit`, after
/// the last session, since sessions keep their library. The environment and sessions are ONNX Runtime's thread-safe
/// objects; the functions keep no state of their own, and all else they are given belongs to one call.
public final class RuntimeLibrary: @unchecked Sendable {
    /// The environment variable that names the library's file.
    public static let environmentVariable = "ONNXRUNTIME_LIBRARY"

    /// The library's version, such as `1.32.0`.
    public let version: String
    /// Where it was found.
    public let path: String

    let functions: ONNXRuntimeFunctions
    let environment: OpaquePointer

    /// Finds and loads the library.
    ///
    /// - Parameters:
    ///   - path: its file; `nil` to look for it.
    ///   - directories: where to look for it before the system's places.
    /// - Throws: ``ONNXError`` with `.libraryMissing`, `.libraryForeign`, `.libraryTooOld` or `.runtimeRefused`.
    public convenience init(path: String? = nil, searching directories: [String] = []) throws(ONNXError) {
        try self.init(
            candidates: Self.candidates(
                path: path, environment: ProcessInfo.processInfo.environment, programPath: Self.programPath(),
                directories: directories))
    }

    package init(candidates: [String]) throws(ONNXError) {
        var attempts: [String] = []
        for candidate in candidates {
            switch Self.open(candidate) {
            case .loaded(let functions):
                environment = try Self.makeEnvironment(functions)
                version = String(cString: functions.version)
                path = candidate
                self.functions = functions
                return
            case .unopened(let message): attempts.append(message)
            case .refused(let reason): throw ONNXError(candidate, reason)
            }
        }
        throw ONNXError("ONNX Runtime", .libraryMissing(attempts: attempts))
    }

    deinit {
        functions.release_environment(environment)
    }

    /// The files to try, in order.
    package static func candidates(
        path: String?, environment: [String: String], programPath: String?, directories: [String]
    ) -> [String] {
        if let path { return [path] }
        if let path = environment[environmentVariable], !path.isEmpty { return [path] }
        var places = directories
        if let programPath, let slash = programPath.lastIndex(of: "/") {
            places.insert("\(programPath[..<slash])/../lib", at: 0)
        }
        #if os(macOS)
        let names = ["libonnxruntime.dylib"]
        #else
        let names = ["libonnxruntime.so", "libonnxruntime.so.1"]
        #endif
        return places.map { "\($0)/\(names[0])" } + names
    }

    private static func programPath() -> String? {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: 4096) { buffer in
            guard let path = buffer.baseAddress, onnx_runtime_executable_path(path, buffer.count) != 0 else {
                return nil
            }
            return String(cString: path)
        }
    }

    private enum Opening {
        case loaded(ONNXRuntimeFunctions)
        case unopened(String)
        case refused(ONNXError.Reason)
    }

    private static func open(_ path: String) -> Opening {
        var message = [CChar](repeating: 0, count: 1024)
        return withUnsafeTemporaryAllocation(of: ONNXRuntimeFunctions.self, capacity: 1) { buffer in
            guard let functions = buffer.baseAddress else { return .unopened(path) }
            let result = onnx_runtime_load(path, functions, &message, message.count)
            let text = message.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } ?? "" }
            return switch result {
            case .succeeded: .loaded(functions.pointee)
            case .unopened: .unopened(text)
            case .foreign: .refused(.libraryForeign(text))
            case .tooOld: .refused(.libraryTooOld(version: text))
            }
        }
    }

    private static func makeEnvironment(_ functions: ONNXRuntimeFunctions) throws(ONNXError) -> OpaquePointer {
        // Only fatal messages (level 4) are logged: all others come back as errors of the call.
        var environment: OpaquePointer?
        try functions.check(functions.create_environment(4, "onnx", &environment), "ONNX Runtime")
        let made = try functions.require(environment, "ONNX Runtime")
        do {
            try functions.check(functions.disable_telemetry_events(made), "ONNX Runtime")
        } catch {
            functions.release_environment(made)
            throw error
        }
        return made
    }
}
