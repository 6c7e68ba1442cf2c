import Features
import JSON
import Readings

/// The body of `POST /forecast`.
struct ForecastRequest: Equatable {
    let station: String
    /// Places among the model's horizons, ascending; all without `horizons`.
    let horizons: [Int]
    /// Places among the model's sensors, ascending; all without `sensors`.
    let sensors: [Int]
    /// Members that nobody asked for.
    let ignored: [String]

    /// Reads a body.
    /// - Parameters:
    ///   - body: an object.
    ///   - schema: what the model forecasts.
    /// - Throws: ``Problem`` with all that is wrong.
    init(_ body: JSONValue, schema: ForecastSchema) throws(Problem) {
        guard case .object(let object) = body else {
            throw Problem(issues: [ValidationIssue(.object, at: [.name("body")], "must be an object")])
        }
        var reader = MemberReader(object)
        let station = reader.station()
        let names = schema.sensors.quantities.map(\.name)
        horizons = reader.places("horizons", among: schema.horizons.map(JSONValue.integer), kind: .integer) {
            $0.exactInteger.map(JSONValue.integer)
        }
        sensors = reader.places("sensors", among: names.map(JSONValue.string), kind: .string) {
            if case .string = $0 { $0 } else { nil }
        }
        ignored = reader.names { ["machine_id", "horizons", "sensors"].contains($0) }
        guard reader.issues.isEmpty, let station else { throw Problem(issues: reader.issues) }
        self.station = station
    }
}

extension MemberReader {
    /// The places of an optional array's elements among what the model has; all places without the array.
    /// - Parameters:
    ///   - name: the array's name.
    ///   - allowed: what the model has.
    ///   - kind: what is wrong with an element of another type.
    ///   - element: the element in the form of `allowed`, nil for one of another type.
    /// - Returns: ascending places, each once.
    fileprivate mutating func places(
        _ name: String, among allowed: [JSONValue], kind: ValidationIssue.Kind, _ element: (JSONValue) -> JSONValue?
    ) -> [Int] {
        guard let value = object[name] else { return Array(allowed.indices) }
        guard case .array(let elements) = value else {
            note(.list, at: .name(name), message: "must be an array")
            return []
        }
        if elements.isEmpty { note(.tooShort, at: .name(name), message: "must have at least 1 element") }
        var places: Set<Int> = []
        for (index, sent) in elements.enumerated() {
            if let wanted = element(sent) {
                if let place = allowed.firstIndex(of: wanted) {
                    places.insert(place)
                } else {
                    var listing = JSONWriter()
                    listing.value(.array(allowed))
                    note(
                        .notAmong, at: .name(name), .index(index),
                        message: "must be one of \(String(decoding: listing.bytes, as: UTF8.self))")
                }
            } else {
                let type = kind == .integer ? "a whole number" : "a string"
                note(kind, at: .name(name), .index(index), message: "must be \(type)")
            }
        }
        return places.sorted()
    }
}
