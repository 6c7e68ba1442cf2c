import Ingestion
import Ledger
import Logging
import Metrics
import Pipeline
import Readings
import Serving

extension Assembly {
    /// What the HTTP service does with sent alerts.
    func alertAcceptance(of rooms: IngestionRooms) -> AlertAcceptance {
        let (ledger, clock) = (rooms.ledger, rooms.clock)
        return AlertAcceptance(
            record: { alerts async throws(LedgerError) in try await ledger.record(alerts, at: clock.now) },
            recorded: { limit async throws(LedgerError) in try await ledger.recordedAlerts(limit: limit) })
    }

    /// What tells a webhook of events in the ledger; nil when the settings name none.
    func webhookDelivery(
        ledger: LedgerDatabase, now: @escaping @Sendable () -> Timestamp, logger: Logger
    ) -> WebhookDelivery? {
        guard let webhook = settings.webhook else { return nil }
        return WebhookDelivery(
            ledger: ledger, target: webhook, transport: .http(WebhookHTTPClient.client), now: now,
            metrics: MetricsSystem.factory, logger: logger)
    }
}
