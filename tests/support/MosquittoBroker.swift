import Foundation

/// The broker mosquitto, run for one test on a free port of this machine.
public final class MosquittoBroker: Sendable {
    /// Why a test that needs it is left out.
    public static let missing: String = "mosquitto is not installed: apt-get install mosquitto"

    /// Whether tests should try: missing, it is a reason to skip on a developer's machine and a failure in continuous
    /// integration.
    public static var isExpected: Bool { program != nil || ProcessInfo.processInfo.environment["CI"] != nil }

    private static let program = ["/usr/sbin", "/usr/local/sbin", "/opt/homebrew/sbin", "/usr/bin"]
        .map { "\($0)/mosquitto" }.first(where: FileManager.default.isExecutableFile)

    /// Where it listens.
    public let port: Int
    private let scratch: ScratchDirectory
    private let process: RunningProgram

    /// Starts a broker and waits until it listens.
    ///
    /// - Parameters:
    ///   - settings: lines of `mosquitto.conf` beyond port and log; anybody is let in when there are none.
    ///   - port: where to listen, to come back as the same broker; a free port when nil.
    /// - Throws: when it cannot be started.
    public static func start(_ settings: String = "allow_anonymous true", port: Int? = nil) async throws
        -> MosquittoBroker
    {
        // Another program may take the free port first.
        for _ in 0..<4 {
            if let broker = try await MosquittoBroker(settings, port: port ?? FreePort.find()) { return broker }
        }
        throw POSIXError(.EADDRINUSE)
    }

    private init?(_ settings: String, port: Int) async throws {
        guard let program = Self.program else { throw CocoaError(.fileNoSuchFile) }
        self.port = port
        scratch = try ScratchDirectory()
        // As root it would become another user, who may read nothing here.
        let user = NSUserName()
        let text = "listener \(port) 127.0.0.1\nuser \(user)\nlog_dest stderr\n\(settings)\n"
        let file = try scratch.write(text, to: "mosquitto.conf")
        process = try RunningProgram(program, arguments: ["-c", file], environment: [:], directory: nil)
        guard await process.firstErrorLine(with: " running") != nil else { return nil }
    }

    /// Waits for a line in its log; to be called by one task, and only looks at lines after the last one found.
    /// - Parameter text: what the line has in it; what is logged says `log_type` in the settings.
    /// - Returns: false when the broker ended without one.
    public func logs(_ text: String) async -> Bool {
        await process.firstErrorLine(with: text) != nil
    }

    /// Ends it, as a crash of its machine would.
    public func kill() async throws {
        process.signal(SIGKILL)
        _ = try await process.end()
    }

    /// Ends it in good order.
    /// - Returns: all that it logged.
    public func stop() async throws -> String {
        process.signal(SIGTERM)
        return try await process.end().errors
    }
}
