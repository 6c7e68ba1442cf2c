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
    /// For each key its rows, ascending: a first report and its corrections.
    func rowsByKey() -> [ReadingKey: [Int]] {
        var rows: [ReadingKey: [Int]] = [:]
        for row in 0..<rowCount { rows[ReadingKey(reading(row)), default: []].append(row) }
        return rows
    }

    /// Whether a reading says nothing new beside the rows of its key: the one known last says the same, or one known at
    /// the same moment, which may have been corrected since.
    func alreadyKnows(_ reading: Reading, among rows: [Int]) -> Bool {
        let newest = newest(of: rows)
        return rows.contains { row in
            (row == newest || knownAt[row] == reading.knownAt) && self.reading(row).saysTheSame(as: reading)
        }
    }

    private func newest(of rows: [Int]) -> Int? {
        rows.max { (knownAt[$0], $0) < (knownAt[$1], $1) }
    }
}
