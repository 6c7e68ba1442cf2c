public import Readings

/// A fault of one feed that was ordered for a stretch of time.
public struct FeedFault: Sendable, Equatable {
    /// What the fault is.
    public enum Kind: Sendable, Equatable {
        /// Answers fail on their way.
        case transport(TransportFault)
        /// Values of one quantity, by its place in the weather schema, are wrong.
        case value(ValueFault, quantity: Int)
    }

    /// The feed that has it.
    public let feed: SimulatedFeed
    /// What it is.
    public let kind: Kind
    /// From when on.
    public let start: Timestamp
    /// Until when; nil for ever.
    public let end: Timestamp?

    /// A fault.
    public init(feed: SimulatedFeed, kind: Kind, start: Timestamp, end: Timestamp?) {
        self.feed = feed
        self.kind = kind
        self.start = start
        self.end = end
    }

    /// Reads `FEED:KIND[:QUANTITY[:AMOUNT]]@FROM[..UNTIL]`, such as `openweathermap:bias:temperature:+3@2026-03-01`
    /// or `metar:outage@2026-03-01..2026-03-02`; nil for anything else.
    /// - Parameter text: kinds are those of ``TransportFault``, and bias, drift, unit and stuck.
    public init?(_ text: String) {
        let halves = text.split(separator: "@", omittingEmptySubsequences: false)
        guard halves.count == 2, let stretch = Self.stretch(halves[1]) else { return nil }
        let parts = halves[0].split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        guard parts.count >= 2, let feed = SimulatedFeed(rawValue: parts[0]), let kind = Self.kind(parts.dropFirst())
        else { return nil }
        self.init(feed: feed, kind: kind, start: stretch.start, end: stretch.end)
    }

    /// Whether it is there at a moment.
    func isActive(at moment: Timestamp) -> Bool {
        start <= moment && (end.map { moment < $0 } ?? true)
    }

    private static func kind(_ parts: ArraySlice<String>) -> Kind? {
        guard let name = parts.first else { return nil }
        let rest = Array(parts.dropFirst())
        if let fault = TransportFault(rawValue: name) { return rest.isEmpty ? .transport(fault) : nil }
        let quantity = rest.isEmpty ? 0 : SensorSchema.weather.index(of: rest[0])
        guard let quantity else { return nil }
        switch (name, rest.count) {
        case ("bias", 2): return Double(rest[1]).map { .value(.bias($0), quantity: quantity) }
        case ("drift", 2): return Double(rest[1]).map { .value(.drift($0), quantity: quantity) }
        case ("unit", 0), ("unit", 1): return quantity == 0 ? .value(.unit, quantity: 0) : nil
        case ("stuck", 1): return .value(.stuck, quantity: quantity)
        default: return nil
        }
    }

    static func stretch(_ text: Substring) -> (start: Timestamp, end: Timestamp?)? {
        guard let dots = text.firstRange(of: "..") else {
            return Timestamp(iso8601: text).map { ($0, nil) }
        }
        guard let start = Timestamp(iso8601: text[..<dots.lowerBound]),
            let end = Timestamp(iso8601: text[dots.upperBound...]), start < end
        else { return nil }
        return (start, end)
    }
}
