#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

extension XGBoostLibrary {
    /// The files to try for what the caller gave, on this machine.
    static func candidates(path: String?, directories: [String]) -> [String] {
        candidates(
            path: path, environment: ProcessInfo.processInfo.environment, programPath: programPath(),
            directories: directories)
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
        let names = ["libxgboost.dylib"]
        #else
        let names = ["libxgboost.so", "libxgboost.so.0"]
        #endif
        return places.flatMap { ["\($0)/\(names[0])", "\($0)/xgboost/lib/\(names[0])"] } + names
    }

    private static func programPath() -> String? {
        #if os(macOS)
        Bundle.main.executablePath
        #else
        try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        #endif
    }
}
