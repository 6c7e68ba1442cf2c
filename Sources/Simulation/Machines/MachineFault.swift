public import Readings

/// A fault of one machine's sensor that was ordered for a stretch of time.
public struct MachineFault: Sendable, Equatable {
    /// The machine that has it.
    public let machine: String
    /// The place of the quantity in the machine schema.
    public let quantity: Int
    /// What is wrong with the values.
    public let fault: ValueFault
    /// From when on.
    public let start: Timestamp
    /// Until when; nil for ever.
    public let end: Timestamp?

    /// Reads `MACHINE:KIND:QUANTITY[:AMOUNT]@FROM[..UNTIL]`, such as `machine_003:bias:vibration:+0.4@2026-03-01`; nil for
    /// anything else.
    /// - Parameter text: kinds are bias and drift, which have an amount, and stuck.
    public init?(_ text: String) {
        let halves = text.split(separator: "@", omittingEmptySubsequences: false)
        guard halves.count == 2, let stretch = FeedFault.stretch(halves[1]) else { return nil }
        let parts = halves[0].split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        guard (3...4).contains(parts.count), !parts[0].isEmpty, let quantity = SensorSchema.machine.index(of: parts[2])
        else { return nil }
        let amount = parts.count == 4 ? Double(parts[3]) : nil
        switch (parts[1], amount) {
        case ("bias", let amount?) where amount.isFinite: fault = .bias(amount)
        case ("drift", let amount?) where amount.isFinite: fault = .drift(amount)
        case ("stuck", nil) where parts.count == 3: fault = .stuck
        default: return nil
        }
        machine = parts[0]
        self.quantity = quantity
        (start, end) = stretch
    }

    func isActive(at moment: Timestamp) -> Bool {
        start <= moment && (end.map { moment < $0 } ?? true)
    }
}
