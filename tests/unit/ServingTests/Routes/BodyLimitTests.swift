import HTTPTypes
import Hummingbird
import HummingbirdTesting
import JSON
import NIOCore
import NIOPosix
import Serving
import Testing

struct BodyLimitTests {
    let world: ServedWorld

    init() throws { world = try ServedWorld() }

    /// A reading with spaces behind it, of so many bytes.
    private func body(bytes: Int) -> String {
        ServedWorld.request + String(repeating: " ", count: bytes - ServedWorld.request.utf8.count)
    }

    @Test func `takes a mebibyte and refuses one byte more`() async throws {
        let limit = ServingConfiguration().bodyLimit
        #expect(limit == 1_048_576)
        let world = world
        try await InferenceAPI(dependencies: world.dependencies()).application().test(.live) { client in
            let full = try await Answer(
                client.execute(uri: "/predict", method: .post, body: ByteBuffer(string: body(bytes: limit))))
            #expect(full.status == 200)
            let over = try await Answer(
                client.execute(uri: "/predict", method: .post, body: ByteBuffer(string: body(bytes: limit + 1))))
            #expect(over.status == 413)
            #expect(try over.json["type"] == .string("urn:driftdetector:problem:content-too-large"))
            #expect(over.header("X-Request-Id")?.utf8.count == 16)
            let next = try await Answer(
                client.execute(uri: "/predict", method: .post, body: ByteBuffer(string: ServedWorld.request)))
            #expect(next.status == 200)
        }
    }

    @Test(arguments: [(0, 200), (1, 413)])
    func `counts a body that comes in chunks without a length`(excess: Int, status: Int) async throws {
        let configuration = ServingConfiguration(bodyLimit: 4_096)
        let body = body(bytes: 4_096 + excess)
        let chunks = stride(from: 0, to: body.utf8.count, by: 1_000).map { start in
            let piece = body.utf8.dropFirst(start).prefix(1_000)
            return "\(String(piece.count, radix: 16))\r\n\(String(decoding: piece, as: UTF8.self))\r\n"
        }
        let request =
            "POST /predict HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
            + chunks.joined() + "0\r\n\r\n"
        let application = try InferenceAPI(dependencies: world.dependencies(), configuration: configuration)
            .application()
        let answer = try await application.test(.live) { client in
            try await Self.exchange(request, port: #require(client.port))
        }
        #expect(answer.hasPrefix("HTTP/1.1 \(status) "))
    }

    /// All bytes that the server sends until it closes the connection.
    private static func exchange(_ request: String, port: Int) async throws -> String {
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connect(host: "localhost", port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
                }
            }
        return try await channel.executeThenClose { inbound, outbound in
            try await outbound.write(ByteBuffer(string: request))
            var answer = ""
            for try await part in inbound { answer += String(buffer: part) }
            return answer
        }
    }
}
