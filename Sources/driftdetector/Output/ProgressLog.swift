/// Tells on standard error what is being done and since when.
struct ProgressLog: Sendable {
    private let start = ContinuousClock.now
    private let isSilent: Bool

    init(isSilent: Bool = false) {
        self.isSilent = isSilent
    }

    func step(_ text: String) {
        guard !isSilent else { return }
        StandardError.write("[\(Self.seconds(elapsed)) s] \(text) …\n")
    }

    /// Tells how much is done, how fast it goes and how long it will take.
    func share(_ done: Int, of all: Int, unit: String) {
        guard !isSilent, all > 0, done > 0 else { return }
        let rate = Double(done) / max(elapsed, 0.001)
        let left = Double(all - done) / rate
        StandardError.write(
            "[\(Self.seconds(elapsed)) s] \(done) of \(all) \(unit), \(Number.short(rate, digits: 0)) a second, "
                + "\(Number.short(left, digits: 0)) s left\n")
    }

    /// Time since the start, in seconds.
    var elapsed: Double {
        let duration = ContinuousClock.now - start
        return Double(duration.components.seconds) + Double(duration.components.attoseconds) * 1e-18
    }

    private static func seconds(_ value: Double) -> String {
        let text = Number.short(value, digits: 1)
        return String(repeating: " ", count: max(0, 5 - text.count)) + text
    }
}
