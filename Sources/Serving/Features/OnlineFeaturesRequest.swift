import FeatureStore
import Features
import JSON
import Readings

/// The body of `POST /get-online-features`, as Feast 0.67 takes it.
struct OnlineFeaturesRequest: Equatable {
    /// A feature that is asked for, and the name that the answer calls it.
    struct Column: Equatable {
        let view: String
        /// The feature's place in its view.
        let place: Int
        let name: String
    }

    let stations: [String]
    /// In the order of the request.
    let columns: [Column]

    /// Reads a body.
    /// - Parameters:
    ///   - body: an object.
    ///   - definition: what there is.
    ///   - entityLimit: entities that may be asked for.
    /// - Throws: ``Problem`` with all that is wrong.
    init(_ body: JSONValue, definition: FeatureStoreDefinition, entityLimit: Int) throws(Problem) {
        guard case .object(let object) = body else {
            throw Problem(issues: [ValidationIssue(.object, at: [.name("body")], "must be an object")])
        }
        var reader = MemberReader(object)
        stations = Self.stations(&reader, definition: definition, limit: entityLimit)
        let references = Self.references(&reader, definition: definition)
        var isFull = false
        switch object["full_feature_names"] {
        case nil, .null?, .bool(false)?: break
        case .bool(true)?: isFull = true
        default: reader.note(.boolean, at: .name("full_feature_names"), message: "must be true or false")
        }
        columns = references.compactMap { reference in
            definition.view(named: reference.view)?.schema.featureNames.firstIndex(of: reference.feature).map {
                Column(
                    view: reference.view, place: $0,
                    name: isFull ? "\(reference.view)__\(reference.feature)" : reference.feature)
            }
        }
        let names = [definition.entity] + columns.map(\.name)
        if let twice = names.first(where: { name in names.count { $0 == name } > 1 }) {
            reader.note(
                .notAmong, at: .name("features"),
                message: "two of them are called \(twice); ask for each once, or set full_feature_names")
        }
        guard reader.issues.isEmpty else { throw Problem(issues: reader.issues) }
    }

    private static func stations(
        _ reader: inout MemberReader, definition: FeatureStoreDefinition, limit: Int
    ) -> [String] {
        guard let entities = reader.object["entities"] else {
            reader.note(.missing, at: .name("entities"), message: "the field is required")
            return []
        }
        guard case .object(let columns) = entities else {
            reader.note(.object, at: .name("entities"), message: "must be an object of lists")
            return []
        }
        for member in columns.members where member.name != definition.entity {
            reader.note(
                .notAmong, at: .name("entities"), .name(member.name),
                message: "is no join key; there is \(definition.entity)")
        }
        guard let column = columns[definition.entity] else {
            reader.note(.missing, at: .name("entities"), .name(definition.entity), message: "the field is required")
            return []
        }
        guard case .array(let values) = column else {
            reader.note(.list, at: .name("entities"), .name(definition.entity), message: "must be an array")
            return []
        }
        if values.isEmpty || values.count > limit {
            reader.note(
                values.isEmpty ? .tooShort : .tooLong, at: .name("entities"), .name(definition.entity),
                message: "must have 1 to \(limit) elements, has \(values.count)")
        }
        var stations: [String] = []
        for (place, value) in values.prefix(limit).enumerated() {
            if case .string(let station) = value,
                (1...MemberReader.longestStation).contains(station.unicodeScalars.count)
            {
                stations.append(station)
            } else {
                reader.note(
                    .string, at: .name("entities"), .name(definition.entity), .index(place),
                    message: "must be a string of 1 to \(MemberReader.longestStation) characters")
            }
        }
        return stations
    }

    private static func references(
        _ reader: inout MemberReader, definition: FeatureStoreDefinition
    ) -> [FeatureReference] {
        if let both = reader.object["features"], both != .null, let service = reader.object["feature_service"],
            service != .null
        {
            reader.note(
                .notAmong, at: .name("features"), message: "is given beside feature_service; one of both is asked")
            return []
        }
        switch reader.object["feature_service"] {
        case nil, .null?: break
        case .string(let name)?:
            if let service = definition.services.first(where: { $0.name == name }) { return service.features }
            let names = definition.services.map(\.name).joined(separator: ", ")
            reader.note(.notAmong, at: .name("feature_service"), message: "there is no \(name); there is \(names)")
            return []
        default:
            reader.note(.string, at: .name("feature_service"), message: "must be a string")
            return []
        }
        guard case .array(let texts)? = reader.object["features"], !texts.isEmpty else {
            reader.note(.missing, at: .name("features"), message: "must be a list, or feature_service a name")
            return []
        }
        var references: [FeatureReference] = []
        for (place, text) in texts.enumerated() {
            guard case .string(let text) = text, let reference = FeatureReference(text) else {
                reader.note(
                    .string, at: .name("features"), .index(place), message: "must be a string such as view:feature")
                continue
            }
            guard let view = definition.view(named: reference.view) else {
                let names = definition.views.map(\.name).joined(separator: ", ")
                reader.note(
                    .notAmong, at: .name("features"), .index(place),
                    message: "there is no view \(reference.view); there is \(names)")
                continue
            }
            guard view.schema.featureNames.contains(reference.feature) else {
                reader.note(
                    .notAmong, at: .name("features"), .index(place),
                    message: "\(view.name) has no feature \(reference.feature)")
                continue
            }
            references.append(reference)
        }
        return references
    }
}
