public import Ledger
public import Logging
public import Metrics
public import Readings
public import ServiceLifecycle

/// Sends the events that wait in the ledger to a webhook, each at least once and at every attempt under the same id.
///
/// An attempt that the end of the program interrupts is made again after the next start.
public struct WebhookDelivery: Service {
    /// Deliveries that are taken from the ledger at once.
    private static let batch = 20

    private let ledger: LedgerDatabase
    private let target: WebhookTarget
    private let transport: WebhookTransport
    private let schedule: DeliverySchedule
    private let interval: Duration
    private let now: @Sendable () -> Timestamp
    private let metrics: DeliveryMetrics
    private let logger: Logger

    /// A sender of what waits.
    /// - Parameters:
    ///   - ledger: keeps what is to be sent.
    ///   - target: to whom.
    ///   - transport: sends.
    ///   - schedule: when what failed is tried again.
    ///   - interval: between two looks for what is due.
    ///   - now: the present moment.
    ///   - metrics: where attempts are counted.
    ///   - logger: told of what fails.
    public init(
        ledger: LedgerDatabase, target: WebhookTarget, transport: WebhookTransport,
        schedule: DeliverySchedule = DeliverySchedule(), interval: Duration = .seconds(1),
        now: @escaping @Sendable () -> Timestamp, metrics: any MetricsFactory, logger: Logger
    ) {
        self.ledger = ledger
        self.target = target
        self.transport = transport
        self.schedule = schedule
        self.interval = interval
        self.now = now
        self.metrics = DeliveryMetrics(factory: metrics)
        self.logger = logger
    }

    /// Sends until the service is shut down.
    public func run() async {
        await cancelWhenGracefulShutdown {
            repeat { await deliverDue() } while (try? await Task.sleep(for: interval)) != nil
        }
    }

    /// Makes one attempt for each delivery that is due.
    package func deliverDue() async {
        do {
            for delivery in try ledger.dueDeliveries(at: now(), limit: Self.batch) {
                try await attempt(delivery)
            }
        } catch is CancellationError {
            // What was being sent stays due.
        } catch {
            logger.error("deliveries to the webhook wait for the ledger", metadata: ["error": "\(error)"])
        }
    }

    private func attempt(_ delivery: QueuedDelivery) async throws {
        let verdict: DeliverySchedule.Verdict
        do {
            let request = try WebhookRequest(delivery, to: target, at: now())
            let outcome = try await transport.send(request, target.url)
            verdict = schedule.verdict(
                on: outcome, afterFailures: delivery.attempts, createdAt: delivery.createdAt, now: now())
        } catch let error as CancellationError {
            throw error
        } catch {
            verdict = .givenUp(reason: "the event's data is no JSON")
        }
        metrics.count(verdict)
        var metadata: Logger.Metadata = ["event": "\(delivery.kind)", "id": "\(delivery.id)", "webhook": "\(target)"]
        switch verdict {
        case .delivered:
            try ledger.markDelivered(delivery.id, at: now())
            logger.debug("an event was delivered", metadata: metadata)
        case .retried(let next, let reason):
            try ledger.markFailed(delivery.id, error: reason, next: next)
            metadata["reason"] = "\(reason)"
            metadata["next"] = "\(next)"
            logger.warning("an event could not be delivered and is tried again", metadata: metadata)
        case .givenUp(let reason):
            try ledger.markFailed(delivery.id, error: reason, next: nil)
            metadata["reason"] = "\(reason)"
            logger.error("an event was not delivered and is not tried again", metadata: metadata)
        }
    }
}
