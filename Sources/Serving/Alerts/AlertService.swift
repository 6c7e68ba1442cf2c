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
        do throws(LedgerError) {
            return try await acceptance.record(notification.alerts)
        } catch {
            throw problem(error)
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
