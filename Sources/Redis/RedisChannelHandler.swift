import NIOCore

/// One connection's replies, in the order of its commands. Of its event loop alone.
///
/// Commands that are sent in one turn of the event loop leave in one write. A command that is not answered in time ends
/// the connection: its reply, coming later, would be taken for another's.
final class RedisChannelHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private struct Pending {
        let answer: EventLoopPromise<RESPValue>
        let deadline: NIODeadline
    }

    private let configuration: RedisConfiguration
    private let onEnd: (RedisError) -> Void
    private var parser: RESPParser
    private var pending = CircularBuffer<Pending>()
    private var context: ChannelHandlerContext?
    private var failure: RedisError?
    private var isFlushScheduled = false
    private var timeout: Scheduled<Void>?

    init(_ configuration: RedisConfiguration, onEnd: @escaping (RedisError) -> Void) {
        self.configuration = configuration
        self.onEnd = onEnd
        parser = RESPParser(limits: configuration.limits)
    }

    /// Sends a command; the promise is kept by its reply, errors of the server included.
    func send(_ command: RedisCommand, answer: EventLoopPromise<RESPValue>) {
        guard let context, failure == nil else {
            answer.fail(failure ?? error(.lost("it had ended")))
            return
        }
        pending.append(
            Pending(answer: answer, deadline: .now() + .milliseconds(configuration.commandMilliseconds)))
        context.write(wrapOutboundOut(command.bytes), promise: nil)
        if timeout == nil { watch() }
        guard !isFlushScheduled else { return }
        isFlushScheduled = true
        context.eventLoop.assumeIsolated().execute {
            self.isFlushScheduled = false
            self.context?.flush()
        }
    }

    /// Ends the connection; commands without a reply fail.
    func end(_ error: RedisError) {
        guard failure == nil else { return }
        failure = error
        timeout?.cancel()
        timeout = nil
        while let unanswered = pending.popFirst() { unanswered.answer.fail(error) }
        context?.close(promise: nil)
        onEnd(error)
    }

    private func error(_ reason: RedisError.Reason) -> RedisError { RedisError(configuration.server, reason) }

    /// Looks at the oldest command when its time is up.
    private func watch() {
        guard let context, let oldest = pending.first else { return }
        timeout = context.eventLoop.assumeIsolated().scheduleTask(deadline: oldest.deadline) {
            self.timeout = nil
            guard let oldest = self.pending.first else { return }
            if oldest.deadline <= .now() {
                self.end(self.error(.timedOut(milliseconds: self.configuration.commandMilliseconds)))
            } else {
                self.watch()
            }
        }
    }

    func handlerAdded(context: ChannelHandlerContext) { self.context = context }

    func handlerRemoved(context: ChannelHandlerContext) { self.context = nil }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var bytes = unwrapInboundIn(data)
        parser.feed(&bytes)
        do throws(RESPParser.Violation) {
            while let value = try parser.next() {
                guard let first = pending.popFirst() else {
                    return end(error(.notRedis("an answer to nothing")))
                }
                first.answer.succeed(value)
            }
        } catch {
            end(self.error(.notRedis(error.problem)))
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        end(error(.lost("the server closed it")))
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        end(self.error(.lost("\(error)")))
    }
}
