import Foundation

/// The program as it was built with the tests, run as a user runs it: with an environment that holds none of its
/// settings but those given.
public enum BuiltProgram {
    /// Where it lies: beside the bundle of the tests.
    public static let path: String = {
        let bundle = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") }
        let folder = bundle?.bundleURL.deletingLastPathComponent() ?? Bundle.main.bundleURL
        return folder.appending(path: "driftdetector").path
    }()

    /// What a run left behind.
    public struct Outcome: Sendable {
        /// The exit code; the signal's number when a signal ended it.
        public let status: Int32
        /// Whether a signal ended it.
        public let wasKilled: Bool
        /// Everything on standard output.
        public let output: String
        /// Everything on standard error.
        public let errors: String
    }

    /// Runs the program to its end.
    /// - Parameters:
    ///   - arguments: of the command line.
    ///   - environment: settings.
    ///   - directory: the working directory; the tests' own when nil.
    /// - Returns: what it left behind.
    /// - Throws: when it cannot be started.
    public static func run(
        _ arguments: [String], environment: [String: String] = [:], in directory: String? = nil
    ) async throws -> Outcome {
        try await start(arguments, environment: environment, in: directory).end()
    }

    /// Starts the program.
    /// - Parameters:
    ///   - arguments: of the command line.
    ///   - environment: settings.
    ///   - directory: the working directory; the tests' own when nil.
    /// - Returns: the running program, which is killed when it is let go.
    /// - Throws: when it cannot be started.
    public static func start(
        _ arguments: [String], environment: [String: String] = [:], in directory: String? = nil
    ) throws -> RunningProgram {
        let own = ProcessInfo.processInfo.environment.filter { ["HOME", "PATH", "TMPDIR"].contains($0.key) }
        return try RunningProgram(
            path, arguments: arguments, environment: own.merging(environment) { $1 }, directory: directory)
    }
}
