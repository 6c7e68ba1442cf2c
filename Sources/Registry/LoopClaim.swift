/// The right to run the retraining loop of a data directory: of all processes that share it one has it, until it ends.
public final class LoopClaim: Sendable {
    private let lock: ProcessLock

    /// Takes the right.
    ///
    /// Nil when another process has it.
    /// - Parameter dataDirectory: the directory that holds everything.
    /// - Throws: ``RegistryError`` when the lock's file cannot be made.
    public init?(dataDirectory: String) throws(RegistryError) {
        guard let lock = try ProcessLock("\(dataDirectory)/models/.loop") else { return nil }
        self.lock = lock
    }
}
