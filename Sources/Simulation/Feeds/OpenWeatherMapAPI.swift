import JSON
public import Readings

/// OpenWeatherMap's `GET /data/2.5/weather`: parameters, fields and errors as the service has them.
///
/// An observation is made every ten minutes, so two calls within ten minutes get the same `dt`.
public struct OpenWeatherMapAPI: Sendable {
    private let world: SimulatedWorld
    private let key: String?

    /// The service.
    /// - Parameters:
    ///   - world: what it reports.
    ///   - key: the only key that it accepts; nil accepts any that is not empty.
    public init(world: SimulatedWorld, key: String? = nil) {
        self.world = world
        self.key = key
    }

    /// The answer to a query.
    /// - Parameters:
    ///   - query: `q`, `id` or `lat` and `lon`; `appid`; `units`.
    ///   - moment: when it is asked.
    ///   - isIncomplete: whether the values that a reading needs are left out, as a fault.
    /// - Returns: the answer.
    public func answer(to query: QueryParameters, at moment: Timestamp, isIncomplete: Bool = false) -> SimulatedAnswer {
        guard let sent = query["appid"], !sent.isEmpty, key == nil || sent == key else {
            return Self.error(
                401, code: .number,
                "Invalid API key. Please see https://openweathermap.org/faq#error401 for more info.")
        }
        let place: Station
        switch station(query) {
        case .success(let found): place = found
        case .failure(let refusal): return refusal.answer
        }
        let observed = Timestamp(milliseconds: moment.milliseconds / 600_000 * 600_000)
        let values = world.values(of: .openWeatherMap, at: place, observed)
        return Self.answer(place, values, units: query["units"] ?? "standard", observed, isIncomplete: isIncomplete)
    }

    /// The answer of a service that was called too often.
    static let tooManyCalls = error(
        429, code: .number,
        "Your account is temporary blocked due to exceeding of requests limitation of your subscription type. "
            + "Please choose the proper subscription https://openweathermap.org/price")

    private struct Refusal: Error {
        let answer: SimulatedAnswer
    }

    private func station(_ query: QueryParameters) -> Result<Station, Refusal> {
        func refuse(_ status: Int, _ message: String) -> Result<Station, Refusal> {
            .failure(Refusal(answer: Self.error(status, code: .text, message)))
        }
        let places = PlaceNames(stations: world.stations)
        if let name = query["q"] {
            guard !name.isEmpty else { return refuse(400, "Nothing to geocode") }
            return places.named(name).map { .success($0) } ?? refuse(404, "city not found")
        }
        if let id = query["id"] {
            let found = world.stations.first { $0.openWeatherMapID.map(String.init) == id }
            return found.map { .success($0) }
                ?? refuse(Int(id) == nil ? 400 : 404, Int(id) == nil ? "\(id) is not a city ID" : "city not found")
        }
        guard query["lat"] != nil || query["lon"] != nil else { return refuse(400, "Nothing to geocode") }
        guard let latitude = query["lat"].flatMap(Double.init), (-90...90).contains(latitude) else {
            return refuse(400, "wrong latitude")
        }
        guard let longitude = query["lon"].flatMap(Double.init), (-180...180).contains(longitude) else {
            return refuse(400, "wrong longitude")
        }
        return .success(places.near(latitude: latitude, longitude: longitude))
    }

    private static func answer(
        _ place: Station, _ values: [Double], units: String, _ observed: Timestamp, isIncomplete: Bool
    ) -> SimulatedAnswer {
        func temperature(_ celsius: Double) -> Double {
            switch units {
            case "metric": rounded(celsius, 100)
            case "imperial": rounded(celsius * 1.8 + 32, 100)
            default: rounded(celsius + 273.15, 100)
            }
        }
        let speed = units == "imperial" ? values[3] / 0.447_04 : values[3]
        return SimulatedAnswer { writer in
            writer.object { writer in
                writer.name("coord")
                writer.object { writer in
                    writer.member("lon", rounded(place.longitude, 10_000))
                    writer.member("lat", rounded(place.latitude, 10_000))
                }
                writer.name("weather")
                writer.array { writer in
                    writer.object { writer in
                        writer.member("id", 800)
                        writer.member("main", "Clear")
                        writer.member("description", "clear sky")
                        writer.member("icon", "01d")
                    }
                }
                writer.member("base", "stations")
                writer.name("main")
                writer.object { writer in
                    guard !isIncomplete else { return }
                    writer.member("temp", temperature(values[0]))
                    writer.member("feels_like", temperature(values[0] - 1))
                    writer.member("temp_min", temperature(values[0] - 0.8))
                    writer.member("temp_max", temperature(values[0] + 0.8))
                    writer.member("pressure", Int(values[1].rounded()))
                    writer.member("humidity", Int(values[2].rounded()))
                    writer.member("sea_level", Int(values[1].rounded()))
                    writer.member("grnd_level", Int((values[1] - 4).rounded()))
                }
                writer.member("visibility", 10_000)
                writer.name("wind")
                writer.object { writer in
                    guard !isIncomplete else { return }
                    writer.member("speed", rounded(speed, 100))
                    writer.member("deg", 240)
                }
                writer.name("clouds")
                writer.object { $0.member("all", 0) }
                writer.member("dt", Int(observed.milliseconds / 1000))
                writer.name("sys")
                writer.object { writer in
                    if let country = place.country { writer.member("country", country) }
                    let midnight = Int(observed.dayIndex * 86_400)
                    writer.member("sunrise", midnight + 21_600)
                    writer.member("sunset", midnight + 64_800)
                }
                writer.member("timezone", Int((place.longitude / 15).rounded()) * 3600)
                writer.member("id", place.openWeatherMapID ?? 0)
                writer.member("name", place.name)
                writer.member("cod", 200)
            }
        }
    }

    private enum CodeForm { case number, text }

    private static func error(_ status: Int, code: CodeForm, _ message: String) -> SimulatedAnswer {
        SimulatedAnswer(status: status) { writer in
            writer.object { writer in
                switch code {
                case .number: writer.member("cod", status)
                case .text: writer.member("cod", "\(status)")
                }
                writer.member("message", message)
            }
        }
    }

    private static func rounded(_ value: Double, _ steps: Double) -> Double { (value * steps).rounded() / steps }
}
