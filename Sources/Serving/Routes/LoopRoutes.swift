import Hummingbird
import JSON
import Ledger
import Readings

/// `GET /decisions`, `GET /skill`, `/retrain` and the moves of a model's champion.
struct LoopRoutes {
    /// Decisions that are listed unless `limit` says another number.
    private static let usualLimit = 100
    private static let limits = 1...1_000
    private static let longestReason = 500

    let face: LoopFace?
    let configuration: ServingConfiguration

    var routes: [Route] {
        [
            Route(.get, "/decisions") { request, _ in
                let text = request.uri.queryParameters["limit"]
                let limit = text.map { Int($0) ?? 0 } ?? Self.usualLimit
                guard Self.limits.contains(limit) else {
                    throw Problem(issues: [
                        ValidationIssue(.integer, at: [.name("query"), .name("limit")], "must be 1 to 1000")
                    ])
                }
                let decisions = try await told { face in try await face.decisions(limit) }
                var writer = JSONWriter(capacity: 64 + 512 * decisions.count)
                writer.object { writer in
                    writer.name("decisions")
                    writer.array { writer in for decision in decisions { decision.write(to: &writer) } }
                }
                return Response(json: writer)
            },
            Route(.get, "/skill") { request, _ in
                let text = request.uri.queryParameters["version"]
                let version = text.flatMap { Int($0) }
                guard text == nil || (version ?? 0) >= 1 else {
                    throw Problem(issues: [
                        ValidationIssue(
                            .integer, at: [.name("query"), .name("version")], "must be a whole number from 1")
                    ])
                }
                return Response(json: try await told { face in try await face.skill(version) })
            },
            Route(.post, "/retrain", access: .trusted) { request, _ in
                let body = try await object(of: request)
                var reader = MemberReader(body)
                let schema = reader.text("schema") ?? SensorSchema.weather.name
                let reason = reader.text("reason") ?? "POST /retrain"
                let issues = reader.issues + Self.issues(schema: schema, reason: reason, in: "body")
                guard issues.isEmpty else { throw Problem(issues: issues) }
                let made = try await told { face in
                    try await face.request(schema, reason)
                }
                var writer = JSONWriter(capacity: 64)
                writer.object { writer in
                    writer.member("request", Int(made.id))
                    writer.member("new", made.isNew)
                }
                return Response(json: writer, status: .accepted)
            },
            Route(.delete, "/retrain", access: .trusted) { request, _ in
                let query = request.uri.queryParameters
                let schema = query["schema"].map(String.init) ?? SensorSchema.weather.name
                let reason = query["reason"].map(String.init) ?? "DELETE /retrain"
                let issues = Self.issues(schema: schema, reason: reason, in: "query")
                guard issues.isEmpty else { throw Problem(issues: issues) }
                let made = try await told { face in try await face.cancel(schema, reason) }
                var writer = JSONWriter(capacity: 128)
                writer.object { writer in
                    writer.name("request")
                    if let made { writer.value(Int(made.id)) } else { writer.null() }
                    writer.member("new", made?.isNew ?? false)
                    writer.name("training_since")
                    if let training = made?.training { writer.value(training.description) } else { writer.null() }
                    writer.name("withdrawn")
                    writer.array { writer in for id in made?.requests ?? [] { writer.value(Int(id)) } }
                }
                return Response(json: writer, status: made == nil ? .ok : .accepted)
            },
            Route(.post, "/models/{name}/promote", access: .trusted) { request, context in
                let name = try context.parameters.require("name")
                var reader = MemberReader(try await object(of: request))
                guard let version = reader.version(), reader.issues.isEmpty else {
                    throw Problem(
                        issues: reader.issues.isEmpty
                            ? [ValidationIssue(.missing, at: [.name("body"), .name("version")], "is missing")]
                            : reader.issues)
                }
                return Self.answer(
                    try await told { face in try await face.promote(name, version) })
            },
            Route(.post, "/models/{name}/rollback", access: .trusted) { request, context in
                let name = try context.parameters.require("name")
                _ = try await object(of: request)
                return Self.answer(
                    try await told { face in try await face.rollBack(name) })
            },
            Route(.post, "/models/{name}/approve", access: .trusted) { request, context in
                let name = try context.parameters.require("name")
                var reader = MemberReader(try await object(of: request))
                let version = reader.version()
                guard reader.issues.isEmpty else { throw Problem(issues: reader.issues) }
                let approved = try await told { face in
                    try await face.approve(name, version)
                }
                var writer = JSONWriter(capacity: 32)
                writer.object { $0.member("approved", approved) }
                return Response(json: writer, status: .accepted)
            },
        ]
    }

    /// What is wrong with whose models are meant, and why.
    private static func issues(schema: String, reason: String, in place: String) -> [ValidationIssue] {
        var issues: [ValidationIssue] = []
        if SensorSchema.named(schema) == nil {
            issues.append(.init(.notAmong, at: [.name(place), .name("schema")], "must be weather or machine"))
        }
        let at: [ValidationIssue.Step] = [.name(place), .name("reason")]
        if reason.isEmpty { issues.append(.init(.stringTooShort, at: at, "must have at least 1 character")) }
        if reason.count > longestReason {
            issues.append(.init(.stringTooLong, at: at, "must have at most 500 characters"))
        }
        if reason.unicodeScalars.contains(where: { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) }) {
            issues.append(.init(.controlCharacter, at: at, "must not have control characters"))
        }
        return issues
    }

    /// The body's object; an empty body is an empty object.
    private func object(of request: Request) async throws -> JSONObject {
        // Who has nothing to say may send nothing.
        if request.headers[.contentLength] == nil || request.headers[.contentLength] == "0",
            request.headers[.transferEncoding] == nil
        {
            return JSONObject()
        }
        let document = try await request.document(upTo: configuration.bodyLimit)
        guard case .object(let object) = document.root else {
            throw Problem(issues: [ValidationIssue(.object, at: [.name("body")], "must be an object")])
        }
        return object
    }

    /// What the loop says to a question, its refusals as problems.
    private func told<Answer>(
        _ question: (LoopFace) async throws -> Answer
    ) async throws -> Answer {
        guard let face else { throw Problem(.storageUnavailable, "this service knows no retraining loop") }
        do {
            return try await question(face)
        } catch let refusal as LoopFace.Refusal {
            switch refusal {
            case .unknown(let words): throw Problem(.unknownModel, words)
            case .conflict(let words): throw Problem(.conflict, words)
            case .unavailable(let words): throw Problem(.storageUnavailable, words)
            }
        }
    }

    private static func answer(_ move: LoopFace.Move) -> Response {
        var writer = JSONWriter(capacity: 64)
        writer.object { writer in
            writer.member("champion", move.champion)
            writer.name("predecessor")
            if let predecessor = move.predecessor { writer.value(predecessor) } else { writer.null() }
        }
        return Response(json: writer)
    }
}

extension MemberReader {
    /// The optional member `version`, a whole number from 1.
    fileprivate mutating func version() -> Int? {
        guard let value = object["version"] else { return nil }
        guard let number = value.exactInteger, number >= 1 else {
            note(.integer, at: .name("version"), message: "must be a whole number from 1")
            return nil
        }
        return number
    }

    /// An optional text.
    fileprivate mutating func text(_ name: String) -> String? {
        guard let value = object[name] else { return nil }
        guard case .string(let text) = value else {
            note(.string, at: .name(name), message: "must be a text")
            return nil
        }
        guard !text.isEmpty else {
            note(.stringTooShort, at: .name(name), message: "must have at least 1 character")
            return nil
        }
        return text
    }
}
