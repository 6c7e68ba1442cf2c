import FeatureStore
import Readings

/// Stores what is sent and says of each reading what became of it.
struct ReadingService: Sendable {
    /// What readings that came over HTTP name as their source.
    static let source = "push"

    let acceptance: ReadingAcceptance
    let now: @Sendable () -> Timestamp

    /// What became of one reading.
    enum Outcome {
        case taken(ReadingReceipt)
        case rejected([ValidationIssue])
    }

    /// Stores the readings of a body, those of a schema in one commit.
    /// - Parameter body: a body as it was read.
    /// - Returns: one outcome a reading.
    /// - Throws: ``Problem`` when they could not be stored; sending the same again is safe.
    func store(_ body: PushedReadings) async throws(Problem) -> [Outcome] {
        let moment = now()
        var tables: [SensorSchema: (readings: ReadingTable, rows: [Int])] = [:]
        var outcomes: [Outcome] = []
        for (row, item) in body.items.enumerated() {
            switch item {
            case .success(let sent):
                tables[sent.schema, default: (ReadingTable(schema: sent.schema), [])].rows.append(row)
                tables[sent.schema]?.readings.append(sent.reading(source: Self.source, at: moment))
                outcomes.append(.rejected([]))
            case .failure(let issues):
                outcomes.append(.rejected(issues.list))
            }
        }
        for (_, table) in tables.sorted(by: { $0.key.name < $1.key.name }) {
            let receipts: [ReadingReceipt]
            do throws(ReadingAcceptance.Refusal) {
                receipts = try await acceptance.take(table.readings, .onlineAndOffline)
            } catch {
                throw Problem(error)
            }
            for (row, receipt) in zip(table.rows, receipts) { outcomes[row] = .taken(receipt) }
        }
        return outcomes
    }
}

extension Problem {
    /// The answer to readings that were not taken in.
    init(_ refusal: ReadingAcceptance.Refusal) {
        switch refusal {
        case .overloaded: self.init(.overloaded, "too many readings wait for the disk; send the same again later")
        case .storageFailed(let reason):
            self.init(.storageUnavailable, "the readings are not stored (\(reason)); send the same again later")
        }
    }
}
