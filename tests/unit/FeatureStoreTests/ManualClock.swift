import Synchronization

/// Milliseconds that go on when they are told to.
final class ManualClock: Sendable {
    private let time = Atomic<Int64>(0)

    var milliseconds: Int64 { time.load(ordering: .relaxed) }

    func advance(_ milliseconds: Int64) {
        time.add(milliseconds, ordering: .relaxed)
    }
}
