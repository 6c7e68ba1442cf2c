/// Tells of a share of work at most once a second.
final class ProgressShare {
    private let log: ProgressLog
    private let unit: String
    private var lastTold: Double

    init(_ log: ProgressLog, unit: String) {
        self.log = log
        self.unit = unit
        lastTold = log.elapsed
    }

    func tell(_ done: Int, of all: Int) {
        guard log.elapsed - lastTold >= 1 else { return }
        lastTold = log.elapsed
        log.share(done, of: all, unit: unit)
    }
}
