import Readings

/// A reading with its row of features and what the model made of it.
struct ScoredReading {
    let reading: SentReading
    let observedAt: Timestamp
    /// As the model took it; NaN where undefined.
    let row: [Float]
    /// In [0, 1]; the higher, the stranger.
    let score: Double
    /// Whether the online store was away, so that the row was computed from what was known last.
    let isDegraded: Bool
    let detector: ServedDetector
}
