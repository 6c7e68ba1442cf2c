import Hummingbird
import Logging

/// Answers everything that a route throws, and every request without a route, as a ``Problem``.
struct ProblemAnswers: RouterMiddleware {
    typealias Context = ServingContext

    /// For each path what it takes.
    let methodsByPath: [String: [HTTPRequest.Method]]

    func handle(
        _ request: Request, context: ServingContext,
        next: (Request, ServingContext) async throws -> Response
    ) async throws -> Response {
        let problem: Problem
        do {
            return try await next(request, context)
        } catch let error as Problem {
            problem = error
        } catch let error as InterruptedBody {
            throw error.cause
        } catch let error as HTTPError where error.status == .notFound {
            problem = withoutRoute(request)
        } catch {
            context.logger.error(
                "a request failed unexpectedly",
                metadata: [
                    "request_id": "\(context.requestID)", "method": "\(request.method.rawValue)",
                    "path": "\(request.uri.path)", "error": "\(error)",
                ])
            problem = Problem(.internalError, "the log says more under this request's id")
        }
        let response = problem.response(requestID: context.requestID)
        // An answer to HEAD has no body, or the client takes it for the begin of the next answer.
        return request.method == .head ? response.createHeadResponse() : response
    }

    /// The router does not tell a wrong method from an unknown path.
    private func withoutRoute(_ request: Request) -> Problem {
        let path = "/" + request.uri.path.split(separator: "/").joined(separator: "/")
        guard let methods = methodsByPath[path] ?? methodsByPath.first(where: { Self.matches(path, $0.key) })?.value
        else {
            return Problem(.notFound, "there is nothing at \(request.uri.path)")
        }
        let names = methods.map(\.rawValue).joined(separator: ", ")
        return Problem(.methodNotAllowed, "\(path) takes \(names)", allowedMethods: methods)
    }

    /// Whether a path is one of a pattern such as `/models/{name}/approve`.
    private static func matches(_ path: String, _ pattern: String) -> Bool {
        let (parts, wanted) = (path.split(separator: "/"), pattern.split(separator: "/"))
        return parts.count == wanted.count && pattern.contains("{")
            && zip(parts, wanted).allSatisfy { $0 == $1 || $1.hasPrefix("{") }
    }
}
