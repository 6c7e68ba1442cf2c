import Dispatch
import Foundation
public import Logging
public import MQTT
import Readings
public import ServiceLifecycle
import Synchronization

/// Takes readings in that a broker brings, for as long as the program runs.
///
/// A message is acknowledged after its readings are durable. When they cannot be stored, nothing is acknowledged and the
/// broker sends them again; what is stored twice counts once. A message that nobody can read is acknowledged too, since
/// it would come back for ever: it is counted and written aside.
public struct MQTTIntake: Service {
    private let subscriber: MQTTSubscriber
    private let store: StoreReadings
    private let dataDirectory: String
    private let clock: WorldClock
    private let logger: Logger

    /// An intake that has not begun.
    /// - Parameters:
    ///   - subscriber: brings the messages; stopped with this service.
    ///   - store: makes readings durable.
    ///   - dataDirectory: where unreadable messages are written to.
    ///   - clock: the world's.
    ///   - logger: told of the connection and of what cannot be read.
    public init(
        subscriber: MQTTSubscriber, store: @escaping StoreReadings, dataDirectory: String, clock: WorldClock,
        logger: Logger
    ) {
        self.subscriber = subscriber
        self.store = store
        self.dataDirectory = dataDirectory
        self.clock = clock
        self.logger = logger
    }

    /// Receives until the service is shut down.
    /// - Throws: `MQTTError` when the broker cannot be used as configured.
    public func run() async throws {
        try await withGracefulShutdownHandler {
            try await withTaskCancellationHandler {
                let ending = await withCheckedContinuation { done in
                    // The subscriber blocks its thread, and none of the pool's may be blocked.
                    Thread.detachNewThread { done.resume(returning: receive()) }
                }
                try ending.get()
            } onCancel: {
                subscriber.stop()
            }
        } onGracefulShutdown: {
            subscriber.stop()
        }
    }

    private func receive() -> Result<Void, MQTTError> {
        var desk = MQTTDesk(
            topics: subscriber.topics, rejected: RejectedMessages(dataDirectory: dataDirectory), clock: clock,
            logger: logger, store: stored)
        return Result { () throws(MQTTError) in
            try subscriber.run(report: report) { try desk.take($0) }
        }
    }

    /// Waits on this thread until readings are durable.
    private func stored(_ readings: ReadingTable) throws(IngestionError) {
        let outcome = Mutex<Result<Void, IngestionError>>(.success(()))
        let done = DispatchSemaphore(value: 0)
        let store = store
        Task {
            do throws(IngestionError) {
                _ = try await store(readings)
            } catch {
                outcome.withLock { $0 = .failure(error) }
            }
            done.signal()
        }
        done.wait()
        try outcome.withLock { $0 }.get()
    }

    private func report(_ status: MQTTStatus) {
        let broker: Logger.Metadata = ["broker": "\(subscriber.configuration.broker)"]
        switch status.phase {
        case .receiving:
            logger.notice("readings are received", metadata: broker)
        case .waiting:
            guard let error = status.lastError else { return }
            logger.warning("no readings are received for now", metadata: ["error": "\(error)"])
        case .idle, .connecting, .ended: break
        }
    }
}
