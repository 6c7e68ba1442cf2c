/// Why a series is not exported; the value of the label `reason`.
enum Rejection: String, Error {
    case kind = "kind_mismatch"
    case labels = "label_mismatch"
    case limit = "series_limit"
    case name = "name_taken"

    /// Refused requests, counted for each family and reason.
    static let family = MetricFamily.counter(
        "metrics_rejected_total",
        help: "Requests for a series that were refused; what their handles record is not exported.",
        labels: ["metric", "reason"])
}
