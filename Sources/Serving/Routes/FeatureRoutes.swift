import FeatureStore
import Hummingbird
import JSON

/// Feast's `POST /get-online-features` and `POST /push`.
struct FeatureRoutes {
    private let store: ServedFeatureStore?
    private let dependencies: ServingDependencies
    private let configuration: ServingConfiguration

    init(dependencies: ServingDependencies, configuration: ServingConfiguration) {
        store = dependencies.featureStore
        self.dependencies = dependencies
        self.configuration = configuration
    }

    var routes: [Route] {
        [
            Route(.post, "/get-online-features") { [self] request, _ in
                let document = try await request.document(upTo: configuration.bodyLimit)
                let store = try required()
                let wanted = try OnlineFeaturesRequest(
                    document.root, definition: store.definition, entityLimit: configuration.batchLimit)
                var rows: [String: [OnlineRow?]] = [:]
                for name in Set(wanted.columns.map(\.view)) {
                    guard let view = store.definition.view(named: name) else { continue }
                    rows[name] = try await store.rows(of: view, stations: wanted.stations)
                }
                var writer = JSONWriter(capacity: 64 * wanted.stations.count * (wanted.columns.count + 1))
                OnlineFeatures(
                    request: wanted, definition: store.definition, rows: rows, now: dependencies.now(),
                    isDegraded: store.status()?.isAway ?? false
                ).write(to: &writer)
                return Response(json: writer)
            },
            Route(.post, "/push", access: .trusted) { [self] request, _ in
                let document = try await request.document(upTo: configuration.bodyLimit)
                let store = try required()
                guard let acceptance = dependencies.intake else {
                    throw Problem(.storageUnavailable, "this service takes no readings in")
                }
                let push = try FeaturePush(
                    document.root, definition: store.definition, rowLimit: configuration.batchLimit,
                    now: dependencies.now())
                do throws(ReadingAcceptance.Refusal) {
                    _ = try await acceptance.take(push.readings, push.destination)
                } catch {
                    throw Problem(error)
                }
                var writer = JSONWriter(capacity: 32)
                // What Feast's server answers.
                writer.null()
                return Response(json: writer)
            },
        ]
    }

    private func required() throws(Problem) -> ServedFeatureStore {
        guard let store else { throw Problem(.storageUnavailable, "this service has no feature store") }
        return store
    }
}
