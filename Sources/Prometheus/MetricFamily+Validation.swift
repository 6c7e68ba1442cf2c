extension MetricFamily {
    /// Refuses a description that could not be exported as it stands.
    func validate() throws(PrometheusError) {
        guard MetricName.isValid(name) else { throw error(.invalidName) }
        for label in labels {
            guard MetricName.isValidLabel(label), !(kind == .histogram && label == "le") else {
                throw error(.invalidLabel(label))
            }
        }
        guard Set(labels).count == labels.count else { throw error(.repeatedLabel) }
        guard scale.isFinite, scale > 0 else { throw error(.invalidScale) }
        if kind == .histogram {
            let isAscending = zip(buckets, buckets.dropFirst()).allSatisfy { $0 < $1 }
            guard !buckets.isEmpty, isAscending, buckets.allSatisfy(\.isFinite) else { throw error(.invalidBuckets) }
        }
    }

    func error(_ reason: PrometheusError.Reason) -> PrometheusError {
        PrometheusError(subject: name, reason: reason)
    }
}
