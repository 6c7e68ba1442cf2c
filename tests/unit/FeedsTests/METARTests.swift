import Feeds
import Readings
import Testing

struct METARTests {
    private func read(_ body: String, status: Int = 200) throws(FeedError) -> [String: [FeedObservation]] {
        try METAR.observations(status: status, body: Array(body.utf8), subject: "metar")
    }

    @Test func `reads reports by airport in order of time, with variable wind and visibility as text`() throws {
        let body =
            #"[{"icaoId":"EGLL","obsTime":1767271800,"temp":8,"dewp":8,"wdir":"VRB","wspd":10,"visib":"10+","altim":1012},{"icaoId":"EGLL","obsTime":1767268200,"temp":7,"dewp":3,"wdir":240,"wspd":0,"visib":6,"altim":1011.5},{"icaoId":"KJFK","obsTime":1767268200,"rawOb":"KJFK"},{"icaoId":"KJFK"}]"#
        let reports = try read(body)
        #expect(reports.keys.sorted() == ["EGLL"])
        let london = try #require(reports["EGLL"])
        #expect(london.map(\.observedAt.milliseconds) == [1_767_268_200_000, 1_767_271_800_000])
        #expect(london[1].values[0] == 8)
        #expect(london[1].values[1] == 1012)
        #expect(london[1].values[2] == 100)
        #expect(abs(london[1].values[3] - 5.144_444_444) < 1e-8)
    }

    @Test func `nothing to report is no error`() throws {
        #expect(try read("", status: 204).isEmpty)
        #expect(try read("[]").isEmpty)
    }

    @Test(arguments: [
        (429, "slow down", "rate_limited"), (500, "", "service_failed"), (400, "bad", "bad_request"),
        (200, "{}", "unreadable_answer"),
    ])
    func `tells errors apart`(status: Int, body: String, code: String) {
        #expect(#expect(throws: FeedError.self) { try read(body, status: status) }?.code == code)
    }

    /// Magnus' formula by hand: 100 · exp(17.625·3/(243.04+3) − 17.625·7/(243.04+7)).
    @Test func `humidity follows from temperature and dew point`() {
        #expect(abs(METAR.relativeHumidity(temperature: 7, dewPoint: 3) - 75.69) < 0.01)
        #expect(METAR.relativeHumidity(temperature: .nan, dewPoint: 3).isNaN)
    }
}
