import Readings

/// What makes two readings reports of the same thing: one station, one moment, one source.
struct ReadingKey: Hashable {
    let station: String
    let observedAt: Timestamp
    let source: String

    init(_ reading: Reading) {
        station = reading.station
        observedAt = reading.observedAt
        source = reading.source
    }
}

extension Reading {
    /// Whether two readings of one key carry the same values, missing ones included, of the same kind.
    func saysTheSame(as other: Reading) -> Bool {
        kind == other.kind && values.elementsEqual(other.values) { $0 == $1 || ($0.isNaN && $1.isNaN) }
    }
}

extension ReadingTable {
    /// For each key the row that became known last; of equal ones the later row.
    func newestCorrections() -> [ReadingKey: Int] {
        var newest: [ReadingKey: Int] = [:]
        for row in 0..<rowCount {
            let key = ReadingKey(reading(row))
            if let other = newest[key], knownAt[other] > knownAt[row] { continue }
            newest[key] = row
        }
        return newest
    }

    /// The rows by station name and moment.
    func rowsInOrder(of rows: [ReadingKey: Int]) -> [Int] {
        rows.sorted {
            ($0.key.station, $0.key.observedAt, $0.key.source) < ($1.key.station, $1.key.observedAt, $1.key.source)
        }.map(\.value)
    }
}
