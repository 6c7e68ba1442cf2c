/// All families by exported name. Every change happens under the registry's lock.
struct RegistryState {
    /// What a request gets: the instrument, and how recorded values become exported ones.
    struct Resolution {
        let instrument: Instrument
        let scale: Double
        let lease: SeriesLease
    }

    let seriesLimit: Int
    private(set) var families: [String: RegistryFamily] = [:]
    /// Which family each sample name belongs to; a histogram owns four.
    private var owners: [String: String] = [:]

    init(seriesLimit: Int) {
        self.seriesLimit = seriesLimit
        insert(RegistryFamily(Rejection.family, isDeclared: true))
    }

    mutating func declare(_ family: MetricFamily, labelSets: [[String]]) throws(PrometheusError) {
        if let known = families[family.name] {
            guard known.isDeclared, known.description == family else {
                throw family.error(.alreadyInUse(kind: known.description.kind))
            }
        } else if let owner = owner(of: family) {
            throw family.error(.sampleNameTaken(by: owner))
        }
        var entry = families[family.name] ?? RegistryFamily(family, isDeclared: true)
        for values in family.labels.isEmpty && labelSets.isEmpty ? [[]] : labelSets {
            guard values.count == family.labels.count else {
                throw family.error(.labelCountMismatch(have: values.count, need: family.labels.count))
            }
            let labels = LabelSet(Array(zip(family.labels, values)), kind: family.kind)
            do {
                _ = try entry.resolve(labels, permanent: true, limit: seriesLimit)
            } catch {
                throw family.error(.tooManySeries(limit: seriesLimit))
            }
        }
        insert(entry)
    }

    /// - Returns: nil when the request is refused, which is counted.
    mutating func resolve(_ request: SeriesRequest, permanent: Bool) -> Resolution? {
        let name = MetricName.sanitised(request.label)
        let exported = families[name]?.isDeclared == true ? name : request.exportedName(name)
        do {
            return try resolve(request, family: exported, permanent: permanent)
        } catch {
            count(error, of: exported)
            return nil
        }
    }

    mutating func release(_ lease: SeriesLease) {
        families[lease.family]?.release(lease.labels)
    }

    private mutating func resolve(
        _ request: SeriesRequest, family name: String, permanent: Bool
    ) throws(Rejection) -> Resolution {
        if families[name] == nil {
            let family = MetricFamily(
                name: name, help: "Recorded as \(request.label), not declared.", kind: request.kind, labels: [],
                scale: 1, buckets: request.kind == .histogram ? MetricFamily.durationBuckets : [])
            guard owner(of: family) == nil else { throw .name }
            insert(RegistryFamily(family, isDeclared: false))
        }
        guard let family = families[name]?.description, request.accepts(family.kind) else { throw .kind }
        let labels = LabelSet(request.dimensions, kind: family.kind)
        guard let instrument = try families[name]?.resolve(labels, permanent: permanent, limit: seriesLimit) else {
            throw .kind
        }
        return Resolution(
            instrument: instrument, scale: family.scale, lease: SeriesLease(family: name, labels: labels.text))
    }

    /// Folds the names into `other` once the counter's own family is full.
    private mutating func count(_ rejection: Rejection, of metric: String) {
        for metric in [metric, "other"] {
            let labels = LabelSet([("metric", metric), ("reason", rejection.rawValue)], kind: .counter)
            let limit = metric == "other" ? Int.max : seriesLimit
            let instrument = try? families[Rejection.family.name]?.resolve(labels, permanent: true, limit: limit)
            if case .counter(let counter)? = instrument { return counter.increment() }
        }
    }

    private func owner(of family: MetricFamily) -> String? {
        family.sampleNames.lazy.compactMap { owners[$0] }.first
    }

    private mutating func insert(_ entry: RegistryFamily) {
        families[entry.description.name] = entry
        for sample in entry.description.sampleNames { owners[sample] = entry.description.name }
    }
}
