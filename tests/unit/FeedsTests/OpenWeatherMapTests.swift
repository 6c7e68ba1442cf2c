import Feeds
import Readings
import Testing

struct OpenWeatherMapTests {
    private static let subject = "openweathermap: London"

    private func read(_ body: String, status: Int = 200) throws(FeedError) -> FeedObservation {
        try OpenWeatherMap.observation(status: status, body: Array(body.utf8), subject: Self.subject)
    }

    @Test(arguments: [
        #"{"coord":{"lon":-0.13,"lat":51.51},"weather":[{"id":300}],"base":"stations","main":{"temp":7.17,"feels_like":5.1,"pressure":1012,"humidity":81,"sea_level":1012,"grnd_level":1008},"visibility":10000,"wind":{"speed":4.1,"deg":80,"gust":7.2},"rain":{"1h":0.4},"clouds":{"all":90},"dt":1485789600,"sys":{"country":"GB","message":0.01},"timezone":0,"id":2643743,"name":"London","cod":200}"#,
        #"{"main":{"temp":7.17,"pressure":1012,"humidity":81},"wind":{"speed":4.1},"dt":1485789600,"cod":"200","message":0.0032}"#,
        #"{"main":{"temp":7.17,"sea_level":1012,"humidity":81},"wind":{"speed":4.1,"deg":80.5},"rain":0.4,"dt":1485789600}"#,
        #"{"main":{"temp":7.17,"pressure":1012,"humidity":81},"visibility":{"distance":9000},"wind":{"speed":4.1},"snow":{"3h":1},"dt":1485789600.0,"cod":200}"#,
    ])
    func `reads every recorded shape of an answer`(body: String) throws {
        let observation = try read(body)
        #expect(observation.observedAt == Timestamp(milliseconds: 1_485_789_600_000))
        #expect(observation.values == [7.17, 1012, 81, 4.1])
    }

    @Test func `what is absent is not reported, and something must be`() throws {
        let values = try read(#"{"main":{"temp":7},"dt":1485789600,"cod":200}"#).values
        #expect(values[0] == 7)
        #expect(values.dropFirst().filter { !$0.isNaN } == [])
        let error = #expect(throws: FeedError.self) { try read(#"{"main":{},"dt":1485789600,"cod":200}"#) }
        #expect(error?.code == "unreadable_answer")
    }

    @Test(arguments: [
        (401, #"{"cod":401,"message":"Invalid API key."}"#, "key_refused", false),
        (200, #"{"cod":401,"message":"Invalid API key."}"#, "key_refused", false),
        (404, #"{"cod":"404","message":"city not found"}"#, "unknown_place", false),
        (200, #"{"cod":"404","message":"city not found"}"#, "unknown_place", false),
        (400, #"{"cod":"400","message":"Nothing to geocode"}"#, "bad_request", false),
        (429, #"{"cod":429,"message":"Your account is temporary blocked"}"#, "rate_limited", false),
        (200, #"{"cod":"429","message":"Your account is temporary blocked"}"#, "rate_limited", false),
        (500, "<html>oops</html>", "service_failed", true), (503, "", "service_failed", true),
        (200, #"{"main":{"temp":7.1"#, "unreadable_answer", true), (200, "<html>", "unreadable_answer", true),
        (200, "", "unreadable_answer", true), (200, "[]", "unreadable_answer", true),
        (200, #"{"cod":200,"main":{"temp":7}}"#, "unreadable_answer", true),
        (200, #"{"cod":200,"dt":1e300,"main":{"temp":7}}"#, "unreadable_answer", true),
    ])
    func `tells errors apart, whichever way they are sent`(
        status: Int, body: String, code: String, isTransient: Bool
    ) {
        let error = #expect(throws: FeedError.self) { try read(body, status: status) }
        #expect(error?.code == code)
        #expect(error?.isTransient == isTransient)
        #expect(error?.subject == Self.subject)
    }

    @Test func `a refused key says where to get one, and is never repeated`() {
        let key = "0123456789abcdef0123456789abcdef"
        let error = #expect(throws: FeedError.self) {
            try read(#"{"cod":401,"message":"Invalid API key \#(key)."}"#, status: 401)
        }
        #expect(error?.description.contains("https://home.openweathermap.org/api_keys") == true)
        #expect(error?.description.contains(key) == false)
    }

    @Test func `asks by coordinates and without a key`() {
        #expect(
            OpenWeatherMap.request(for: Station(name: "x", latitude: 1.5, longitude: -2)).target
                == "/data/2.5/weather?lat=1.5&lon=-2.0&units=metric")
    }
}
