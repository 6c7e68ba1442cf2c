import JSON
import Readings

/// A reading that is sent to be stored. A value outside its physical range is taken and flagged later; a quantity that
/// is absent or null was not reported.
struct PushedReading: Equatable {
    let station: String
    let schema: SensorSchema
    /// In the order of the schema's quantities, NaN where nothing was reported; at least one is.
    let values: [Double]
    /// When it was measured; nil when the sender does not say.
    let observedAt: Timestamp?

    /// Reads one object.
    /// - Parameters:
    ///   - value: the object.
    ///   - row: its place in the body's array; nil when the body is the object.
    ///   - issues: gets all that is wrong with it; then the result is nil.
    init?(_ value: JSONValue, row: Int?, issues: inout [ValidationIssue]) {
        guard case .object(let object) = value else {
            var reader = MemberReader(JSONObject(), row: row)
            reader.note(.object, message: "must be an object")
            issues += reader.issues
            return nil
        }
        var reader = MemberReader(object, row: row)
        let station = reader.station()
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
}
