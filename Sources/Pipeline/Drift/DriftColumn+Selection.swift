extension DriftColumn.Values {
    /// Some of the rows in a given order; those that the column does not have are left out, and all of a profile.
    func selecting(rows: [Int]) -> DriftColumn.Values {
        switch self {
        case .numbers(let values): .numbers(rows.compactMap { $0 < values.count ? values[$0] : nil })
        case .labels(let labels): .labels(rows.filter { $0 < labels.count }.map { labels[$0] })
        case .profile: .numbers([])
        }
    }
}
