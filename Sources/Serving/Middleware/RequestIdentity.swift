import HTTPTypes
import Hummingbird

/// Names every request and writes the name into its answer as `X-Request-Id`.
///
/// The name is the client's own when that is 1 … 64 visible ASCII characters, otherwise a fresh random one.
struct RequestIdentity: RouterMiddleware {
    typealias Context = ServingContext

    static let header: HTTPField.Name = {
        guard let name = HTTPField.Name("X-Request-Id") else { preconditionFailure("a valid name of a header") }
        return name
    }()

    func handle(
        _ request: Request, context: ServingContext,
        next: (Request, ServingContext) async throws -> Response
    ) async throws -> Response {
        var context = context
        context.requestID = request.headers[Self.header].flatMap(Self.accepted) ?? Self.fresh()
        var response = try await next(request, context)
        response.headers[Self.header] = context.requestID
        return response
    }

    private static func accepted(_ id: String) -> String? {
        (1...64).contains(id.utf8.count) && id.utf8.allSatisfy { (0x21...0x7E).contains($0) } ? id : nil
    }

    /// 16 hexadecimal digits.
    private static func fresh() -> String {
        let digits = String(UInt64.random(in: .min ... .max), radix: 16)
        return String(repeating: "0", count: 16 - digits.utf8.count) + digits
    }
}
