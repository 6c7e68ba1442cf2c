extension DriftTable {
    /// Adds the rows of another table below. A column that one of them lacks is missing there; moments and
    /// stations stay when both have them.
    mutating func append(_ other: DriftTable) {
        let (ours, theirs) = (rowCount, other.rowCount)
        let values = Dictionary(other.columns.map { ($0.name, $0.values) }) { first, _ in first }
        let names = Set(columns.map(\.name))
        columns = columns.map { column in
            DriftColumn(name: column.name, values: column.values.appending(values[column.name], rows: theirs))
        }
        columns += other.columns.filter { !names.contains($0.name) }.map { column in
            DriftColumn(name: column.name, values: column.values.preceded(byMissing: ours))
        }
        times = times.flatMap { ours in other.times.map { ours + $0 } }
        stations = stations.flatMap { ours in other.stations.map { ours + $0 } }
    }
}

extension DriftColumn.Values {
    /// Numbers and texts together are texts.
    fileprivate func appending(_ other: DriftColumn.Values?, rows: Int) -> DriftColumn.Values {
        switch (self, other) {
        case (.numbers(let ours), .numbers(let theirs)?): .numbers(ours + theirs)
        case (.numbers(let ours), nil): .numbers(ours + [Double](repeating: .nan, count: rows))
        case (.labels(let ours), nil): .labels(ours + [String?](repeating: nil, count: rows))
        case (.profile, _), (_, .profile?): self
        case (_, let theirs?): .labels(ColumnComparison.labels(self) + ColumnComparison.labels(theirs))
        }
    }

    fileprivate func preceded(byMissing rows: Int) -> DriftColumn.Values {
        switch self {
        case .numbers(let values): .numbers([Double](repeating: .nan, count: rows) + values)
        case .labels(let labels): .labels([String?](repeating: nil, count: rows) + labels)
        case .profile: self
        }
    }
}
