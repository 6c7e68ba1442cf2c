/// What one station reported for one moment.
public struct Reading: Sendable, Equatable {
    /// The station or machine, `machine_id` in files and requests.
    public var station: String
    /// When it was measured.
    public var observedAt: Timestamp
    /// When it became known here; never before the moment it was collected.
    public var knownAt: Timestamp
    /// Who reported it, such as `openweathermap`.
    public var source: String
    /// How the values came to be.
    public var kind: ReadingKind
    /// Values in the order and units of the schema; NaN where nothing was reported.
    public var values: [Double]
    /// Doubts about the values.
    public var flags: [QualityFlag]

    /// A reading with all its parts.
    /// - Parameters:
    ///   - station: the station or machine.
    ///   - observedAt: when it was measured.
    ///   - knownAt: when it became known.
    ///   - source: who reported it.
    ///   - kind: how the values came to be.
    ///   - values: in the schema's order, NaN where missing.
    ///   - flags: doubts about the values.
    public init(
        station: String, observedAt: Timestamp, knownAt: Timestamp, source: String, kind: ReadingKind,
        values: [Double], flags: [QualityFlag] = []
    ) {
        self.station = station
        self.observedAt = observedAt
        self.knownAt = knownAt
        self.source = source
        self.kind = kind
        self.values = values
        self.flags = flags
    }

    /// The values that may be learned from: as reported, and NaN where a value is flagged.
    /// - Parameter schema: the schema of the values.
    /// - Returns: values in the schema's order.
    public func trustedValues(schema: SensorSchema) -> [Double] {
        guard !flags.isEmpty else { return values }
        var trusted = values
        for flag in flags {
            if flag.quantity == QualityFlag.wholeReading { return values.map { _ in .nan } }
            if let place = schema.index(of: flag.quantity) { trusted[place] = .nan }
        }
        return trusted
    }
}
