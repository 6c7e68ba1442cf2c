import Ingestion
import Ledger
import Readings
import Testing

struct StockTakingTests {
    private static let stations = [
        Station(name: "a", latitude: 0, longitude: 0), Station(name: "b", latitude: 0, longitude: 0),
    ]
    private let moment = Timestamp(hourIndex: 1_000)

    private func readings(_ hours: [String: [Int64]]) -> ReadingTable {
        var table = ReadingTable(schema: .weather)
        for (station, hours) in hours.sorted(by: { $0.key < $1.key }) {
            for hour in hours {
                table.append(
                    Reading(
                        station: station, observedAt: Timestamp(hourIndex: hour).advanced(minutes: 20),
                        knownAt: Timestamp(hourIndex: hour), source: "s", kind: .model, values: [1, 2, 3, 4]))
            }
        }
        return table
    }

    private func missing(_ station: String, _ hour: Int64, _ reason: String) -> MissingHour {
        MissingHour(station: station, hour: hour, reason: reason, notedAt: moment)
    }

    private func stock(
        _ hours: [String: [Int64]], missing: [MissingHour] = [], before hour: Int64, windowStart: Int64 = 0
    ) -> StockTaking {
        StockTaking(
            readings: readings(hours), missing: missing, stations: Self.stations, before: hour,
            windowStart: windowStart)
    }

    @Test func `hours between a station's first reading and now are accounted for`() {
        let stock = stock(["a": [10, 13], "b": [12]], before: 15)
        #expect(
            stock.unaccounted(through: 14, otherwise: "not_running", at: moment).map { "\($0.station)\($0.hour)" }
                == ["a11", "a12", "a14", "b13", "b14"])
    }

    @Test func `a station without any past owes nothing before its first collection`() {
        let stock = stock([:], before: 15)
        #expect(stock.unaccounted(through: 14, otherwise: "not_running", at: moment) == [])
        #expect(stock.unaccounted(through: 15, otherwise: "x", at: moment).map(\.station) == ["a", "b"])
    }

    @Test func `a recorded reason is kept, and a recorded hour with a reading is settled`() {
        let recorded = [missing("a", 11, "timed_out"), missing("a", 13, "paused")]
        let stock = stock(["a": [10, 13], "b": [10]], missing: recorded, before: 14)
        #expect(stock.settled(among: recorded).map(\.hour) == [13])
        let open = stock.unaccounted(through: 13, otherwise: "not_running", at: moment).filter { $0.station == "a" }
        #expect(open == [missing("a", 11, "timed_out"), missing("a", 12, "not_running")])
    }

    @Test func `hours before the window are not looked for`() {
        let stock = stock(["a": [10, 20], "b": [20]], before: 21, windowStart: 18)
        #expect(stock.unaccounted(through: 20, otherwise: "x", at: moment).map(\.hour) == [18, 19])
    }

    @Test func `an hour is accounted for once, and a reason given before is used`() {
        var stock = stock(["a": [10], "b": [10]], before: 11)
        stock.insert(readings(["b": [11]]))
        stock.explain("a", hour: 11, reason: "budget_spent")
        #expect(
            stock.unaccounted(through: 11, otherwise: "x", at: moment) == [missing("a", 11, "budget_spent")])
        stock.account(through: 11, forgettingBefore: 0)
        #expect(stock.unaccounted(through: 11, otherwise: "x", at: moment) == [])
        #expect(stock.unaccounted(through: 12, otherwise: "x", at: moment).count == 2)
    }

    @Test func `a clock that was set back owes nothing twice`() {
        var stock = stock(["a": [10], "b": [10]], before: 11)
        stock.account(through: 20, forgettingBefore: 0)
        stock.account(through: 12, forgettingBefore: 0)
        #expect(stock.unaccounted(through: 20, otherwise: "x", at: moment) == [])
    }
}
