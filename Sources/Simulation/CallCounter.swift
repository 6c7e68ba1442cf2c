import Readings
import Synchronization

/// Numbers the requests, and refuses those beyond a minute's limit.
final class CallCounter: Sendable {
    private struct State {
        var number: UInt64 = 0
        var minute: Int64 = .min
        var inMinute = 0
    }

    private let perMinute: Int
    private let state = Mutex(State())

    init(perMinute: Int) {
        self.perMinute = perMinute
    }

    /// The number of the next request, from 1.
    func next() -> UInt64 {
        state.withLock { state in
            state.number += 1
            return state.number
        }
    }

    /// Counts a call; false when the minute of the world has had its calls.
    func admits(at moment: Timestamp) -> Bool {
        state.withLock { state in
            let minute = moment.milliseconds / 60_000
            if minute != state.minute {
                state.minute = minute
                state.inMinute = 0
            }
            state.inMinute += 1
            return state.inMinute <= perMinute
        }
    }
}
