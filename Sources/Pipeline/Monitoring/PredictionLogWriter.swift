public import FeatureStore
public import Logging
public import Readings
public import ServiceLifecycle

/// Writes the answers that wait in the prediction logs, now and then and once more at the end.
public struct PredictionLogWriter: Service {
    private let logs: [PredictionLog]
    private let interval: Duration
    private let now: @Sendable () -> Timestamp
    private let logger: Logger

    /// A writer of some logs.
    /// - Parameters:
    ///   - logs: whose answers are written.
    ///   - interval: between two writes.
    ///   - now: the present moment, which names the files.
    ///   - logger: told of a failed write; the answers wait for the next one.
    public init(
        logs: [PredictionLog], interval: Duration = .seconds(60), now: @escaping @Sendable () -> Timestamp,
        logger: Logger
    ) {
        self.logs = logs
        self.interval = interval
        self.now = now
        self.logger = logger
    }

    /// Writes until the service is shut down.
    public func run() async {
        await cancelWhenGracefulShutdown {
            while (try? await Task.sleep(for: interval)) != nil { write() }
        }
        write()
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
