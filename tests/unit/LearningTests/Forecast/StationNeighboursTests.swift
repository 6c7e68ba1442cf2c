import Features
import Learning
import Readings
import TestSupport
import Testing

struct StationNeighboursTests {
    private static let start = Timestamp(milliseconds: 1_767_571_200_000)
    private static let hours = 900

    /// A walk that some stations share, with noise of their own.
    private func series(weather: UInt64, noise: Double, seed: UInt64, hours: Range<Int> = 0..<hours) -> StationSeries {
        var shared = SeededRandom(seed: weather)
        var own = SeededRandom(seed: seed)
        var series = StationSeries(quantityCount: 2)
        var level = 0.0
        for hour in 0..<hours.upperBound {
            level += Double.random(in: -1...1, using: &shared)
            let values = [
                level + noise * Double.random(in: -1...1, using: &own),
                -level + noise * Double.random(in: -1...1, using: &own),
            ]
            if hours.contains(hour) { series.insert(values, at: Self.start.advanced(hours: hour)) }
        }
        return series
    }

    private var stations: [(station: String, series: StationSeries)] {
        [
            ("airport", series(weather: 1, noise: 0.1, seed: 11)), ("bay", series(weather: 1, noise: 1, seed: 12)),
            ("city", series(weather: 1, noise: 3, seed: 13)), ("desert", series(weather: 2, noise: 0.1, seed: 14)),
            ("new", series(weather: 1, noise: 0.1, seed: 15, hours: 600..<900)),
        ]
    }

    private func found(_ count: Int, before hour: Int = hours) -> StationNeighbours {
        StationNeighbours(of: stations, count: count, before: Self.start.advanced(hours: hour))
    }

    @Test func `finds the stations whose weather changes alike, the most alike first`() {
        #expect(
            found(5).byStation == [
                "airport": ["bay", "city"], "bay": ["airport", "city"], "city": ["airport", "bay"],
            ])
        #expect(found(1).byStation == ["airport": ["bay"], "bay": ["airport"], "city": ["airport"]])
        #expect(found(5)["desert"] == [] && found(5)["elsewhere"] == [])
    }

    @Test func `finds none where none is wanted, or too little is known`() {
        #expect(found(0) == .none)
        #expect(found(5, before: 300) == .none)
        #expect(StationNeighbours(of: [], count: 2, before: Self.start) == .none)
        #expect(StationNeighbours(of: [stations[0]], count: 2, before: .plausible.upperBound) == .none)
    }

    @Test func `looks at nothing from the cut on`() {
        var changed = stations
        for place in changed.indices {
            var series = changed[place].series
            for hour in 700..<Self.hours {
                series.upsert([Double(hour * place), 7], at: Self.start.advanced(hours: hour))
            }
            changed[place].series = series
        }
        let cut = Self.start.advanced(hours: 700)
        #expect(StationNeighbours(of: changed, count: 2, before: cut) == found(2, before: 700))
        #expect(found(2, before: 700)["airport"] == ["bay", "city"])
    }

    @Test func `does not depend on the order of the stations`() {
        let cut = Self.start.advanced(hours: Self.hours)
        #expect(StationNeighbours(of: stations.reversed(), count: 2, before: cut) == found(2))
    }

    @Test func `refuses a station beside itself and one named twice`() {
        #expect(StationNeighbours(["a": ["a"]]) == nil)
        #expect(StationNeighbours(["a": ["b", "b"]]) == nil)
        #expect(StationNeighbours(["a": ["b"], "b": []])?.byStation == ["a": ["b"]])
    }
}
