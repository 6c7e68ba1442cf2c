extension ReadingTable {
    /// The readings with one for each station and clock hour: of several the means of their trusted values, at the moment
    /// of the last of them in time, known when the last became known, without doubts.
    ///
    /// Machines report faster than models look at them. The readings themselves stay as they are.
    /// - Returns: the first reading's place stands for the hour's; the same table when no hour has several readings.
    public func hourly() -> ReadingTable {
        var rowsByHour: [Int: [Int]] = [:]
        var isNeeded = false
        for rows in rowsByStation() {
            var first = 0
            while first < rows.count {
                let hour = observedAt[rows[first]].hourIndex
                let next = rows[first...].firstIndex { observedAt[$0].hourIndex != hour } ?? rows.count
                let ofHour = Array(rows[first..<next])
                rowsByHour[ofHour.min() ?? rows[first]] = ofHour
                isNeeded = isNeeded || ofHour.count > 1
                first = next
            }
        }
        guard isNeeded else { return self }
        var table = ReadingTable(schema: schema)
        for row in 0..<rowCount {
            guard let rows = rowsByHour[row] else { continue }
            table.append(rows.count == 1 ? reading(row) : mean(ofHour: rows))
        }
        return table
    }

    /// One reading of several, which stand in order of time.
    private func mean(ofHour rows: [Int]) -> Reading {
        var mean = HourlyMean(quantityCount: columns.count)
        for row in rows {
            for quantity in columns.indices where !isFlagged(row: row, quantity: quantity) {
                mean.add(columns[quantity][row], quantity: quantity)
            }
            mean.endReading(at: observedAt[row])
        }
        var reading = reading(rows[rows.count - 1])
        reading.knownAt = rows.map { knownAt[$0] }.max() ?? reading.knownAt
        reading.values = mean.values
        reading.flags = []
        return reading
    }
}
