import Foundation
import MQTT

/// A subscriber that runs on a thread of its own.
final class Reception: Sendable {
    /// The failure that a test's handler throws.
    struct DiskFull: Error {}

    private let subscriber: MQTTSubscriber
    /// The batches that were handled, in their order; to be waited for by one task.
    let batches: AsyncStream<[MQTTMessage]>
    private let ending: Task<Result<Void, MQTTError>?, Never>

    /// Starts it.
    ///
    /// - Parameters:
    ///   - subscriber: what to run.
    ///   - handle: takes a batch before it is put into `batches`.
    init(
        _ subscriber: MQTTSubscriber, handle: @escaping @Sendable ([MQTTMessage]) throws -> Void = { _ in }
    ) {
        self.subscriber = subscriber
        let (batches, batchContinuation) = AsyncStream<[MQTTMessage]>.makeStream()
        let (endings, endingContinuation) = AsyncStream<Result<Void, MQTTError>>.makeStream()
        self.batches = batches
        ending = Task { await endings.first { _ in true } }
        Thread.detachNewThread {
            let ending = Result { () throws(MQTTError) in
                try subscriber.run { batch in
                    try handle(batch)
                    batchContinuation.yield(batch)
                }
            }
            batchContinuation.finish()
            endingContinuation.yield(ending)
        }
    }

    deinit {
        subscriber.stop()
    }

    /// Waits for so many messages.
    func messages(_ count: Int) async -> [MQTTMessage] {
        var messages: [MQTTMessage] = []
        for await batch in batches {
            messages += batch
            if messages.count >= count { break }
        }
        return messages
    }

    /// Stops the subscriber and waits for its end.
    func stop() async throws(MQTTError) {
        subscriber.stop()
        try await end()
    }

    /// Waits for the subscriber's own end.
    func end() async throws(MQTTError) {
        try await ending.value?.get()
    }
}

extension ReconnectDelay {
    /// None.
    static let none = ReconnectDelay(shortest: .zero, longest: .zero, chance: { 0 })
}

extension MQTTMessage {
    /// A message of a text.
    init(_ text: String, topic: String = "t/1", quality: Quality = .atLeastOnce, isRetained: Bool = false) {
        self.init(topic: topic, payload: Array(text.utf8), quality: quality, isRetained: isRetained)
    }

    /// The payload as text.
    var text: String { String(decoding: payload, as: UTF8.self) }
}
