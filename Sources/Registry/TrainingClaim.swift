/// The right to train on a data directory: of all processes that share it one has it, until it gives it back or ends.
public final class TrainingClaim: Sendable {
    private let lock: ProcessLock

    /// Takes the right.
    ///
    /// Nil when another process has it.
    /// - Parameter dataDirectory: the directory that holds everything.
    /// - Throws: ``RegistryError`` when the lock's file cannot be made.
    public init?(dataDirectory: String) throws(RegistryError) {
        guard let lock = try ProcessLock("\(dataDirectory)/models/.training") else { return nil }
        self.lock = lock
    }
}
