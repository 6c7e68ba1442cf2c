import Hummingbird
import JSON
import Ledger
import Readings

/// `POST /alerts` and `GET /alerts`.
struct AlertRoutes {
    /// Alerts that `GET /alerts` lists unless `limit` says another number.
    private static let usualLimit = 100
    private static let limits = 1...1_000

    private let service: AlertService?
    private let configuration: ServingConfiguration

    init(dependencies: ServingDependencies, configuration: ServingConfiguration) {
        service = dependencies.alerts.map { AlertService(acceptance: $0, logger: dependencies.logger) }
        self.configuration = configuration
    }

    var routes: [Route] {
        [
            Route(.post, "/alerts", access: .trusted) { [service, configuration] request, _ in
                let document = try await request.document(upTo: configuration.bodyLimit)
                let service = try Self.required(service)
                let notification = try AlertNotification(document.root, alertLimit: configuration.batchLimit)
                let receipt = try await service.record(notification)
                var writer = JSONWriter(capacity: 80)
                writer.object { writer in
                    writer.member("received", notification.alerts.count)
                    writer.member("recorded", receipt.recorded)
                    writer.member("repeated", receipt.repeated)
                    writer.member("resolved", receipt.resolved)
                }
                return Response(json: writer, status: .accepted)
            },
            Route(.get, "/alerts") { [service] request, _ in
                let text = request.uri.queryParameters["limit"]
                let limit = text.map { Int($0) ?? 0 } ?? Self.usualLimit
                guard Self.limits.contains(limit) else {
                    throw Problem(issues: [
                        ValidationIssue(.integer, at: [.name("query"), .name("limit")], "must be 1 to 1000")
                    ])
                }
                let alerts = try await Self.required(service).recorded(limit: limit)
                var writer = JSONWriter(capacity: 32 + 512 * alerts.count)
                writer.object { writer in
                    writer.name("alerts")
                    writer.array { writer in
                        for alert in alerts { alert.write(to: &writer) }
                    }
                }
                return Response(json: writer)
            },
        ]
    }

    private static func required(_ service: AlertService?) throws(Problem) -> AlertService {
        guard let service else { throw Problem(.storageUnavailable, "this service records no alerts") }
        return service
    }
}
