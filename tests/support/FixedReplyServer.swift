import NIOCore
import NIOPosix

/// A server that answers whatever it is sent with the same bytes.
public final class FixedReplyServer: Sendable {
    /// Where it listens.
    public let port: Int
    private let channel: any Channel

    private init(_ channel: any Channel) {
        self.channel = channel
        port = channel.localAddress?.port ?? 0
    }

    /// Starts a server on a free port of this machine.
    /// - Parameter reply: what it answers.
    /// - Returns: the server.
    /// - Throws: when it cannot be started.
    public static func start(reply: String) async throws -> FixedReplyServer {
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                channel.pipeline.addHandler(Answering(reply: reply))
            }
            .bind(host: "127.0.0.1", port: 0).get()
        return FixedReplyServer(channel)
    }

    /// Stops listening.
    /// - Throws: when it has stopped already.
    public func stop() async throws { try await channel.close().get() }

    private final class Answering: ChannelInboundHandler, Sendable {
        typealias InboundIn = ByteBuffer
        typealias OutboundOut = ByteBuffer
        private let reply: String

        init(reply: String) { self.reply = reply }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: reply)), promise: nil)
        }
    }
}
