import Learning
import Synchronization

extension TrainingWatch {
    /// Tells of pieces of work at most once a second.
    /// - Parameters:
    ///   - log: gets the lines.
    ///   - unit: what a piece is.
    init(_ log: ProgressLog, unit: String) {
        let counts = Mutex((done: 0, pieces: 0, told: log.elapsed))
        self.init(
            begin: { pieces in counts.withLock { $0 = (0, pieces, log.elapsed) } },
            pieceEnded: {
                counts.withLock { counts in
                    counts.done += 1
                    guard log.elapsed - counts.told >= 1 else { return }
                    counts.told = log.elapsed
                    log.share(counts.done, of: counts.pieces, unit: unit)
                }
            },
            isCancelled: { false })
    }
}
