import Hummingbird
import Logging

/// Writes one line a request, at `debug`.
struct AccessLog: RouterMiddleware {
    typealias Context = ServingContext

    func handle(
        _ request: Request, context: ServingContext,
        next: (Request, ServingContext) async throws -> Response
    ) async throws -> Response {
        guard context.logger.logLevel <= .debug else { return try await next(request, context) }
        let begin = ContinuousClock.now
        let response = try await next(request, context)
        context.logger.debug(
            "\(request.method.rawValue) \(request.uri.path) \(response.status.code)",
            metadata: ["request_id": "\(context.requestID)", "duration": "\(ContinuousClock.now - begin)"])
        return response
    }
}
