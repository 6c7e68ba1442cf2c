internal import Synchronization

/// All metric families of the program: declared up front, or made when they are first used.
///
/// A wrong use never traps. A request that does not fit its family gets a handle that is not exported, and is counted
/// in `metrics_rejected_total{metric, reason}` with the reasons `kind_mismatch`, `label_mismatch`, `series_limit` and
/// `name_taken` (by the sample of a histogram).
public final class PrometheusRegistry: Sendable {
    private let state: Mutex<RegistryState>

    /// An empty registry.
    ///
    /// - Parameter maximumSeriesPerFamily: how many label sets a family may have, ≥ 1; more are refused and counted.
    public init(maximumSeriesPerFamily: Int = 200) {
        state = Mutex(RegistryState(seriesLimit: max(1, maximumSeriesPerFamily)))
    }

    /// Declares a family, so that it has its help, labels, unit and buckets from the first scrape on.
    ///
    /// A family without labels exists at zero at once. The same description may be declared again, to add label sets.
    ///
    /// - Parameters:
    ///   - family: the description.
    ///   - labelSets: label values, in the order of the family's labels, of series that exist at zero at once.
    /// - Throws: ``PrometheusError`` when the description is malformed or the name is in use otherwise.
    public func declare(_ family: MetricFamily, labelSets: [[String]] = []) throws(PrometheusError) {
        try family.validate()
        let declared = state.withLock { state -> Result<Void, PrometheusError> in
            do throws(PrometheusError) {
                return .success(try state.declare(family, labelSets: labelSets))
            } catch {
                return .failure(error)
            }
        }
        try declared.get()
    }

    /// The counter of these labels, to be kept by the caller.
    ///
    /// - Parameters:
    ///   - name: the family's name, with or without `_total`.
    ///   - labels: names and values, in any order.
    /// - Returns: the series, or a counter that is not exported when the request does not fit the family.
    public func counter(_ name: String, labels: [(String, String)] = []) -> Counter {
        let request = SeriesRequest(label: name, dimensions: labels, source: .counter)
        guard case .counter(let counter)? = resolve(request, permanent: true)?.instrument else { return Counter() }
        return counter
    }

    /// The gauge of these labels, to be kept by the caller.
    ///
    /// - Parameters:
    ///   - name: the family's name.
    ///   - labels: names and values, in any order.
    /// - Returns: the series, or a gauge that is not exported when the request does not fit the family.
    public func gauge(_ name: String, labels: [(String, String)] = []) -> Gauge {
        let request = SeriesRequest(label: name, dimensions: labels, source: .directGauge)
        guard case .gauge(let gauge)? = resolve(request, permanent: true)?.instrument else { return Gauge() }
        return gauge
    }

    /// The histogram of these labels, to be kept by the caller.
    ///
    /// - Parameters:
    ///   - name: the family's name.
    ///   - labels: names and values, in any order.
    /// - Returns: the series, or a histogram that is not exported when the request does not fit the family.
    public func histogram(_ name: String, labels: [(String, String)] = []) -> Histogram {
        let request = SeriesRequest(label: name, dimensions: labels, source: .directHistogram)
        guard case .histogram(let histogram)? = resolve(request, permanent: true)?.instrument else {
            return Histogram(bounds: [])
        }
        return histogram
    }

    func resolve(_ request: SeriesRequest, permanent: Bool) -> RegistryState.Resolution? {
        state.withLock { $0.resolve(request, permanent: permanent) }
    }

    func release(_ lease: SeriesLease) {
        guard lease.end() else { return }
        state.withLock { $0.release(lease) }
    }

    /// Every family with its values: no family or series appears or goes while they are read.
    func snapshot() -> [FamilySnapshot] {
        state.withLock { state in
            state.families.values.map(FamilySnapshot.init).sorted { $0.family.name < $1.family.name }
        }
    }
}
