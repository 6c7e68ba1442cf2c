import Feeds
import Readings
import Testing

struct OpenMeteoTests {
    private let stations = Array(Station.worldCities.prefix(2))

    private func current(_ body: String, status: Int = 200, count: Int) throws(FeedError) -> [FeedObservation?] {
        try OpenMeteo.currentObservations(status: status, body: Array(body.utf8), count: count, subject: "open-meteo")
    }

    private func archive(_ body: String, count: Int) throws(FeedError) -> [[FeedObservation]] {
        try OpenMeteo.archiveObservations(status: 200, body: Array(body.utf8), count: count, subject: "open-meteo")
    }

    private let one =
        #"{"latitude":51.5,"current":{"time":1767268800,"interval":900,"temperature_2m":7.1,"pressure_msl":1012.3,"relative_humidity_2m":81,"wind_speed_10m":4.1}}"#
    private let nothing =
        #"{"location_id":1,"current":{"time":1767268800,"temperature_2m":null,"pressure_msl":null,"relative_humidity_2m":null,"wind_speed_10m":null}}"#

    @Test func `one place is an object, several are an array, and nulls are nothing`() throws {
        let expected = FeedObservation(
            observedAt: Timestamp(milliseconds: 1_767_268_800_000), values: [7.1, 1012.3, 81, 4.1])
        #expect(try current(one, count: 1) == [expected])
        #expect(try current("[\(one),\(nothing)]", count: 2) == [expected, nil])
    }

    @Test func `hours without any value are left out, single nulls are missing values`() throws {
        let body =
            #"{"hourly":{"time":[0,3600,7200],"temperature_2m":[1,null,null],"pressure_msl":[1000,1001,null],"relative_humidity_2m":[50,51,null],"wind_speed_10m":[2,3,null]}}"#
        let hours = try archive(body, count: 1)[0]
        #expect(hours.map(\.observedAt.milliseconds) == [0, 3_600_000])
        #expect(hours[1].values[0].isNaN)
        #expect(hours[1].values.dropFirst() == [1001, 51, 3])
    }

    @Test(arguments: [
        (400, #"{"error":true,"reason":"Cannot resolve variable"}"#, "bad_request"),
        (
            200, #"{"error":true,"reason":"Daily API request limit exceeded. Please try again tomorrow."}"#,
            "rate_limited"
        ),
        (429, #"{"error":true,"reason":"Too many concurrent requests"}"#, "rate_limited"),
        (503, "overloaded", "service_failed"),
        (200, "[]", "unreadable_answer"), (200, "{", "unreadable_answer"),
        (200, #"{"current":{}}"#, "unreadable_answer"),
    ])
    func `tells errors apart`(status: Int, body: String, code: String) {
        #expect(#expect(throws: FeedError.self) { try current(body, status: status, count: 1) }?.code == code)
    }

    @Test func `columns of unequal length are refused`() {
        let body =
            #"{"hourly":{"time":[0,3600],"temperature_2m":[1],"pressure_msl":[1,2],"relative_humidity_2m":[1,2],"wind_speed_10m":[1,2]}}"#
        #expect(#expect(throws: FeedError.self) { try archive(body, count: 1) }?.code == "unreadable_answer")
    }

    @Test(arguments: [
        (1, 4, 1, 1.0), (10, 4, 1, 10.0), (10, 10, 365, 260.714_285_714_285_7), (1, 4, 60, 1.714_285_714_285_714_3),
    ])
    func `weighs a call as the service does`(places: Int, variables: Int, days: Int, weight: Double) {
        #expect(abs(OpenMeteo.weight(places: places, variables: variables, days: days) - weight) < 1e-9)
    }

    @Test func `asks for all places at once, in metres a second and Unix seconds`() throws {
        let first = try #require(CivilDate(year: 2025, month: 1, day: 1))
        let last = try #require(CivilDate(year: 2025, month: 3, day: 1))
        #expect(
            OpenMeteo.archiveRequest(for: stations, from: first, through: last).target
                == "/v1/archive?latitude=40.7143,51.5085&longitude=-74.006,-0.1257&start_date=2025-01-01"
                + "&end_date=2025-03-01&hourly=temperature_2m,pressure_msl,relative_humidity_2m,wind_speed_10m"
                + "&wind_speed_unit=ms&timeformat=unixtime&timezone=GMT")
    }
}
