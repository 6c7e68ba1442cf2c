import NIOCore

/// An event loop's place at a server: its connection, or why it has none and since when. Of its event loop alone.
final class RedisSeat: Sendable {
    private enum State {
        case idle
        case connecting(waiting: [(commands: [RedisCommand], answer: EventLoopPromise<[RESPValue]>)])
        case connected(RedisChannelHandler)
        case waiting(RedisError, until: NIODeadline)
        case closed
    }

    /// Callers that wait for a connection; more are turned away.
    private static let queueLimit = 10_000

    private let connector: RedisConnector
    private let loop: any EventLoop
    private let state: NIOLoopBoundBox<State>
    private let failures: NIOLoopBoundBox<Int>

    init(_ connector: RedisConnector, on loop: any EventLoop) {
        self.connector = connector
        self.loop = loop
        state = .makeBoxSendingValue(.idle, eventLoop: loop)
        failures = .makeBoxSendingValue(0, eventLoop: loop)
    }

    private var server: String { connector.configuration.server }

    func send(_ commands: [RedisCommand]) -> EventLoopFuture<[RESPValue]> {
        let answer = loop.makePromise(of: [RESPValue].self)
        if loop.inEventLoop { enqueue(commands, answer) } else { loop.execute { self.enqueue(commands, answer) } }
        return answer.futureResult
    }

    func close() -> EventLoopFuture<Void> {
        loop.submit {
            let error = RedisError(self.server, .closed)
            let before = self.state.value
            self.state.value = .closed
            switch before {
            case .connected(let handler): handler.end(error)
            case .connecting(let waiting): for caller in waiting { caller.answer.fail(error) }
            case .idle, .waiting, .closed: break
            }
        }
    }

    private func enqueue(_ commands: [RedisCommand], _ answer: EventLoopPromise<[RESPValue]>) {
        switch state.value {
        case .connected(let handler): write(commands, answer, to: handler)
        case .closed: answer.fail(RedisError(server, .closed))
        case .connecting(var waiting):
            guard waiting.count < Self.queueLimit else {
                return answer.fail(RedisError(server, .waiting("many wait for a connection")))
            }
            waiting.append((commands, answer))
            state.value = .connecting(waiting: waiting)
        case .waiting(let error, let until) where .now() < until:
            answer.fail(RedisError(server, .waiting(error.reason.detail)))
        case .idle, .waiting:
            state.value = .connecting(waiting: [(commands, answer)])
            connect()
        }
    }

    private func connect() {
        connector.connect(on: loop) { error in self.lost(error) }.whenComplete { result in
            guard case .connecting(let waiting) = self.state.value else {
                // Closed meanwhile.
                if case .success(let handler) = result { handler.value.end(RedisError(self.server, .closed)) }
                return
            }
            switch result {
            case .success(let handler):
                self.failures.value = 0
                self.state.value = .connected(handler.value)
                for caller in waiting { self.write(caller.commands, caller.answer, to: handler.value) }
            case .failure(let error):
                let error = error as? RedisError ?? RedisError(self.server, .unreachable("\(error)"))
                self.waitAfter(error)
                for caller in waiting { caller.answer.fail(error) }
            }
        }
    }

    /// A connection ended. One that was just being made is told of by its attempt.
    private func lost(_ error: RedisError) {
        guard case .connected = state.value else { return }
        waitAfter(error)
    }

    private func waitAfter(_ error: RedisError) {
        failures.value += 1
        let range = connector.configuration.backoffMilliseconds
        let doubled = range.lowerBound << Int64(min(failures.value - 1, 20))
        let longest = min(max(doubled, range.lowerBound), range.upperBound)
        // In part by chance, so that many clients do not come back at one moment.
        let wait = Int64.random(in: longest / 2...longest)
        state.value = .waiting(error, until: .now() + .milliseconds(wait))
    }

    private func write(
        _ commands: [RedisCommand], _ answer: EventLoopPromise<[RESPValue]>, to handler: RedisChannelHandler
    ) {
        let replies = commands.map { command in
            let reply = loop.makePromise(of: RESPValue.self)
            handler.send(command, answer: reply)
            return reply.futureResult
        }
        EventLoopFuture.whenAllSucceed(replies, on: loop).cascade(to: answer)
    }
}

extension RedisError.Reason {
    /// The cause alone, for an error that names the server itself.
    fileprivate var detail: String {
        switch self {
        case .unreachable(let detail), .refused(let detail), .waiting(let detail), .lost(let detail): detail
        case .timedOut(let milliseconds): "no answer within \(milliseconds) ms"
        case .notRedis(let problem): problem
        case .invalidURL, .command, .unexpectedReply, .closed: "\(self)"
        }
    }
}
