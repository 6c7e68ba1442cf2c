import Ledger
import Logging
import Readings
import ServiceLifecycle
import Serving

/// Keeps in the ledger how often each version is asked and fails, so that whoever runs the loop knows it.
struct TallyWriter: Service {
    let tally: AnswerTally
    let ledger: LedgerDatabase
    let interval: Duration
    let now: @Sendable () -> Timestamp
    let logger: Logger

    func run() async {
        await cancelWhenGracefulShutdown {
            while (try? await Task.sleep(for: interval)) != nil { write() }
        }
        write()
    }

    private func write() {
        let counts = tally.take()
        do {
            try ledger.add(counts, at: now())
        } catch {
            for count in counts { tally.add(count) }
            logger.warning("counts of answers wait for the ledger", metadata: ["error": "\(error)"])
        }
    }
}
