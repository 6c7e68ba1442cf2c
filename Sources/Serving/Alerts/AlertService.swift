import JSON
import Ledger
import Logging
import Synchronization

/// Records the alerts that are sent, with a bound on how many requests wait for the ledger.
final class AlertService: Sendable {
    /// Requests that may wait for the ledger at once.
    static let waitingLimit = 32

    private let acceptance: AlertAcceptance
    private let logger: Logger
    private let waiting = Mutex(0)

    init(acceptance: AlertAcceptance, logger: Logger) {
        self.acceptance = acceptance
        self.logger = logger
    }

    /// Records the alerts of a notification.
    /// - Parameter notification: as it was read.
    /// - Returns: what became of them.
    /// - Throws: ``Problem`` when they could not be recorded; sending the same again is safe.
    func record(_ notification: AlertNotification) async throws(Problem) -> AlertReceipt {
        if notification.truncatedAlerts > 0 {
            logger.warning(
                "the sender left alerts out; its max_alerts is too small",
                metadata: ["alerts": "\(notification.truncatedAlerts)"])
        }
        let mayWait = waiting.withLock { count in
            guard count < Self.waitingLimit else { return false }
            count += 1
            return true
        }
        guard mayWait else {
            throw Problem(.overloaded, "too many alerts wait for the ledger; send the same again later")
        }
        defer { waiting.withLock { $0 -= 1 } }
        switch await outcome(of: notification.alerts) {
        case .success(let receipt)?: return receipt
        case .failure(let error)?: throw problem(error)
        case nil: throw Problem(.storageUnavailable, "the ledger is busy; send the same again later")
        }
    }

    /// What recording came to; nil when it took longer than a sender may be kept waiting. Requests queue up behind each
    /// other while another process holds the ledger, so that each alone could wait for all that came before.
    private func outcome(of alerts: [ReceivedAlert]) async -> Result<AlertReceipt, LedgerError>? {
        await withTaskGroup(of: Result<AlertReceipt, LedgerError>?.self) { [acceptance] group in
            group.addTask {
                do throws(LedgerError) {
                    return .success(try await acceptance.record(alerts))
                } catch {
                    return .failure(error)
                }
            }
            group.addTask {
                try? await Task.sleep(for: acceptance.patience)
                return nil
            }
            let first = await group.next()
            group.cancelAll()
            return first ?? nil
        }
    }

    /// What was recorded, the newest first.
    /// - Parameter limit: at most so many.
    /// - Returns: the records.
    /// - Throws: ``Problem`` when the ledger cannot be read.
    func recorded(limit: Int) async throws(Problem) -> [RecordedAlert] {
        do throws(LedgerError) {
            return try await acceptance.recorded(limit)
        } catch {
            throw problem(error)
        }
    }

    private func problem(_ error: LedgerError) -> Problem {
        logger.error("the ledger cannot be used for alerts", metadata: ["error": "\(error)"])
        return Problem(.storageUnavailable, "the ledger cannot be used now; send the same again later")
    }
}
