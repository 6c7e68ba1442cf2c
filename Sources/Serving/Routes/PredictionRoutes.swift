import Hummingbird
import JSON
import Metrics

/// `POST /predict` and `POST /explain`.
///
/// The body is read as JSON whatever its `Content-Type`: `curl -d` sends one of a form unless told otherwise.
struct PredictionRoutes {
    private let service: PredictionService
    private let metrics: InferenceMetrics
    private let configuration: ServingConfiguration

    init(dependencies: ServingDependencies, configuration: ServingConfiguration) {
        metrics = InferenceMetrics(factory: dependencies.metrics)
        service = PredictionService(dependencies: dependencies, anomalies: metrics.anomalies)
        self.configuration = configuration
    }

    /// Readings that one request may have explained: each takes some five milliseconds.
    private static let explainedAtOnce = 20

    var routes: [Route] {
        [
            Route(.post, "/predict") { [service, metrics, configuration] request, context in
                let begin = ContinuousClock.now
                metrics.requests.increment()
                defer { metrics.duration.record(duration: ContinuousClock.now - begin) }
                let document = try await request.document(upTo: configuration.bodyLimit)
                let body = try PredictionRequest(document.root, batchLimit: configuration.batchLimit)
                let predictions = try await service.predictions(for: body.readings, requestID: context.requestID)
                var writer = JSONWriter(capacity: 384 * predictions.count)
                if body.isArray {
                    writer.array { writer in
                        for prediction in predictions { prediction.write(to: &writer) }
                    }
                } else {
                    for prediction in predictions { prediction.write(to: &writer) }
                }
                return Response(json: writer)
            },
            Route(.post, "/explain") { [service, configuration] request, _ in
                let document = try await request.document(upTo: configuration.bodyLimit)
                let body = try PredictionRequest(
                    document.root, batchLimit: min(configuration.batchLimit, Self.explainedAtOnce))
                let explanations = try await service.explanations(for: body.readings)
                var writer = JSONWriter(capacity: 4_096 * explanations.count)
                if body.isArray {
                    writer.array { writer in
                        for explanation in explanations { explanation.write(to: &writer) }
                    }
                } else {
                    for explanation in explanations { explanation.write(to: &writer) }
                }
                return Response(json: writer)
            },
        ]
    }
}
