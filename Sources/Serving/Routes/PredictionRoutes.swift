import Hummingbird
import JSON
import Metrics

/// `POST /predict`.
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
            }
        ]
    }
}
