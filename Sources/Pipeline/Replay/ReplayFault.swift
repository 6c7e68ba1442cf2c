public import Readings

/// Something that a replay puts into history: a fault of one station's sensor, or a change of the weather everywhere.
///
/// As text `KIND[:SENSOR[:AMOUNT]][@FROM[..TO]][/STATION]`, such as `bias:temperature:+4@2013-07-01..2013-07-20/EWR`; the
/// station `all` makes it a change of the world.
public struct ReplayFault: Sendable, Equatable {
    /// What happens to the values.
    public enum Kind: String, Sendable, CaseIterable {
        /// An amount is added.
        case bias
        /// An amount is added little by little, in full at the end.
        case ramp
        /// Values come in another unit.
        case unit
        /// Noise of this standard deviation is added.
        case noise
        /// The last value is repeated.
        case stuck
        /// Values are multiplied.
        case scale
        /// One value is repeated.
        case constant
        /// Nothing comes.
        case gap

        /// Whether it can be larger or smaller.
        public var hasAmount: Bool {
            switch self {
            case .unit, .stuck, .gap: false
            case .bias, .ramp, .noise, .scale, .constant: true
            }
        }
    }

    /// The station that means all of them.
    public static let everywhere = "all"

    /// What happens.
    public var kind: Kind
    /// To which sensor; nil for the first of the schema.
    public var sensor: String?
    /// How much, in the sensor's unit; for `scale` the factor. Nil for a usual amount.
    public var amount: Double?
    /// The first moment; nil for one that the seed chooses.
    public var from: Timestamp?
    /// The first moment that is healthy again; nil for thirty days later or, of a change of the world, never.
    public var to: Timestamp?
    /// To which station; nil for one that the seed chooses, ``everywhere`` for all.
    public var station: String?

    /// Something that is put in.
    /// - Parameters:
    ///   - kind: what happens.
    ///   - sensor: to which sensor; nil for the first of the schema.
    ///   - amount: how much; nil for a usual amount.
    ///   - from: the first moment; nil for one that the seed chooses.
    ///   - to: the first moment that is healthy again.
    ///   - station: to which station; nil for one that the seed chooses.
    public init(
        kind: Kind, sensor: String? = nil, amount: Double? = nil, from: Timestamp? = nil, to: Timestamp? = nil,
        station: String? = nil
    ) {
        self.kind = kind
        self.sensor = sensor
        self.amount = amount
        self.from = from
        self.to = to
        self.station = station
    }

    /// What a text means; nil when it means nothing.
    /// - Parameter text: such as `stuck` or `bias:temperature:+4@2013-07-01..2013-07-20/EWR`.
    public init?(_ text: String) {
        let named = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        let timed = named[0].split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        let parts = timed[0].split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        guard let kind = Kind(rawValue: parts[0]), parts.count <= 3, !named.dropFirst().contains("") else { return nil }
        self.init(kind: kind)
        station = named.count == 2 ? named[1] : nil
        sensor = parts.count > 1 && !parts[1].isEmpty ? parts[1] : nil
        if parts.count > 2 {
            guard kind.hasAmount, let amount = Double(parts[2]), amount.isFinite else { return nil }
            self.amount = amount
        }
        guard timed.count == 2 else { return }
        let moments = Self.moments(timed[1])
        guard let from = moments.first ?? nil, moments.count <= 2, !moments.contains(nil) else { return nil }
        self.from = from
        to = moments.count == 2 ? moments[1] : nil
        if let to, to <= from { return nil }
    }

    private static func moments(_ text: String) -> [Timestamp?] {
        text.split(separator: "..", omittingEmptySubsequences: false).map { Timestamp(iso8601: String($0)) }
    }
}
