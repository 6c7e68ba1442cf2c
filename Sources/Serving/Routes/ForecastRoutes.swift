import Hummingbird
import JSON

/// `POST /forecast`.
struct ForecastRoutes {
    private let service: ForecastService?
    private let configuration: ServingConfiguration

    init(dependencies: ServingDependencies, configuration: ServingConfiguration) {
        service = dependencies.forecaster.map {
            ForecastService(
                forecaster: $0, feedDoubts: dependencies.feedDoubts, tally: dependencies.tally,
                now: dependencies.now,
                staleAfterHours: configuration.staleAfterHours)
        }
        self.configuration = configuration
    }

    var routes: [Route] {
        [
            Route(.post, "/forecast") { [service, configuration] request, _ in
                let document = try await request.document(upTo: configuration.bodyLimit)
                guard let service else {
                    throw Problem(
                        .modelUnavailable,
                        "no forecaster is loaded; it needs 14 days of readings, then `driftdetector train` makes one")
                }
                let forecasts = try await service.forecasts(for: document.root)
                var writer = JSONWriter(capacity: 256 + 128 * forecasts.items.count)
                forecasts.write(to: &writer)
                return Response(json: writer)
            }
        ]
    }
}
