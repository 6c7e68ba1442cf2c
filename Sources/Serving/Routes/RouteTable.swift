package import Hummingbird
package import Logging
import NIOCore

/// Routes behind the middleware that all of them share.
package struct RouteTable: Sendable {
    private let routes: [Route]
    private let accessGuard: AccessGuard

    /// A table of routes, each pair of method and path once. A `GET` answers `HEAD` as well.
    /// - Parameters:
    ///   - routes: what answers where.
    ///   - token: what requests to trusted routes must carry; nil admits those from this machine alone.
    package init(_ routes: [Route], token: String? = nil) {
        self.routes = routes
        accessGuard = AccessGuard(token: token)
    }

    /// A server of these routes.
    /// - Parameters:
    ///   - configuration: how to listen.
    ///   - logger: where errors are written.
    ///   - onListening: gets the port once connections are accepted.
    /// - Returns: a service that listens while it is run.
    package func application(
        configuration: ServingConfiguration, logger: Logger,
        onListening: @escaping @Sendable (Int) async -> Void = { _ in }
    ) -> some ApplicationProtocol {
        Application(
            router: router,
            server: .http1(configuration: .init(idleTimeout: TimeAmount(configuration.idleTimeout))),
            configuration: ApplicationConfiguration(
                address: .hostname(configuration.host, port: configuration.port)),
            onServerRunning: { channel in await onListening(channel.localAddress?.port ?? configuration.port) },
            logger: logger)
    }

    private var router: Router<ServingContext> {
        let router = Router(context: ServingContext.self, options: .autoGenerateHeadEndpoints)
        router.add(middleware: RequestIdentity())
        router.add(middleware: AccessLog())
        router.add(middleware: ProblemAnswers(methodsByPath: methodsByPath))
        for route in routes {
            switch route.access {
            case .everyone:
                router.on(RouterPath(route.path), method: route.method, use: route.respond)
            case .trusted:
                router.on(RouterPath(route.path), method: route.method) { [accessGuard] request, context in
                    try accessGuard.check(request, from: context.remoteAddress)
                    return try await route.respond(request, context)
                }
            }
        }
        return router
    }

    private var methodsByPath: [String: [HTTPRequest.Method]] {
        routes.reduce(into: [:]) { methods, route in
            methods[route.path, default: []] += route.method == .get ? [.get, .head] : [route.method]
        }
    }
}
