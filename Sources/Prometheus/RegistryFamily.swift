/// A family in the registry with its series.
struct RegistryFamily {
    let description: MetricFamily
    let isDeclared: Bool
    /// By the canonical text of the labels.
    private(set) var series: [String: Series] = [:]

    init(_ description: MetricFamily, isDeclared: Bool) {
        self.description = description
        self.isDeclared = isDeclared
    }

    /// The series of these labels, made if there is room.
    mutating func resolve(_ labels: LabelSet, permanent: Bool, limit: Int) throws(Rejection) -> Instrument {
        if isDeclared, labels.names != description.labels.sorted() { throw .labels }
        guard series[labels.text] != nil || series.count < limit else { throw .limit }
        var entry = series[labels.text] ?? Series(instrument: Instrument(of: description))
        if permanent { entry.isPermanent = true } else { entry.leases += 1 }
        series[labels.text] = entry
        return entry.instrument
    }

    /// Takes one lease back, and drops the series when nobody needs it any more.
    mutating func release(_ labels: String) {
        guard var entry = series[labels] else { return }
        entry.leases -= 1
        series[labels] = entry.leases > 0 || entry.isPermanent ? entry : nil
    }
}
