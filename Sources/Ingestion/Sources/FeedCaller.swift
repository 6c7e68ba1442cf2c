public import Feeds
public import Ledger
public import Readings

/// Calls one weather service as it wants to be called: within its budget, and not while it wants to be left alone.
public struct FeedCaller: Sendable {
    /// How long a service is left alone after it has said that there were too many calls, in minutes; what
    /// OpenWeatherMap asks for.
    public static let pauseMinutes: Int64 = 10

    /// What the service takes.
    public let terms: FeedTerms
    private let address: FeedAddress
    private let transport: FeedTransport
    private let ledger: LedgerDatabase
    private let clock: WorldClock

    /// A caller.
    /// - Parameters:
    ///   - address: where the service is.
    ///   - terms: what it takes.
    ///   - transport: sends the calls.
    ///   - ledger: counts the calls and keeps the pauses.
    ///   - clock: the world's.
    public init(
        address: FeedAddress, terms: FeedTerms, transport: FeedTransport, ledger: LedgerDatabase, clock: WorldClock
    ) {
        self.address = address
        self.terms = terms
        self.transport = transport
        self.ledger = ledger
        self.clock = clock
    }

    /// Calls once.
    /// - Parameters:
    ///   - request: what is asked.
    ///   - subject: what is asked, in words, for errors.
    ///   - weight: for how many calls the service takes it, ≥ 1.
    ///   - read: makes something of the HTTP status and body of an answer.
    /// - Returns: what `read` made.
    /// - Throws: ``IngestionError``: a ``FeedError``, `.budgetSpent` and `.paused` without a call; or the ledger's, and
    ///   then no call was made either.
    public func call<Value: Sendable>(
        _ request: FeedRequest, about subject: String, weight: Int = 1,
        read: @Sendable (Int, [UInt8]) throws(FeedError) -> Value
    ) async throws(IngestionError) -> Value {
        guard try pauseEnd() == nil else { throw IngestionError(.paused, about: subject) }
        let isWithinBudget = try record {
            try ledger.countCall(to: terms.source, at: clock.now, limit: terms.dailyCalls, weight: weight)
        }
        guard isWithinBudget else { throw IngestionError(.budgetSpent(limit: terms.dailyCalls), about: subject) }
        do throws(FeedError) {
            let limit = max(terms.leastTimeout, clock.realDuration(ofMilliseconds: terms.timeout))
            let answer = try await transport.answer(to: request, at: address, within: limit)
            return try read(answer.status, answer.body)
        } catch {
            if case .rateLimited(let words) = error.reason {
                let end = clock.now.advanced(minutes: Self.pauseMinutes)
                try record { try ledger.pause(terms.source, until: end, reason: words) }
            }
            throw IngestionError(error.reason, about: subject)
        }
    }

    /// Until when the service wants to be left alone.
    /// - Returns: the end of the pause, nil when it may be called.
    /// - Throws: ``IngestionError`` of the ledger.
    public func pauseEnd() throws(IngestionError) -> Timestamp? {
        try record { try ledger.pause(of: terms.source, at: clock.now)?.until }
    }

    private func record<Value>(_ body: () throws -> Value) throws(IngestionError) -> Value {
        do {
            return try body()
        } catch {
            throw IngestionError(error, subject: terms.source)
        }
    }
}

extension IngestionError {
    fileprivate init(_ reason: FeedError.Reason, about subject: String) {
        self.init(subject: subject, reason: .feed(FeedError(subject: subject, reason: reason)))
    }
}
