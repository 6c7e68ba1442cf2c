import Hummingbird

/// `GET /metrics`.
struct MetricsRoutes {
    let exposition: Exposition

    var routes: [Route] {
        [
            Route(.get, "/metrics") { [exposition] _, _ in
                Response(
                    status: .ok, headers: [.contentType: exposition.contentType],
                    body: ResponseBody(byteBuffer: ByteBuffer(string: exposition.text())))
            }
        ]
    }
}
