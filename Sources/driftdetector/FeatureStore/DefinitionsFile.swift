import FeatureStore
import Features
import Foundation
import Readings
import Yams

/// The feature store's definitions as a YAML file; features/definitions.yaml is one with comments.
struct DefinitionsFile {
    private let path: String

    /// Reads a file.
    ///
    /// Throws ``SettingsError`` with the line of the first thing that is wrong.
    static func read(_ path: String) throws(SettingsError) -> FeatureStoreDefinition {
        try DefinitionsFile(path: path).definition()
    }

    private func definition() throws(SettingsError) -> FeatureStoreDefinition {
        guard let root = try root() else { throw SettingsError(subject: path, problem: "is empty") }
        let members = try mapping(root, keys: ["project", "entity", "feature_views", "feature_services"])
        let viewNodes = try sequence(members, "feature_views", of: nil)
        let views = try viewNodes.map(view)
        try requireUnique(zip(views, viewNodes).map { ($0.name, $1["name"] ?? $1) }, what: "view")
        try requireDistinctPushSources(views, nodes: viewNodes)
        for (place, view) in views.enumerated() where views[..<place].contains(where: { $0.schema == view.schema }) {
            throw problem(
                viewNodes[place]["schema"], "\(view.name): there is a view of schema \(view.schema.name) already")
        }
        let serviceNodes = try sequence(members, "feature_services", of: nil)
        let services = try serviceNodes.map { node throws(SettingsError) in try service(node, views: views) }
        try requireUnique(zip(services, serviceNodes).map { ($0.name, $1["name"] ?? $1) }, what: "service")
        return FeatureStoreDefinition(
            project: try name(members, "project", of: nil), entity: try entity(members), views: views,
            services: services)
    }

    private func root() throws(SettingsError) -> Node? {
        let text: String
        do {
            text = try String(contentsOfFile: path, encoding: .utf8)
        } catch {
            throw SettingsError(subject: path, problem: "cannot be read: \(TextFile.reason(of: error))")
        }
        do {
            return try Yams.compose(yaml: text)
        } catch {
            throw YAMLProblem(error).error(in: path)
        }
    }

    /// The one that readings have; Redis' keys and all files say so.
    private func entity(_ members: [String: Node]) throws(SettingsError) -> String {
        let entity = try text(members, "entity", of: nil)
        let known = FeatureStoreDefinition.standard.entity
        guard entity == known else {
            throw problem(
                members["entity"], "entity must be \(known), which readings, feature files and requests call it")
        }
        return entity
    }

    private func view(_ node: Node) throws(SettingsError) -> FeatureView {
        let members = try mapping(
            node, keys: ["name", "summary", "schema", "ttl", "aggregation", "push_source", "features"])
        let schemaName = try text(members, "schema", of: node)
        guard let schema = FeatureSchema.named(schemaName) else {
            let names = FeatureSchema.all.map(\.name).joined(separator: ", ")
            throw problem(members["schema"] ?? node, "there is no schema \(schemaName); there is \(names)")
        }
        guard try text(members, "aggregation", of: node) == "1h" else {
            throw problem(members["aggregation"] ?? node, "aggregation must be 1h: features look at clock hours")
        }
        let features = try sequence(members, "features", of: node).map { feature throws(SettingsError) in
            let members = try mapping(feature, keys: ["name", "dtype"])
            guard try text(members, "dtype", of: feature) == "Float32" else {
                throw problem(members["dtype"] ?? feature, "dtype must be Float32")
            }
            return (node: feature, name: try text(members, "name", of: feature))
        }
        for (feature, known) in zip(features, schema.featureNames) where feature.name != known {
            throw problem(
                feature.node, "\(feature.name) stands where \(schema.name) has \(known): models take them in order")
        }
        guard features.count == schema.featureNames.count else {
            throw problem(
                members["features"] ?? node,
                "\(schema.name) has \(schema.featureNames.count) features, \(features.count) are listed")
        }
        return FeatureView(
            name: try name(members, "name", of: node), schema: schema, ttl: try ttl(members, of: node),
            pushSource: try name(members, "push_source", of: node),
            summary: members["summary"]?.string ?? "")
    }

