import Synchronization

/// The place where the model that answers lies: read by every request, swapped as a whole, never waited for.
public final class ModelSlot<Model: Sendable>: Sendable {
    private let held: Mutex<Model>

    /// A slot with its first model.
    /// - Parameter model: answers until it is replaced.
    public init(_ model: Model) {
        held = Mutex(model)
    }

    /// The model that answers now; a request takes it once and keeps it to its end.
    public var current: Model { held.withLock { $0 } }

    /// Lets another model answer from the next request on.
    /// - Parameter model: the new one.
    public func replace(with model: Model) {
        held.withLock { $0 = model }
    }
}
