import Feeds
import Readings
import Simulation
import Testing

struct SimulatedServicesTests {
    private let moment = Timestamp(milliseconds: 1_772_328_900_000)  // 2026-03-01T01:35:00Z
    private let climate = SyntheticClimate(seed: 3)

    private func world(_ faults: [String] = []) throws -> SimulatedWorld {
        let ordered = try faults.map { try #require(FeedFault($0)) }
        return SimulatedWorld(plan: FaultPlan(ordered: ordered, seed: 3)) { [climate] in climate.values(at: $0, $1) }
    }

    private func query(_ pairs: KeyValuePairs<String, String>) -> QueryParameters {
        QueryParameters(pairs.map { (name: $0.key, value: $0.value) })
    }

    private func city(_ name: String) throws -> Station {
        try #require(Station.worldCities.first { $0.name == name })
    }

    @Test func `the collector reads what the simulated OpenWeatherMap writes`() throws {
        let london = try city("London")
        let answer = OpenWeatherMapAPI(world: try world()).answer(
            to: query(["lat": "51.5085", "lon": "-0.1257", "units": "metric", "appid": "any"]), at: moment)
        let read = try OpenWeatherMap.observation(status: answer.status, body: answer.body, subject: "x")
        #expect(read.observedAt == Timestamp(iso8601: "2026-03-01T01:30:00Z"))
        let truth = climate.values(at: london, read.observedAt)
        for (value, (expected, tolerance)) in zip(read.values, zip(truth, [0.0051, 0.51, 0.51, 0.0051])) {
            #expect(abs(value - expected) < tolerance)
        }
    }

    @Test(arguments: ["São Paulo", "sao paulo,BR", "SAO PAULO, br"])
    func `a city is found with and without accents and country`(name: String) throws {
        let answer = OpenWeatherMapAPI(world: try world()).answer(to: query(["Q": name, "AppId": "any"]), at: moment)
        #expect(answer.status == 200)
        #expect(String(decoding: answer.body, as: UTF8.self).contains(#""id":3448439"#))
    }

    @Test(
        arguments: [
            (["q": "London"], "key_refused"), (["q": "London", "appid": ""], "key_refused"),
            (["q": "London", "appid": "wrong"], "key_refused"), (["q": "Atlantis", "appid": "right"], "unknown_place"),
            (["q": "London,FR", "appid": "right"], "unknown_place"), (["id": "1", "appid": "right"], "unknown_place"),
            (["appid": "right"], "bad_request"), (["lat": "95", "lon": "0", "appid": "right"], "bad_request"),
            (["lat": "5", "lon": "x", "appid": "right"], "bad_request"),
        ] as [([String: String], String)])
    func `errors are read as what they are`(parameters: [String: String], code: String) throws {
        let answer = OpenWeatherMapAPI(world: try world(), key: "right").answer(
            to: QueryParameters(parameters.map { (name: $0.key, value: $0.value) }), at: moment)
        let error = #expect(throws: FeedError.self) {
            try OpenWeatherMap.observation(status: answer.status, body: answer.body, subject: "x")
        }
        #expect(error?.code == code)
    }

    @Test func `the collector reads Open-Meteo's current values and its archive, without the newest two days`() throws {
        let stations = Array(Station.worldCities.prefix(2))
        let api = OpenMeteoAPI(world: try world())
        let request = OpenMeteo.currentRequest(for: stations)
        let current = api.current(QueryParameters(request.query.map { ($0.name, $0.value) }), at: moment)
        let values = try OpenMeteo.currentObservations(
            status: current.status, body: current.body, count: 2, subject: "x")
        #expect(
            values.compactMap { $0?.observedAt }
                == Array(repeating: Timestamp(iso8601: "2026-03-01T01:30:00Z"), count: 2))

        let (first, last) = (CivilDate(dayIndex: moment.dayIndex - 4), CivilDate(dayIndex: moment.dayIndex))
        let past = OpenMeteo.archiveRequest(for: stations, from: first, through: last)
        let archive = api.archive(QueryParameters(past.query.map { ($0.name, $0.value) }), at: moment)
        let hours = try OpenMeteo.archiveObservations(
            status: archive.status, body: archive.body, count: 2, subject: "x")
        #expect(hours.map(\.count) == [50, 50])
        #expect(hours[0].last?.observedAt == Timestamp(iso8601: "2026-02-27T01:00:00Z"))
    }

    @Test func `the collector reads the airports' reports of the last hours`() throws {
        let request = METAR.request(for: ["EGLL", "KJFK", "XXXX"], hours: 3)
        let answer = METARAPI(world: try world()).answer(
            to: QueryParameters(request.query.map { ($0.name, $0.value) }), at: moment)
        let reports = try METAR.observations(status: answer.status, body: answer.body, subject: "x")
        #expect(reports.keys.sorted() == ["EGLL", "KJFK"])
        let london = try #require(reports["EGLL"])
        #expect(
            london.map { "\($0.observedAt)" } == [
                "2026-02-28T22:51:00Z", "2026-02-28T23:51:00Z", "2026-03-01T00:51:00Z",
            ])
        let truth = climate.values(at: try city("London"), london[2].observedAt)
        #expect(abs(london[2].values[0] - truth[0]) <= 0.5)
        #expect(abs(london[2].values[2] - truth[2]) < 8)
    }

    @Test func `a feed's fault shows in that feed alone`() throws {
        let world = try world(["openweathermap:bias:temperature:+3@2026-03-01..2026-03-02"])
        let place: KeyValuePairs<String, String> = ["q": "Tokyo", "units": "metric", "appid": "any"]
        func temperature(_ world: SimulatedWorld, _ moment: Timestamp) throws -> Double {
            let answer = OpenWeatherMapAPI(world: world).answer(to: query(place), at: moment)
            return try OpenWeatherMap.observation(status: 200, body: answer.body, subject: "x").values[0]
        }
        let healthy = try self.world()
        #expect(try abs(temperature(world, moment) - temperature(healthy, moment) - 3) < 0.011)
        let after = moment.advanced(hours: 24)
        #expect(try temperature(world, after) == temperature(healthy, after))
        let metar = query(["ids": "RJTT", "hours": "1"])
        #expect(
            METARAPI(world: world).answer(to: metar, at: moment)
                == METARAPI(world: healthy).answer(to: metar, at: moment))
    }

    @Test(arguments: [
        "openweathermap", "openweathermap:outage", "openweathermap:outage@", "nobody:outage@2026-03-01",
        "metar:bias:temperature@2026-03-01", "metar:bias:colour:+3@2026-03-01", "metar:sleep@2026-03-01",
        "metar:outage@2026-03-02..2026-03-01", "metar:unit:pressure@2026-03-01",
    ])
    func `refuses orders that cannot be meant`(order: String) {
        #expect(FeedFault(order) == nil)
    }

    @Test func `faults by chance come as often as ordered, the same for the same seed`() {
        let plan = FaultPlan(rate: 0.05, seed: 9)
        var counts: [TransportFault: Int] = [:]
        for number in 1...20_000 as ClosedRange<UInt64> {
            guard let fault = plan.transportFault(of: .metar, request: number, at: moment) else { continue }
            counts[fault, default: 0] += 1
        }
        #expect(counts.count == FaultPlan.chanceKinds.count)
        #expect(counts.values.allSatisfy { (800...1_200).contains($0) })
        let again = FaultPlan(rate: 0.05, seed: 9)
        #expect(
            (1...500).allSatisfy { number in
                plan.transportFault(of: .metar, request: UInt64(number), at: moment)
                    == again.transportFault(of: .openMeteo, request: UInt64(number), at: moment)
            })
    }
}
