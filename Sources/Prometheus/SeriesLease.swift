internal import Synchronization

/// The claim of one swift-metrics handle on its series; it ends once, however often the handle is destroyed.
final class SeriesLease: Sendable {
    let family: String
    let labels: String
    private let isEnded = Atomic(false)

    init(family: String, labels: String) {
        self.family = family
        self.labels = labels
    }

    /// Ends the claim.
    ///
    /// - Returns: whether it was still standing.
    func end() -> Bool {
        !isEnded.exchange(true, ordering: .relaxed)
    }
}
