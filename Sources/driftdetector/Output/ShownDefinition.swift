import FeatureStore
import Features
import Readings

/// The feature store's definitions for people and machines.
struct ShownDefinition: Encodable {
    struct View: Encodable {
        let name: String
        let summary: String
        let schema: String
        let schemaFingerprint: String
        let ttl: String
        let aggregation: String
        let pushSource: String
        let features: [Column]
    }

    struct Column: Encodable {
        let name: String
        let dtype: String
    }

    struct Service: Encodable {
        let name: String
        let features: [String]
    }

    let project: String
    let entity: String
    let featureViews: [View]
    let featureServices: [Service]

    init(_ definition: FeatureStoreDefinition) {
        project = definition.project
        entity = definition.entity
        featureViews = definition.views.map { view in
            View(
                name: view.name, summary: view.summary, schema: view.schema.name,
                schemaFingerprint: view.schema.fingerprint,
                ttl: view.ttl.map { "\($0 / Timestamp.millisecondsPerHour)h" } ?? "forever", aggregation: "1h",
                pushSource: view.pushSource,
                features: view.schema.featureNames.map { Column(name: $0, dtype: "Float32") })
        }
        featureServices = definition.services.map { service in
            Service(name: service.name, features: service.features.map(\.description))
        }
    }
}
