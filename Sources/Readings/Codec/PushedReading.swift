public import JSON

/// A reading that is sent to be stored. A value outside its physical range is taken and flagged later; a quantity that
/// is absent or null was not reported.
public struct PushedReading: Equatable, Sendable {
    /// The station.
    public let station: String
    /// What its values are.
    public let schema: SensorSchema
    /// In the order of the schema's quantities, NaN where nothing was reported; at least one is.
    public let values: [Double]
    /// When it was measured; nil when the sender does not say.
    public let observedAt: Timestamp?

    /// Reads one object.
    /// - Parameters:
    ///   - value: the object.
    ///   - row: its place in the body's array; nil when the body is the object.
    ///   - otherwise: the station of an object that names none; nil makes that a fault.
    ///   - issues: gets all that is wrong with it; then the result is nil.
    public init?(_ value: JSONValue, row: Int?, station otherwise: String? = nil, issues: inout [ValidationIssue]) {
        guard case .object(let object) = value else {
            var reader = MemberReader(JSONObject(), row: row)
            reader.note(.object, message: "must be an object")
            issues += reader.issues
            return nil
        }
        var reader = MemberReader(object, row: row)
        let station = reader.station(otherwise: otherwise)
        let observedAt = reader.observedAt()
        let schema = SentReading.schema(&reader)
        let values = schema?.quantities.map { reader.reportedNumber($0) ?? .nan } ?? []
        if schema != nil, reader.issues.isEmpty, values.allSatisfy(\.isNaN) {
            reader.note(.missing, message: "at least one value must be reported")
        }
        guard reader.issues.isEmpty, let station, let schema else {
            issues += reader.issues
            return nil
        }
        self.station = station
        self.schema = schema
        self.values = values
        self.observedAt = observedAt
    }

    /// The reading as it came.
    /// - Parameters:
    ///   - source: who brought it.
    ///   - moment: when it came; also taken for the measurement's where the sender does not say.
    /// - Returns: a measurement without flags.
    public func reading(source: String, at moment: Timestamp) -> Reading {
        Reading(
            station: station, observedAt: observedAt ?? moment, knownAt: moment, source: source, kind: .measurement,
            values: values)
    }
}
