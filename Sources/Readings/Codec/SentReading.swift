public import JSON

/// A reading as a request sent it, checked.
public struct SentReading: Equatable, Sendable {
    /// The station.
    public let station: String
    /// What its values are.
    public let schema: SensorSchema
    /// In the order of the schema's quantities, all within their physical range.
    public let values: [Double]
    /// When it was measured; nil when the request does not say.
    public let observedAt: Timestamp?
    /// Members that nobody asked for.
    public let ignored: [String]

    /// A reading that is known already.
    /// - Parameters:
    ///   - station: the station.
    ///   - schema: what its values are.
    ///   - values: in the order of the schema's quantities.
    ///   - observedAt: when it was measured.
    public init(station: String, schema: SensorSchema, values: [Double], observedAt: Timestamp) {
        self.station = station
        self.schema = schema
        self.values = values
        self.observedAt = observedAt
        ignored = []
    }

    /// Reads one object; nil when something is wrong with it.
    /// - Parameters:
    ///   - value: the object.
    ///   - row: its place in the body's array; nil when the body is the object.
    ///   - issues: gets all that is wrong with it.
    public init?(_ value: JSONValue, row: Int?, issues: inout [ValidationIssue]) {
        guard case .object(let object) = value else {
            var reader = MemberReader(JSONObject(), row: row)
            reader.note(.object, message: "must be an object")
            issues += reader.issues
            return nil
        }
        var reader = MemberReader(object, row: row)
        let station = reader.station()
        let observedAt = reader.observedAt()
        let schema = Self.schema(&reader)
        let values = schema?.quantities.compactMap { reader.number($0) }
        guard reader.issues.isEmpty, let station, let schema, let values else {
            issues += reader.issues
            return nil
        }
        self.station = station
        self.schema = schema
        self.values = values
        self.observedAt = observedAt
        ignored = reader.names { name in
            name == "machine_id" || name == "observed_at" || name == "schema" || schema.index(of: name) != nil
        }
    }

    /// The schema that `schema` names or, without it, that the sensors' members speak of.
    static func schema(_ reader: inout MemberReader) -> SensorSchema? {
        if let value = reader.object["schema"] {
            guard let name = reader.string(value, at: .name("schema")) else { return nil }
            if let schema = SensorSchema.all.first(where: { $0.name == name }) { return schema }
            let names = SensorSchema.all.map(\.name).joined(separator: " or ")
            reader.note(.notAmong, at: .name("schema"), message: "must be \(names)")
            return nil
        }
        switch SensorSchema.chosen(for: reader.object) {
        case .schema(let schema):
            return schema
        case .ambiguous(let schemas):
            let names = schemas.map(\.name).joined(separator: " and ")
            reader.note(
                .ambiguousSchema, message: "all fields of \(names) are sent; `schema` must say which is meant")
        case .undecided(let schemas):
            let sent = Set(schemas.flatMap(\.quantities).map(\.name)).sorted()
            for name in sent {
                if let value = reader.object[name] { _ = reader.number(value, at: .name(name)) }
            }
            reader.note(
                .missing, message: "send all fields of \(schemas.map(\.listing).joined(separator: " or of "))")
        }
        return nil
    }
}
