/// Why simulated readings did not arrive.
struct MachineDeliveryError: Error, CustomStringConvertible {
    let text: String
    /// Whether the same may succeed later.
    let isTransient: Bool

    var description: String { text }
}
