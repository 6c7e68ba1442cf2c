import FeatureStore
import Readings
import TestSupport
import Testing

struct MemoryOnlineStoreTests {
    private let store = MemoryOnlineStore(schema: .weather)

    private func put(_ readings: Reading...) { store.put(ReadingTable(readings)) }

    private func hours(of station: String = "EWR") -> [Int64]? {
        store.history(of: station)?.times.map { $0.hourIndex - 490_896 }
    }

    private func temperatures(of station: String = "EWR") -> [Double]? {
        store.history(of: station)?.columns[0].map { $0.isNaN ? -999 : $0 }
    }

    @Test func `keeps 168 hours behind a station's newest reading`() {
        for hour in 0..<200 { put(.weather(hour: hour, Double(hour)), .weather("JFK", hour: hour / 10)) }
        #expect(hours() == Array(32..<200))
        #expect(temperatures() == (32..<200).map(Double.init))
        #expect(hours(of: "JFK") == Array(0..<20))
        put(.weather(hour: 1_000))
        #expect(hours() == [1_000])
    }

    @Test func `keeps the same whatever the order and the parts in which readings come`() {
        var random = SeededRandom(seed: 4)
        let readings = (0..<300).map { Reading.weather(hour: $0, Double($0)) }
        let whole = MemoryOnlineStore(schema: .weather)
        whole.put(ReadingTable(readings.shuffled(using: &random)))
        for reading in readings.shuffled(using: &random) { put(reading) }
        #expect(store.history(of: "EWR") == whole.history(of: "EWR"))
        #expect(hours() == Array(132..<300))
    }

    @Test func `takes late readings in at their place, unless they are older than what is kept`() {
        put(.weather(hour: 200, 1))
        put(.weather(hour: 100, 2))
        put(.weather(hour: 32, 3))
        put(.weather(hour: 33, 4))
        #expect(hours() == [33, 100, 200])
        #expect(temperatures() == [4, 2, 1])
    }

    @Test(arguments: [1, 7, 1_000])
    func `of a fast stream it knows each hour as training does`(batch: Int) throws {
        var readings = ReadingTable(schema: .machine)
        for minute in 0..<1_000 {
            let time = Timestamp(hourIndex: 490_896).advanced(minutes: Int64(minute))
            readings.append(
                Reading(
                    station: "M", observedAt: time, knownAt: time, source: "push", kind: .measurement,
                    values: [Double(minute % 37) / 7, 0.4, 1500]))
        }
        let store = MemoryOnlineStore(schema: .machine)
        for start in stride(from: 0, to: 1_000, by: batch) {
            store.put(readings.selecting(Array(start..<min(start + batch, 1_000))))
        }
        let hourly = readings.hourly()
        #expect(store.history(of: "M") == hourly.series(ofRows: Array(0..<17), trustingFlagged: false))
    }

    @Test func `folds a late reading into an hour of few, and leaves the mean of an hour of many`() {
        func put(_ hour: Int, minute: Int64, _ temperature: Double) {
            var reading = Reading.weather(hour: hour, temperature)
            reading.observedAt = reading.observedAt.advanced(minutes: minute)
            self.put(reading)
        }
        put(1, minute: 5, 10)
        for minute in 0..<5 { put(2, minute: Int64(minute), 20) }
        put(100, minute: 0, 30)
        put(1, minute: 35, 14)
        put(2, minute: 35, 90)
        #expect(temperatures() == [12, 20, 30])
        // The reading itself can still be corrected where it is known.
        put(1, minute: 5, 16)
        #expect(temperatures() == [15, 20, 30])
    }

    @Test func `replaces the reading of the same moment`() {
        put(.weather(hour: 1, 10), .weather(hour: 2, 20), .weather(hour: 1, 11))
        put(.weather(hour: 2, 21))
        #expect(hours() == [1, 2])
        #expect(temperatures() == [11, 21])
    }

    @Test func `takes flagged values for missing`() {
        put(.weather(hour: 1, 99, flags: [QualityFlag(quantity: "temperature", reason: .outOfRange)]))
        #expect(temperatures() == [-999])
        #expect(store.history(of: "EWR")?.columns[1] == [1013.25])
    }

    @Test func `knows the stations that have reported`() {
        #expect(store.stations == [])
        #expect(store.history(of: "EWR") == nil)
        put(.weather("b", hour: 1), .weather("a", hour: 1), .weather("B", hour: 1))
        store.put(ReadingTable(schema: .weather))
        #expect(store.stations == ["B", "a", "b"])
        #expect(store.history(of: "c") == nil && store.history(of: "") == nil)
    }
}
