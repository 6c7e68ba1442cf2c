import FeatureStore
import Hummingbird
import JSON
import Ledger
import Readings

/// `POST /readings` and `GET /readings/quality`.
struct ReadingRoutes {
    /// Days that `GET /readings/quality` sums up unless `days` says another number.
    private static let usualDays = 7

    private let service: ReadingService?
    private let configuration: ServingConfiguration

    init(dependencies: ServingDependencies, configuration: ServingConfiguration) {
        service = dependencies.intake.map { ReadingService(acceptance: $0, now: dependencies.now) }
        self.configuration = configuration
    }

    var routes: [Route] {
        [
            Route(.post, "/readings", access: .trusted) { [service, configuration] request, _ in
                let buffer = try await request.collectedBody(upTo: configuration.bodyLimit)
                let body = try buffer.withUnsafeReadableBytes { bytes throws(Problem) in
                    do throws(ValidationIssue) {
                        return try PushedReadings(bytes, batchLimit: configuration.batchLimit)
                    } catch {
                        throw Problem(error)
                    }
                }
                return Self.response(try await Self.required(service).store(body))
            },
            Route(.get, "/readings/quality") { [service] request, _ in
                let text = request.uri.queryParameters["days"]
                let days = text.map { Int($0) ?? 0 } ?? Self.usualDays
                guard (1...3_660).contains(days) else {
                    throw Problem(issues: [
                        ValidationIssue(.integer, at: [.name("query"), .name("days")], "must be 1 to 3660")
                    ])
                }
                return Self.response(try Self.required(service).acceptance.quality(days), days: days)
            },
        ]
    }

    private static func required(_ service: ReadingService?) throws(Problem) -> ReadingService {
        guard let service else { throw Problem(.storageUnavailable, "this service takes no readings in") }
        return service
    }

    private static func response(_ outcomes: [ReadingService.Outcome]) -> Response {
        var counts = ["stored": 0, "corrections": 0, "duplicates": 0, "rejected": 0]
        for outcome in outcomes { counts[outcome.countedAs, default: 0] += 1 }
        var writer = JSONWriter(capacity: 128 + 24 * outcomes.count)
        writer.object { writer in
            for name in ["stored", "corrections", "duplicates", "rejected"] { writer.member(name, counts[name] ?? 0) }
            writer.name("results")
            writer.array { writer in
                for outcome in outcomes { outcome.write(to: &writer) }
            }
        }
        let isRejected = counts["rejected"] == outcomes.count
        return Response(json: writer, status: isRejected ? .unprocessableContent : .ok)
    }

    private static func response(_ counts: [QualityCount], days: Int) -> Response {
        var totals: [String: Int] = [:]
        for count in counts { totals[count.reason, default: 0] += count.count }
        var writer = JSONWriter(capacity: 1_024)
        writer.object { writer in
            writer.member("days", days)
            writer.name("totals")
            writer.object { writer in
                for (reason, count) in totals.sorted(by: { $0.key < $1.key }) { writer.member(reason, count) }
            }
            writer.name("counts")
            writer.array { writer in
                for count in counts {
                    writer.object { writer in
                        writer.member("schema", count.schema)
                        writer.member("source", count.source)
                        writer.member("machine_id", count.station)
                        writer.member("reason", count.reason)
                        writer.member("count", count.count)
                    }
                }
            }
        }
        return Response(json: writer)
    }
}

extension ReadingService.Outcome {
    fileprivate var countedAs: String {
        switch self {
        case .taken(let receipt):
            switch receipt.outcome {
            case .added: "stored"
            case .correction: "corrections"
            case .duplicate: "duplicates"
            }
        case .rejected: "rejected"
        }
    }

    fileprivate func write(to writer: inout JSONWriter) {
        writer.object { writer in
            switch self {
            case .taken(let receipt):
                writer.member("status", receipt.outcome == .added ? "stored" : receipt.outcome.rawValue)
                if !receipt.flags.isEmpty { writer.member("flags", receipt.flags.map(\.description)) }
            case .rejected(let issues):
                writer.member("status", "rejected")
                writer.name("detail")
                writer.array { writer in
                    for issue in issues { issue.write(to: &writer) }
                }
            }
        }
    }
}
