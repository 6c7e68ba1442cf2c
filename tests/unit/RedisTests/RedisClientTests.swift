import Foundation
import NIOCore
import NIOPosix
import Redis
import TestSupport
import Testing

/// The client and a real server.
@Suite(.enabled(if: RedisServer.isExpected, "redis-server is not installed: apt-get install redis-server"))
struct RedisClientTests {
    private func client(
        _ server: RedisServer, _ change: (inout RedisConfiguration) -> Void = { _ in }
    ) throws -> RedisClient {
        var configuration = RedisConfiguration(host: "127.0.0.1", port: server.port)
        change(&configuration)
        return try RedisClient(configuration: configuration)
    }

    @Test func `sets and gets any bytes`() async throws {
        let server = try await RedisServer.start()
        let client = try client(server)
        let bytes = (0...255).map { UInt8($0) } + Array("\r\n$5\r\n".utf8)
        #expect(try await client.call(RedisCommand("SET", [Array("k".utf8), bytes])) == .simple("OK"))
        #expect(try await client.call(RedisCommand("GET", texts: ["k"])) == .bulk(ByteBuffer(bytes: bytes)))
        #expect(try await client.call(RedisCommand("GET", texts: ["none"])) == .null)
        await client.close()
        await #expect(throws: RedisError(client.configuration.server, .closed)) {
            try await client.call(RedisCommand("PING"))
        }
    }

    @Test func `answers go to their commands, whatever many tasks send and give up`() async throws {
        let server = try await RedisServer.start()
        let client = try client(server)
        try await withThrowingTaskGroup(of: Bool.self) { group in
            for number in 0..<2_000 {
                group.addTask {
                    let echo = Task { try await client.call(RedisCommand("ECHO", texts: ["\(number)"])) }
                    if number % 7 == 0 { echo.cancel() }
                    return try await echo.value.text == "\(number)"
                }
            }
            for try await isOwn in group { #expect(isOwn) }
        }
        await client.close()
    }

    @Test(arguments: [
        ("127.0.0.1", "no connection: nobody listens there; is the server running, and on this port?"),
        ("nobody.invalid", "no connection: the name nobody.invalid is not known here; is it written right?"),
    ])
    func `says in a sentence why there is no connection`(host: String, sentence: String) async throws {
        let port = try FreePort.find()
        let client = try RedisClient(configuration: RedisConfiguration(host: host, port: port))
        let error = await #expect(throws: RedisError.self) { try await client.call(RedisCommand("PING")) }
        #expect(error?.description == "redis://\(host):\(port): \(sentence)")
        await client.close()
    }

    @Test func `an error of the server is that command's alone`() async throws {
        let server = try await RedisServer.start()
        let client = try client(server)
        let replies = try await client.send([
            RedisCommand("SET", texts: ["n", "x"]), RedisCommand("INCR", texts: ["n"]),
            RedisCommand("GET", texts: ["n"]),
        ])
        #expect(replies[0] == .simple("OK") && replies[2].text == "x")
        #expect(replies[1] == .error("ERR value is not an integer or out of range"))
        await #expect(throws: RedisError.self) { try await client.call(RedisCommand("INCR", texts: ["n"])) }
        await client.close()
    }

    @Test func `password, user and database are used, and a wrong password is told`() async throws {
        let server = try await RedisServer.start(["requirepass secret", "user me on >mine ~* +@all"])
        let one = try client(server) { ($0.password, $0.database) = ("secret", 3) }
        _ = try await one.call(RedisCommand("SET", texts: ["where", "three"]))
        let other = try client(server) { ($0.user, $0.password, $0.database) = ("me", "mine", 3) }
        #expect(try await other.call(RedisCommand("GET", texts: ["where"])).text == "three")
        let wrong = try client(server) { $0.password = "wrong" }
        let error = await #expect(throws: RedisError.self) { try await wrong.call(RedisCommand("PING")) }
        #expect("\(try #require(error))".contains("WRONGPASS"))
        let nobody = try client(server)
        let refusal = await #expect(throws: RedisError.self) { try await nobody.call(RedisCommand("PING")) }
        #expect("\(try #require(refusal))".contains("NOAUTH"))
        for client in [one, other, wrong, nobody] { await client.close() }
    }

    @Test(.enabled(if: TestAuthority.isExpected, "openssl is not installed"))
    func `is spoken to over TLS, by its name and authority alone`() async throws {
        let authority = try await TestAuthority()
        let server = try await RedisServer.start(
            [
                "tls-cert-file \(authority.certificateFile)", "tls-key-file \(authority.keyFile)",
                "tls-ca-cert-file \(authority.authorityFile)",
            ], usesTLS: true)
        let trusting = try client(server) {
            ($0.host, $0.usesTLS, $0.authorityFile) = ("localhost", true, authority.authorityFile)
        }
        #expect(try await trusting.call(RedisCommand("PING")) == .simple("PONG"))
        let stranger = try client(server) { ($0.host, $0.usesTLS) = ("localhost", true) }
        let error = await #expect(throws: RedisError.self) { try await stranger.call(RedisCommand("PING")) }
        #expect(try #require(error).isAway)
        for client in [trusting, stranger] { await client.close() }
    }

    @Test func `comes back by itself after the server was killed`() async throws {
        let server = try await RedisServer.start()
        let client = try client(server) { $0.backoffMilliseconds = 1...20 }
        #expect(try await client.call(RedisCommand("PING")) == .simple("PONG"))
        try await server.kill()
        let error = await #expect(throws: RedisError.self) { try await client.call(RedisCommand("PING")) }
        #expect(try #require(error).isAway)
        let successor = try await RedisServer.start(port: server.port)
        var answer: RESPValue?
        while answer == nil {
            do {
                answer = try await client.call(RedisCommand("PING"))
            } catch {
                #expect((error as? RedisError)?.isAway == true)
                await Task.yield()
            }
        }
        #expect(answer == .simple("PONG"))
        await client.close()
        try await successor.kill()
    }

    @Test func `a frozen server is given up, and its late answers are nobody's`() async throws {
        let server = try await RedisServer.start()
        let client = try client(server) { ($0.commandMilliseconds, $0.backoffMilliseconds) = (100, 1...5) }
        _ = try await client.call(RedisCommand("SET", texts: ["k", "old"]))
        server.signal(SIGSTOP)
        await #expect(throws: RedisError(client.configuration.server, .timedOut(milliseconds: 100))) {
            try await client.call(RedisCommand("GET", texts: ["k"]))
        }
        server.signal(SIGCONT)
        var echo: String?
        while echo == nil { echo = try? await client.call(RedisCommand("ECHO", texts: ["new"])).text }
        #expect(echo == "new")
        await client.close()
    }

    @Test(arguments: ["HTTP/1.1 400 Bad Request\r\n\r\n", "+PONG\r\n+PONG\r\n+more\r\n", "*99999999\r\n"])
    func `what does not speak Redis is told so`(answer: String) async throws {
        let listener = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                channel.writeAndFlush(ByteBuffer(string: answer)).map { _ in }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        let port = try #require(listener.localAddress?.port)
        let client = try RedisClient(configuration: RedisConfiguration(host: "127.0.0.1", port: port))
        let error = await #expect(throws: RedisError.self) { try await client.call(RedisCommand("PING")) }
        #expect(try #require(error).isAway)
        await client.close()
        try await listener.close()
    }
}
