import Feeds
public import Hummingbird
import JSON
public import Logging
public import Readings

/// OpenWeatherMap, Open-Meteo and aviationweather.gov in one HTTP server, from one made-up truth, by a clock of its own.
public struct WeatherSimulator: Sendable {
    /// How it listens and what it takes.
    public struct Configuration: Sendable {
        /// The address to listen on.
        public var host: String
        /// The port to listen on, 0 for a free one.
        public var port: Int
        /// The only key that the OpenWeatherMap of this world accepts; nil accepts any.
        public var key: String?
        /// Calls a minute of the world to OpenWeatherMap before it answers 429.
        public var callsPerMinute: Int
        /// How the world's time follows from the real one.
        public var clock: ClockScale

        /// How it listens and what it takes.
        public init(
            host: String = "127.0.0.1", port: Int, key: String? = nil, callsPerMinute: Int = 60, clock: ClockScale
        ) {
            self.host = host
            self.port = port
            self.key = key
            self.callsPerMinute = callsPerMinute
            self.clock = clock
        }
    }

    private let configuration: Configuration
    private let world: SimulatedWorld
    private let realNow: @Sendable () -> Timestamp
    private let calls: CallCounter
    private let logger: Logger

    /// A simulator that does not listen yet.
    /// - Parameters:
    ///   - configuration: how it listens and what it takes.
    ///   - world: what it reports.
    ///   - realNow: the present moment of the real clock.
    ///   - logger: where errors are written.
    public init(
        configuration: Configuration, world: SimulatedWorld, realNow: @escaping @Sendable () -> Timestamp,
        logger: Logger
    ) {
        self.configuration = configuration
        self.world = world
        self.realNow = realNow
        self.logger = logger
        calls = CallCounter(perMinute: configuration.callsPerMinute)
    }

    /// The server, which listens while it is run.
    /// - Parameter onListening: gets the port once connections are accepted.
    /// - Returns: a service for a `ServiceGroup`.
    public func application(
        onListening: @escaping @Sendable (Int) async -> Void = { _ in }
    ) -> some ApplicationProtocol {
        Application(
            router: router,
            configuration: ApplicationConfiguration(
                address: .hostname(configuration.host, port: configuration.port)),
            onServerRunning: { channel in await onListening(channel.localAddress?.port ?? configuration.port) },
            logger: logger)
    }

    /// The moment in this world.
    public var now: Timestamp { configuration.clock.world(at: realNow()) }

    private var router: Router<BasicRequestContext> {
        let router = Router()
        let openWeather = OpenWeatherMapAPI(world: world, key: configuration.key)
        let openMeteo = OpenMeteoAPI(world: world)
        let metar = METARAPI(world: world)
        router.get("/data/2.5/weather") { request, _ in
            try await respond(to: request, feed: .openWeatherMap, tooManyCalls: OpenWeatherMapAPI.tooManyCalls) {
                openWeather.answer(to: $0, at: $1, isIncomplete: $2)
            }
        }
        router.get("/v1/forecast") { request, _ in
            try await respond(to: request, feed: .openMeteo, tooManyCalls: OpenMeteoAPI.tooManyCalls) {
                openMeteo.current($0, at: $1, isIncomplete: $2)
            }
        }
        router.get("/v1/archive") { request, _ in
            try await respond(to: request, feed: .openMeteo, tooManyCalls: OpenMeteoAPI.tooManyCalls) {
                openMeteo.archive($0, at: $1, isIncomplete: $2)
            }
        }
        router.get("/api/data/metar") { request, _ in
            let tooMany = SimulatedAnswer(status: 429, text: "Too many requests")
            return try await respond(to: request, feed: .metar, tooManyCalls: tooMany) {
                metar.answer(to: $0, at: $1, isIncomplete: $2)
            }
        }
        router.get("/clock") { _, _ in clock() }
        router.get("/") { _, _ in start() }
        return router
    }

    private func respond(
        to request: Request, feed: SimulatedFeed, tooManyCalls: SimulatedAnswer,
        _ answer: (QueryParameters, Timestamp, Bool) -> SimulatedAnswer
    ) async throws -> Response {
        let moment = now
        let number = calls.next()
        let fault = world.transportFault(of: feed, request: number, at: moment)
        let isLimited = feed == .openWeatherMap && !calls.admits(at: moment)
        let query = QueryParameters(
            request.uri.queryParameters.map { (name: String($0.key), value: String($0.value)) })
        var result: SimulatedAnswer
        if isLimited || fault == .storm429 {
            result = tooManyCalls
        } else {
            result = answer(query, moment, fault == .missing)
            if let fault { result = result.with(fault) }
        }
        if result.delay > 0 {
            let real = configuration.clock.realMilliseconds(for: result.delay)
            try await Task.sleep(for: max(.milliseconds(250), .milliseconds(real)))
        }
        return Self.response(result)
    }

    private func clock() -> Response {
        let real = realNow()
        let world = configuration.clock.world(at: real)
        return Self.response(
            SimulatedAnswer { writer in
                writer.object { writer in
                    writer.member("now", "\(world)")
                    writer.member("now_ms", Int(world.milliseconds))
                    writer.member("scale", configuration.clock.scale)
                    writer.member("real_ms", Int(real.milliseconds))
                }
            })
    }

    private func start() -> Response {
        Self.response(
            SimulatedAnswer { writer in
                writer.object { writer in
                    writer.member("simulates", "OpenWeatherMap, Open-Meteo and aviationweather.gov")
                    writer.name("paths")
                    writer.array { writer in
                        for path in ["/data/2.5/weather", "/v1/forecast", "/v1/archive", "/api/data/metar", "/clock"] {
                            writer.value(path)
                        }
                    }
                    writer.name("cities")
                    writer.array { writer in
                        for station in world.stations { writer.value(station.name) }
                    }
                }
            })
    }

    private static func response(_ answer: SimulatedAnswer) -> Response {
        Response(
            status: HTTPResponse.Status(code: answer.status),
            headers: [.contentType: answer.isJSON ? "application/json; charset=utf-8" : "text/html"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: answer.body)))
    }
}
