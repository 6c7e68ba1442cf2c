package import Hummingbird

/// One path with one method and what answers there.
package struct Route: Sendable {
    package let method: HTTPRequest.Method
    /// From the root, without parameters, such as `/health/live`.
    package let path: String
    package let access: RouteAccess
    package let respond: @Sendable (Request, ServingContext) async throws -> Response

    /// What answers at a path.
    package init(
        _ method: HTTPRequest.Method, _ path: String, access: RouteAccess = .everyone,
        respond: @escaping @Sendable (Request, ServingContext) async throws -> Response
    ) {
        self.method = method
        self.path = path
        self.access = access
        self.respond = respond
    }
}
