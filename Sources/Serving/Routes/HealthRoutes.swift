import FeatureStore
import Features
import Hummingbird
import JSON
import Learning
import Readings
import Registry

/// `GET /health`, `/health/live` and `/health/ready`.
///
/// Ready is who has a detector; without one `/health` and `/health/ready` answer 503. Old readings only degrade: the
/// models still answer.
struct HealthRoutes {
    private let dependencies: ServingDependencies
    private let staleAfterHours: Int

    init(dependencies: ServingDependencies, configuration: ServingConfiguration) {
        self.dependencies = dependencies
        staleAfterHours = configuration.staleAfterHours
    }

    var routes: [Route] {
        [
            Route(.get, "/health") { _, _ in
                let report = report
                var writer = JSONWriter(capacity: 1_024)
                report.write(to: &writer)
                return Response(json: writer, status: isReady ? .ok : .serviceUnavailable)
            },
            Route(.get, "/health/live") { _, _ in Self.answer("live") },
            Route(.get, "/health/ready") { _, _ in
                guard isReady else { throw Problem(.modelUnavailable, Self.withoutDetector) }
                return Self.answer("ready")
            },
        ]
    }

    private static let withoutDetector = "no detector is loaded; `driftdetector train` makes one"

    private var isReady: Bool { dependencies.detectors.contains { $0.current != nil } }

    private var report: HealthReport {
        let feed = dependencies.feed()
        var models = dependencies.detectors.compactMap(\.current).map { detector in
            model(of: detector.model.version, schema: detector.model.schema.name)
        }
        if let forecaster = dependencies.forecaster, let answering = forecaster.slot.current {
            models.append(model(of: answering.version, schema: forecaster.features.schema.name))
        }
        return HealthReport(
            version: dependencies.programVersion, models: models, feed: feed,
            onlineStore: dependencies.featureStore?.status(), degradation: degradation(of: feed))
    }

    private func degradation(of feed: FeedStatus) -> String? {
        guard isReady else { return Self.withoutDetector }
        if let store = dependencies.featureStore?.status(), let problem = store.problem {
            return store.refusesWrites
                ? "the online store refuses to be written to, and readings wait for it: \(problem)"
                : "the online store is away, and answers are made of what was known last: \(problem)"
        }
        guard let newest = feed.newestReading else { return "no reading is stored" }
        guard newest.advanced(hours: staleAfterHours) < dependencies.now() else { return nil }
        return "the newest reading is more than \(staleAfterHours) hours old"
    }

    private func model(of version: ModelVersion, schema: String) -> HealthReport.Model {
        HealthReport.Model(
            name: version.name, version: version.number, kind: version.run.kind.rawValue, schema: schema,
            trainedAt: version.run.trainedAt)
    }

    static func answer(_ status: String) -> Response {
        var writer = JSONWriter(capacity: 32)
        writer.object { $0.member("status", status) }
        return Response(json: writer)
    }
}
