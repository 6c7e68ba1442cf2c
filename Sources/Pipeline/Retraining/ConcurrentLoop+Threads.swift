import Dispatch
public import Learning
import Synchronization

extension ConcurrentLoop {
    /// A loop over a number of threads, each taking the next piece when it has ended one.
    /// - Parameter count: threads at once; 1 and less is the caller's own thread.
    /// - Returns: the loop.
    public static func threads(_ count: Int) -> ConcurrentLoop {
        guard count > 1 else { return .serial }
        return ConcurrentLoop { pieces, body in
            let next = Atomic<Int>(0)
            DispatchQueue.concurrentPerform(iterations: min(count, pieces)) { _ in
                while true {
                    let piece = next.wrappingAdd(1, ordering: .relaxed).oldValue
                    guard piece < pieces else { return }
                    body(piece)
                }
            }
        }
    }
}
