import FeatureStore
import Readings
import TestSupport
import Testing

struct OnlineHistoryBytesTests {
    private func history(seed: UInt64, station: String = "Šiauliai ☃") -> OnlineHistory {
        var random = SeededRandom(seed: seed)
        var history = OnlineHistory(station: station, quantityCount: 4)
        let readings = ReadingTable(
            (0..<300).map { place in
                var reading = Reading.weather(
                    station, hour: place / 2, Double.random(in: -40...40, using: &random),
                    source: ["push", "metar", "x"][place % 3])
                if place % 2 == 1 { reading.observedAt = Timestamp(milliseconds: reading.observedAt.milliseconds + 7) }
                if place % 5 == 0 { reading.values[2] = .nan }
                return reading
            })
        history.put(0..<300, of: readings)
        // Some hours of which only the means are left.
        let fast = ReadingTable(
            (0..<60).map { place in
                var reading = Reading.weather(station, hour: 100 + place / 10, Double(place))
                reading.observedAt = reading.observedAt.advanced(minutes: 1 + Int64(place % 10))
                return reading
            })
        history.put(0..<60, of: fast)
        return history
    }

    private func bits(_ history: OnlineHistory?) -> [[UInt64]]? {
        history?.series.columns.map { $0.map(\.bitPattern) }
    }

    @Test func `comes back as it was, and goes on as it would have`() throws {
        var kept = history(seed: 1)
        var read = try #require(OnlineHistory(serialized: kept.serialized, quantityCount: 4))
        #expect(read.station == kept.station && read.series.times == kept.series.times)
        #expect(bits(read) == bits(kept))
        let later = ReadingTable([
            .weather(kept.station, hour: 149, 3, source: "push"), .weather(kept.station, hour: 152, 4),
            .weather(kept.station, hour: 151, 5, source: "metar"),
        ])
        kept.put(0..<3, of: later)
        read.put(0..<3, of: later)
        #expect(read.series.times == kept.series.times && bits(read) == bits(kept))
        #expect(read.serialized == kept.serialized)
    }

    @Test func `an empty history has bytes too`() throws {
        let empty = OnlineHistory(station: "", quantityCount: 3)
        let read = try #require(OnlineHistory(serialized: empty.serialized, quantityCount: 3))
        #expect(read.newest == nil && read.series.count == 0)
    }

    @Test func `no damaged byte goes unnoticed, and none brings the program down`() {
        let bytes = history(seed: 2).serialized
        var random = SeededRandom(seed: 3)
        for place in bytes.indices {
            var damaged = bytes
            damaged[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            #expect(OnlineHistory(serialized: damaged, quantityCount: 4) == nil, "byte \(place)")
        }
        for length in 0..<bytes.count {
            #expect(OnlineHistory(serialized: Array(bytes.prefix(length)), quantityCount: 4) == nil)
        }
        #expect(OnlineHistory(serialized: bytes, quantityCount: 3) == nil)
        #expect(OnlineHistory(serialized: bytes + [0], quantityCount: 4) == nil)
    }

    @Test func `fills its gaps alone from another history`() throws {
        var own = OnlineHistory(station: "a", quantityCount: 4)
        own.put(0..<2, of: ReadingTable([.weather("a", hour: 10, 1), .weather("a", hour: 20, 2)]))
        var other = OnlineHistory(station: "a", quantityCount: 4)
        other.put(
            0..<5,
            of: ReadingTable([
                .weather("a", hour: 10, 91), .weather("a", hour: 15, 3), .weather("a", hour: 19, 4),
                .weather("a", hour: 20, 92), .weather("a", hour: 21, 5),
            ]))
        own.fillGaps(from: other)
        #expect(own.series.columns[0] == [1, 3, 4, 2, 5])
        #expect(OnlineHistory(serialized: own.serialized, quantityCount: 4) != nil)
        let before = own.serialized
        own.fillGaps(from: other)
        #expect(own.serialized == before)
    }
}
