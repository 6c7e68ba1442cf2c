public import FeatureStore
public import Logging
public import Metrics
public import Readings
public import ServiceLifecycle

/// Writes the answers that wait in the prediction logs, now and then and once more at the end, and counts those that
/// were let go.
public struct PredictionLogWriter: Service {
    private let logs: [PredictionLog]
    private let journal: PredictionJournal?
    private let interval: Duration
    private let now: @Sendable () -> Timestamp
    private let metrics: any MetricsFactory
    private let logger: Logger

    /// A writer of some logs.
    /// - Parameters:
    ///   - logs: whose answers are written.
    ///   - journal: brings the same answers to the drift window; ended with the service.
    ///   - interval: between two writes.
    ///   - now: the present moment, which names the files.
    ///   - metrics: where answers let go are counted.
    ///   - logger: told of a failed write; the answers wait for the next one.
    public init(
        logs: [PredictionLog], journal: PredictionJournal? = nil, interval: Duration = .seconds(60),
        now: @escaping @Sendable () -> Timestamp, metrics: any MetricsFactory = MetricsSystem.factory, logger: Logger
    ) {
        self.logs = logs
        self.journal = journal
        self.metrics = metrics
        self.interval = interval
        self.now = now
        self.logger = logger
    }

    /// Writes until the service is shut down.
    public func run() async {
        await cancelWhenGracefulShutdown {
            var drops = DroppedAnswers(metrics: metrics)
            while (try? await Task.sleep(for: interval)) != nil {
                write()
                drops.count(logs: logs, journal: journal)
            }
        }
        write()
        journal?.end()
    }

    private func write() {
        for log in logs {
            do {
                try log.write(at: now())
            } catch {
                logger.error(
                    "predictions could not be written and wait for the next try", metadata: ["error": "\(error)"])
            }
        }
    }
}
