import Foundation

/// A Redis server, run for one test on a free port of this machine.
public final class RedisServer: Sendable {
    /// Whether tests should try: missing, it is a reason to skip on a developer's machine and a failure in continuous
    /// integration.
    public static var isExpected: Bool { program != nil || ProcessInfo.processInfo.environment["CI"] != nil }

    private static let program = ["/usr/bin", "/usr/local/bin", "/opt/homebrew/bin"]
        .map { "\($0)/redis-server" }.first(where: FileManager.default.isExecutableFile)

    /// Where it listens.
    public let port: Int
    private let scratch: ScratchDirectory
    private let process: RunningProgram
    private let directives: [String]

    /// Starts a server and waits until it takes connections.
    /// - Parameters:
    ///   - directives: lines of `redis.conf` beyond port and directory.
    ///   - port: where to listen, to come back as the same server; a free port when nil.
    ///   - usesTLS: whether the port is for TLS.
    /// - Returns: the server.
    /// - Throws: when it cannot be started.
    public static func start(
        _ directives: [String] = [], port: Int? = nil, usesTLS: Bool = false
    ) async throws -> RedisServer {
        // Another program may take the free port first.
        for _ in 0..<4 {
            let server = try RedisServer(directives, port: port ?? FreePort.find(), usesTLS: usesTLS)
            if try await server.isUp() { return server }
        }
        throw POSIXError(.EADDRINUSE)
    }

    private init(_ directives: [String], port: Int, usesTLS: Bool) throws {
        guard let program = Self.program else { throw CocoaError(.fileNoSuchFile) }
        self.port = port
        self.directives = directives
        scratch = try ScratchDirectory()
        let listening = usesTLS ? ["port 0", "tls-port \(port)", "tls-auth-clients no"] : ["port \(port)"]
        let lines =
            listening + ["bind 127.0.0.1", "dir \(scratch.path)", "save \"\"", "logfile /dev/stderr"] + directives
        let file = try scratch.write(lines.joined(separator: "\n") + "\n", to: "redis.conf")
        process = try RunningProgram(program, arguments: [file], environment: [:], directory: nil)
    }

    private func isUp() async throws -> Bool {
        await process.firstErrorLine(with: "Ready to accept connections") != nil
    }

    /// Sends it a signal, such as SIGSTOP.
    /// - Parameter number: the signal.
    public func signal(_ number: Int32) {
        process.signal(number)
    }

    /// Ends it as a crash does.
    public func kill() async throws {
        process.signal(SIGKILL)
        _ = try await process.end()
    }
}
