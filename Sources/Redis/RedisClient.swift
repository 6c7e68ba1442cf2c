public import NIOCore
public import NIOPosix

/// A client of one Redis server, with one pipelined connection for each event loop that asks.
///
/// Connections are made with the first command and made anew after they were lost. After a failed attempt commands fail
/// at once for a while, so that nobody waits for a server that is away; the while grows from attempt to attempt.
public final class RedisClient: Sendable {
    /// The server.
    public let configuration: RedisConfiguration
    private let group: any EventLoopGroup
    private let seats: [ObjectIdentifier: RedisSeat]

    /// A client that has not connected yet.
    /// - Parameters:
    ///   - configuration: the server.
    ///   - group: whose event loops the connections belong to.
    /// - Throws: ``RedisError`` with `.unreachable` when the authorities' file cannot be used.
    public init(
        configuration: RedisConfiguration, group: any EventLoopGroup = MultiThreadedEventLoopGroup.singleton
    ) throws(RedisError) {
        self.configuration = configuration
        self.group = group
        let connector = try RedisConnector(configuration)
        seats = Dictionary(
            uniqueKeysWithValues: group.makeIterator().map { loop in
                (ObjectIdentifier(loop), RedisSeat(connector, on: loop))
            })
    }

    /// Sends one command and waits for its answer.
    /// - Parameter command: the command.
    /// - Returns: the answer; never an error of the server.
    /// - Throws: ``RedisError``.
    public func call(_ command: RedisCommand) async throws(RedisError) -> RESPValue {
        let replies = try await send([command])
        return try reply(replies[0], to: command)
    }

    /// Sends commands in one write and waits for all answers.
    /// - Parameter commands: at least one.
    /// - Returns: an answer for each, errors of the server included.
    /// - Throws: ``RedisError`` when an answer is missing; commands may have been carried out nonetheless.
    public func send(_ commands: [RedisCommand]) async throws(RedisError) -> [RESPValue] {
        precondition(!commands.isEmpty, "at least one command")
        // The caller's own loop, where there is one: its answer needs no hop.
        let loop = MultiThreadedEventLoopGroup.currentEventLoop.flatMap {
            seats[ObjectIdentifier($0)] != nil ? $0 : nil
        }
        let seat = seats[ObjectIdentifier(loop ?? group.next())] ?? seats.values.first
        guard let seat else { throw RedisError(configuration.server, .closed) }
        do {
            return try await seat.send(commands).get()
        } catch let error as RedisError {
            throw error
        } catch {
            throw RedisError(configuration.server, .lost("\(error)"))
        }
    }

    /// Asks the server over every connection whether it is there, and makes those that are missing.
    /// - Throws: ``RedisError`` when one of them is not answered.
    public func ping() async throws(RedisError) {
        let command = RedisCommand("PING")
        let answers = seats.values.map { $0.send([command]) }
        for answer in answers {
            do {
                _ = try reply(try await answer.get()[0], to: command)
            } catch let error as RedisError {
                throw error
            } catch {
                throw RedisError(configuration.server, .lost("\(error)"))
            }
        }
    }

    /// An answer, or what the server says against the command.
    func reply(_ value: RESPValue, to command: RedisCommand) throws(RedisError) -> RESPValue {
        if case .error(let text) = value { throw RedisError(configuration.server, .command(command.name, text)) }
        return value
    }

    /// Closes all connections; later commands fail with `.closed`.
    public func close() async {
        for seat in seats.values { try? await seat.close().get() }
    }
}
