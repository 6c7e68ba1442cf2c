import Readings

/// A feature row that was served, with what it was asked for.
struct ServedRow {
    /// When the request was answered.
    let answeredAt: Timestamp
    /// The request's own reading; NaN where missing.
    let values: [Double]
    /// The row as scored.
    let features: [Float]
}
