import Readings

/// Decides which of a month's new readings are new, corrections or known already.
struct LakeCommit {
    /// What is to be written.
    private(set) var accepted: ReadingTable
    /// One outcome a row that was offered, in the order of the offer.
    private(set) var outcomes: [LakeOutcome] = []
    /// Up to which moment the streams of the accepted readings have come.
    private(set) var newest: [MonthView.Stream: Timestamp] = [:]

    init(_ rows: [Int], of readings: ReadingTable, view: MonthView, month: LakeMonth) throws(FeatureStoreError) {
        accepted = ReadingTable(schema: readings.schema)
        let doubtful = rows.filter { row in
            let stream = MonthView.Stream(station: readings.station(ofRow: row), source: readings.sources[row])
            let time = readings.observedAt[row]
            let isLater = max(view.newest[stream], newest[stream]).map { $0 < time } ?? true
            if isLater { newest[stream] = time }
            return !isLater
        }
        guard let first = doubtful.map({ readings.observedAt[$0] }).min(),
            let last = doubtful.map({ readings.observedAt[$0] }).max()
        else {
            outcomes = Array(repeating: .added, count: rows.count)
            accepted = rows.count == readings.rowCount ? readings : readings.selecting(rows)
            return
        }
        try compare(rows, of: readings, with: month.readings(within: first...last))
    }

    /// Compares each reading with what is stored, and with those before it.
    private mutating func compare(
        _ rows: [Int], of readings: ReadingTable, with stored: ReadingTable
    ) throws(FeatureStoreError) {
        let keys = Set(rows.map { ReadingKey(readings.reading($0)) })
        var known = stored.selecting { keys.contains(ReadingKey(stored.reading($0))) }
        var knownRows = known.rowsByKey()
        for row in rows {
            let reading = readings.reading(row)
            let key = ReadingKey(reading)
            let same = knownRows[key] ?? []
            guard !known.alreadyKnows(reading, among: same) else {
                outcomes.append(.duplicate)
                continue
            }
            outcomes.append(same.isEmpty ? .added : .correction)
            knownRows[key, default: []].append(known.rowCount)
            known.append(reading)
            accepted.append(reading)
        }
    }
}

/// The later of two moments, where nil comes before all.
private func max(_ one: Timestamp?, _ other: Timestamp?) -> Timestamp? {
    guard let one, let other else { return one ?? other }
    return Swift.max(one, other)
}
