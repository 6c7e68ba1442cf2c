import Dispatch
import ServiceLifecycle

extension DispatchQueue {
    /// Looks again and again on this queue until the service is shut down: looks wait for files and the ledger, which no
    /// thread should that others wait for.
    /// - Parameters:
    ///   - interval: from the end of one look to the next.
    ///   - look: one look.
    func look(every interval: Duration, _ look: @escaping @Sendable () -> Void) async {
        await cancelWhenGracefulShutdown {
            repeat {
                await withCheckedContinuation { continuation in
                    self.async {
                        look()
                        continuation.resume()
                    }
                }
            } while (try? await Task.sleep(for: interval)) != nil
        }
    }
}
