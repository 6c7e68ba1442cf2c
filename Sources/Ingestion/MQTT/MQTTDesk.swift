import JSON
package import Logging
package import MQTT
package import Readings

/// Reads messages and has their readings stored: what happens to one batch. Of one thread.
package struct MQTTDesk {
    /// What readings that came over MQTT name as their source.
    package static let source = "mqtt"
    /// Readings that one message may hold.
    package static let batchLimit = 10_000
    /// Readings that are stored at once.
    private static let commitSize = 20_000

    private let topics: [TopicFilter]
    private let clock: WorldClock
    private let store: (ReadingTable) throws(IngestionError) -> Void
    private var rejections: RejectionLog

    /// A desk.
    /// - Parameters:
    ///   - topics: what is subscribed to.
    ///   - rejected: where unreadable messages are written to.
    ///   - clock: the world's.
    ///   - logger: told once in a while of what cannot be read.
    ///   - store: makes readings of one schema durable.
    package init(
        topics: [String], rejected: RejectedMessages, clock: WorldClock, logger: Logger,
        store: @escaping (ReadingTable) throws(IngestionError) -> Void
    ) {
        self.topics = topics.map(TopicFilter.init)
        self.clock = clock
        self.store = store
        rejections = RejectionLog(file: rejected, logger: logger)
    }

    /// Stores what a batch holds. When it returns, the batch may be acknowledged.
    /// - Parameter batch: messages in the order of their arrival.
    /// - Throws: ``IngestionError`` when the readings could not be stored; the batch is to come again.
    package mutating func take(_ batch: [MQTTMessage]) throws(IngestionError) {
        let now = clock.now
        var tables: [String: ReadingTable] = [:]
        var rejected: [RejectedMessages.Entry] = []
        for message in batch {
            var issues: [ValidationIssue] = []
            for sent in readings(of: message, issues: &issues) {
                let name = sent.schema.name
                tables[name, default: ReadingTable(schema: sent.schema)].append(
                    sent.reading(source: Self.source, at: now))
                if let table = tables[name], table.rowCount >= Self.commitSize {
                    try store(table)
                    tables[name] = nil
                }
            }
            if !issues.isEmpty {
                rejected.append(RejectedMessages.Entry(message: message, issues: issues, receivedAt: now))
            }
        }
        for (_, table) in tables.sorted(by: { $0.key < $1.key }) { try store(table) }
        // Not before all is stored: a batch that comes again would be counted again.
        rejections.add(rejected)
    }

    /// The readings of a message that can be stored.
    private func readings(of message: MQTTMessage, issues: inout [ValidationIssue]) -> [PushedReading] {
        let body: [ValidationIssue.Step] = [.name("body")]
        guard !message.isTooLong else {
            issues.append(ValidationIssue(.tooLong, at: body, "the payload of \(message.size) bytes is too long"))
            return []
        }
        let station = topics.lazy.compactMap { $0.station(of: message.topic) }.first
        let sent = message.payload.withUnsafeBytes { bytes in
            Result { () throws(ValidationIssue) in
                try PushedReadings(bytes, batchLimit: Self.batchLimit, station: station)
            }
        }
        let items: [Result<PushedReading, PushedReadings.Issues>]
        switch sent {
        case .success(let sent): items = sent.items
        case .failure(let issue):
            issues.append(issue)
            return []
        }
        var readings: [PushedReading] = []
        for (row, item) in items.enumerated() {
            switch item {
            case .success(let reading):
                guard reading.observedAt != nil || !message.isRetained else {
                    let place = body + (items.count == 1 ? [] : [.index(row)]) + [.name("observed_at")]
                    let text = "a message that the broker kept must say when it was measured"
                    issues.append(ValidationIssue(.missing, at: place, text))
                    continue
                }
                readings.append(reading)
            case .failure(let wrong): issues += wrong.list
            }
        }
        return readings
    }
}
