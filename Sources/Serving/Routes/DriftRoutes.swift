import Hummingbird

/// `GET /drift` and `GET /drift/report`.
struct DriftRoutes {
    /// Nil when another process watches.
    let face: DriftFace?

    var routes: [Route] {
        [
            Route(.get, "/drift") { [face] _, _ in
                guard let face else { throw Self.watchedElsewhere }
                return Response(
                    status: .ok, headers: [.contentType: "application/json"],
                    body: ResponseBody(byteBuffer: ByteBuffer(string: face.status())))
            },
            Route(.get, "/drift/report") { [face] request, _ in
                guard let face else { throw Self.watchedElsewhere }
                let kind = request.uri.queryParameters["schema"].map(String.init)
                guard let page = try await face.report(kind) else {
                    throw Problem(
                        .notFound,
                        "no inputs\(kind.map { " of schema \"\($0)\"" } ?? "") are watched; GET /drift shows which are")
                }
                return Response(
                    status: .ok, headers: [.contentType: "text/html; charset=utf-8"],
                    body: ResponseBody(byteBuffer: ByteBuffer(string: page)))
            },
        ]
    }

    private static var watchedElsewhere: Problem {
        Problem(
            .driftUnavailable,
            "this service does not watch its inputs; set DRIFT_MONITOR=true, or ask the process of `driftdetector monitor`"
        )
    }
}
