public import Foundation

/// A program of the system that some tests run.
public struct InstalledTool: Sendable {
    /// Prometheus' tool that checks configurations, rules and expositions.
    public static let promtool = InstalledTool("promtool", package: "prometheus")
    /// Alertmanager's tool that checks configurations.
    public static let amtool = InstalledTool("amtool", package: "prometheus-alertmanager")

    /// Its path; nil where it is not installed.
    public let path: String?
    /// Why a test that needs it is left out.
    public let missing: String

    private init(_ name: String, package: String) {
        path = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map { "\($0)/\(name)" }
            .first(where: FileManager.default.isExecutableFile)
        missing = "\(name) is not installed: apt-get install \(package)"
    }

    /// Whether tests should try: missing, it is a reason to skip on a developer's machine and a failure in continuous
    /// integration.
    public var isExpected: Bool { path != nil || ProcessInfo.processInfo.environment["CI"] != nil }

    /// Runs it to its end.
    /// - Parameters:
    ///   - arguments: without its name.
    ///   - directory: where it is run; here when nil.
    ///   - input: what it reads.
    /// - Returns: its exit status and all that it wrote.
    /// - Throws: when it cannot be started.
    public func run(
        _ arguments: [String], in directory: URL? = nil, input: String = ""
    ) throws -> (status: Int32, text: String) {
        guard let path else { throw CocoaError(.fileNoSuchFile) }
        let process = Process()
        process.executableURL = URL(filePath: path)
        process.arguments = arguments
        process.currentDirectoryURL = directory
        let (reading, writing) = (Pipe(), Pipe())
        process.standardInput = reading
        process.standardOutput = writing
        process.standardError = writing
        try process.run()
        try reading.fileHandleForWriting.write(contentsOf: Data(input.utf8))
        try reading.fileHandleForWriting.close()
        let text = String(decoding: try writing.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        process.waitUntilExit()
        return (process.terminationStatus, text)
    }
}
