import NIOCore
import NIOPosix
import NIOSSL

/// Makes connections to a server that are ready for commands: encrypted, let in, in their database.
struct RedisConnector: Sendable {
    let configuration: RedisConfiguration
    private let tls: NIOSSLContext?

    /// Reads the authorities that are trusted.
    init(_ configuration: RedisConfiguration) throws(RedisError) {
        self.configuration = configuration
        guard configuration.usesTLS else {
            tls = nil
            return
        }
        do {
            var tls = TLSConfiguration.makeClientConfiguration()
            if let file = configuration.authorityFile { tls.trustRoots = .file(file) }
            self.tls = try NIOSSLContext(configuration: tls)
        } catch {
            let file = configuration.authorityFile.map { "\($0): " } ?? ""
            throw RedisError(configuration.server, .unreachable("\(file)\(error)"))
        }
    }

    /// Connects; the handler is ready once the future is kept.
    func connect(
        on loop: any EventLoop, onEnd: @escaping @Sendable (RedisError) -> Void
    ) -> EventLoopFuture<NIOLoopBound<RedisChannelHandler>> {
        let configuration = configuration
        let tls = tls
        return ClientBootstrap(group: loop)
            .connectTimeout(.milliseconds(configuration.connectMilliseconds))
            .channelOption(.tcpOption(.tcp_nodelay), value: 1)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let pipeline = channel.pipeline.syncOperations
                    if let tls {
                        try pipeline.addHandler(
                            NIOSSLClientHandler(context: tls, serverHostname: configuration.nameForTLS))
                    }
                    try pipeline.addHandler(RedisChannelHandler(configuration, onEnd: onEnd))
                }
            }
            .connect(host: configuration.host, port: configuration.port)
            .flatMapErrorThrowing {
                throw RedisError(
                    configuration.server, RedisError.Reason(connecting: $0, configuration: configuration))
            }
            .flatMap { channel in
                channel.eventLoop.makeCompletedFuture {
                    NIOLoopBound(
                        try channel.pipeline.syncOperations.handler(type: RedisChannelHandler.self),
                        eventLoop: channel.eventLoop)
                }
            }
            .flatMap { handler in self.letIn(handler, on: loop).map { handler } }
    }

    /// AUTH and SELECT, before anything else.
    private func letIn(_ handler: NIOLoopBound<RedisChannelHandler>, on loop: any EventLoop) -> EventLoopFuture<Void> {
        var commands: [RedisCommand] = []
        if let password = configuration.password {
            commands.append(RedisCommand("AUTH", texts: (configuration.user.map { [$0] } ?? []) + [password]))
        }
        if configuration.database != 0 {
            commands.append(RedisCommand("SELECT", texts: ["\(configuration.database)"]))
        }
        // Who needs a password says so to the first command only; it shall not be somebody's.
        commands.append(RedisCommand("PING"))
        let configuration = configuration
        let answers = commands.map { command in
            let answer = loop.makePromise(of: RESPValue.self)
            handler.value.send(command, answer: answer)
            return answer.futureResult
        }
        return EventLoopFuture.whenAllSucceed(answers, on: loop).flatMapThrowing { replies in
            for reply in replies {
                guard case .error(let text) = reply else { continue }
                let error = RedisError(configuration.server, .refused(text))
                handler.value.end(error)
                throw error
            }
        }
    }
}

extension RedisConfiguration {
    /// The name that the server's certificate must have; nil for an address, which TLS cannot ask for.
    fileprivate var nameForTLS: String? {
        (try? SocketAddress(ipAddress: host, port: port)) == nil ? host : nil
    }
}