    private func service(_ node: Node, views: [FeatureView]) throws(SettingsError) -> FeatureService {
        let members = try mapping(node, keys: ["name", "features"])
        var references: [FeatureReference] = []
        for feature in try sequence(members, "features", of: node) {
            let text = feature.string ?? ""
            if let view = views.first(where: { $0.name == text }) {
                references += view.references
            } else if let reference = FeatureReference(text),
                views.contains(where: { $0.references.contains(reference) })
            {
                references.append(reference)
            } else {
                throw problem(feature, "\"\(text)\" is neither a view nor view:feature of one")
            }
        }
        return FeatureService(name: try name(members, "name", of: node), features: references)
    }

    /// Hours such as `24h`, or `forever`.
    private func ttl(_ members: [String: Node], of node: Node) throws(SettingsError) -> Int64? {
        let text = try text(members, "ttl", of: node)
        guard text != "forever" else { return nil }
        guard text.hasSuffix("h"), let hours = Int64(text.dropLast()), (1...87_600).contains(hours) else {
            throw problem(members["ttl"] ?? node, "ttl must be 1h to 87600h, or forever, is \"\(text)\"")
        }
        return hours * Timestamp.millisecondsPerHour
    }

    private func mapping(_ node: Node, keys: [String]) throws(SettingsError) -> [String: Node] {
        guard case .mapping(let mapping) = node else {
            throw problem(node, "must be a mapping of \(keys.joined(separator: ", "))")
        }
        var members: [String: Node] = [:]
        for (key, value) in mapping {
            let name = key.string ?? "?"
            guard keys.contains(name) else {
                throw problem(key, "\(name) is unknown here; there is \(keys.joined(separator: ", "))")
            }
            members[name] = value
        }
        return members
    }

    private func sequence(
        _ members: [String: Node], _ key: String, of node: Node?
    ) throws(SettingsError) -> [Node] {
        guard case .sequence(let sequence)? = members[key], !sequence.isEmpty else {
            throw problem(members[key] ?? node, "\(key) must be a list of at least one")
        }
        return Array(sequence)
    }

    private func text(_ members: [String: Node], _ key: String, of node: Node?) throws(SettingsError) -> String {
        guard let value = members[key]?.string, !value.isEmpty else {
            throw problem(members[key] ?? node, "\(key) must be a text")
        }
        return value
    }

    private func name(_ members: [String: Node], _ key: String, of node: Node?) throws(SettingsError) -> String {
        let value = try text(members, key, of: node)
        guard value.utf8.allSatisfy(Self.isNameByte) else {
            throw problem(members[key] ?? node, "\(key) must be of a-z, A-Z, 0-9, _ and -, is \"\(value)\"")
        }
        return value
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
            true
        default: false
        }
    }

    /// Views of the same readings may share a source, which must not have the name of a view.
    private func requireDistinctPushSources(_ views: [FeatureView], nodes: [Node]) throws(SettingsError) {
        for (place, view) in views.enumerated() {
            let node = nodes[place]["push_source"] ?? nodes[place]
            if views.contains(where: { $0.name == view.pushSource }) {
                throw problem(node, "there is a view \(view.pushSource)")
            }
            if let other = views[..<place].first(where: {
                $0.pushSource == view.pushSource && $0.schema.sensors != view.schema.sensors
            }) {
                throw problem(
                    node, "\(view.pushSource) brings readings of \(other.schema.sensors.name) stations already")
            }
        }
    }

    private func requireUnique(_ names: [(name: String, node: Node)], what: String) throws(SettingsError) {
        var seen: Set<String> = []
        for (name, node) in names where !seen.insert(name).inserted {
            throw problem(node, "there is a \(what) \(name) twice")
        }
    }

    /// A problem at a place of the file; nil where something is missing that has no place.
    private func problem(_ node: Node?, _ text: String) -> SettingsError {
        SettingsError(subject: node?.mark.map { "\(path):\($0.line)" } ?? path, problem: text)
    }
}
