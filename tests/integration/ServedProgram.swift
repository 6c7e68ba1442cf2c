import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import TestSupport
import Testing

/// A program that serves on a free port of this machine.
struct ServedProgram {
    let program: RunningProgram
    let port: Int

    /// Starts it and waits until it says that it listens.
    init(
        _ dataDirectory: String, command: [String] = ["serve"], environment: [String: String] = [:]
    ) async throws {
        program = try BuiltProgram.start(
            command + ["--port", "0", "--data-dir", dataDirectory],
            environment: ["PROMETHEUS_PORT": "0"].merging(environment) { $1 })
        guard let line = await program.firstErrorLine(with: " on http://") else {
            Issue.record("it ended: \(try await program.end().errors)")
            throw CancellationError()
        }
        port = try #require(
            line.firstRange(of: "http://127.0.0.1:").flatMap { found in
                Int(line[found.upperBound...].prefix { $0.isNumber })
            })
    }

    /// An answer in JSON.
    struct Answer {
        let status: Int
        let body: Data

        var object: [String: Any] {
            get throws { try #require(try JSONSerialization.jsonObject(with: body) as? [String: Any]) }
        }
    }

    /// The answer to a body in JSON.
    func post(_ path: String, _ body: String) async throws -> Answer {
        let response = try await TestClient.withClient(host: "127.0.0.1", port: port) { client in
            try await client.post(
                path, headers: [.contentType: "application/json"], body: ByteBuffer(string: body))
        }
        return Answer(
            status: response.status.code, body: Data(response.body.map { Array($0.readableBytesView) } ?? []))
    }

    /// Text of an answer.
    func get(_ path: String) async throws -> String {
        let response = try await TestClient.withClient(host: "127.0.0.1", port: port) { try await $0.get(path) }
        return response.body.map { String(buffer: $0) } ?? ""
    }

    /// Ends it as the kernel does when memory is short.
    func kill() async throws {
        program.signal(SIGKILL)
        _ = try await program.end()
    }

    /// Ends it as an orchestrator does.
    func stop() async throws -> BuiltProgram.Outcome {
        program.signal(SIGTERM)
        return try await program.end()
    }
}
