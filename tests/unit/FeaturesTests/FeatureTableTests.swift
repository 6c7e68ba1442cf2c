import Features
import Readings
import TestSupport
import Testing

struct FeatureTableTests {
    private func readings(_ series: [(String, StationSeries)]) -> [Reading] {
        series.flatMap { station, series in
            (0..<series.count).map { place in
                Reading(
                    station: station, observedAt: series.times[place], knownAt: series.times[place], source: "test",
                    kind: .simulated, values: series.columns.map { $0[place] })
            }
        }
    }

    private func features(_ readings: [Reading]) -> FeatureTable {
        var table = ReadingTable(schema: .weather)
        for reading in readings { table.append(reading) }
        return FeatureTable(of: table, schema: .weather, trustingFlagged: true)
    }

    @Test func `gives the same rows whatever the order of the readings`() {
        let readings = readings(
            (1...3).map { seed in
                let series = StationSeries.irregular(
                    count: 200, quantities: 4, seed: UInt64(seed), repeatingMoments: false)
                return ("station \(seed)", series)
            })
        let ordered = features(readings)
        var random = SeededRandom(seed: 1)
        let places = Array(readings.indices).shuffled(using: &random)
        let shuffled = features(places.map { readings[$0] })
        #expect(shuffled.stations == places.map { ordered.stations[$0] })
        #expect(shuffled.times == places.map { ordered.times[$0] })
        for (row, place) in places.enumerated() {
            #expect(bits(shuffled.matrix[row: row]) == bits(ordered.matrix[row: place]))
        }
    }

    @Test func `keeps stations apart`() {
        let north = StationSeries.irregular(count: 100, quantities: 4, seed: 1)
        let south = StationSeries.irregular(count: 100, quantities: 4, seed: 1)
        let both = readings([("north", north), ("south", south)])
        let interleaved = features((0..<100).flatMap { [both[$0], both[100 + $0]] })
        let alone = features(Array(both[..<100]))
        for row in 0..<100 {
            #expect(bits(interleaved.matrix[row: 2 * row]) == bits(alone.matrix[row: row]))
            #expect(bits(interleaved.matrix[row: 2 * row + 1]) == bits(alone.matrix[row: row]))
        }
    }

    /// As `Series.rolling` of pandas: a row's window ends with the row itself.
    @Test func `sees earlier readings of the same moment in windows and the newest of them in lags`() {
        let noon = Timestamp(milliseconds: 0)
        func reading(_ temperature: Double, _ hour: Int) -> Reading {
            let time = noon.advanced(hours: hour)
            return Reading(
                station: "A", observedAt: time, knownAt: time, source: "test", kind: .measurement,
                values: [temperature, 1013, 50, 3])
        }
        let table = features([reading(10, 0), reading(20, 0), reading(60, 0), reading(1, 1)])
        let mean = table.schema.featureNames.firstIndex(of: "temp_mean_3h") ?? 0
        let lag = table.schema.featureNames.firstIndex(of: "temp_lag_1h") ?? 0
        #expect((0..<4).map { table.matrix[$0, mean] } == [10, 15, 30, 22.75])
        #expect(table.matrix[3, lag] == 60)
        #expect((0..<3).allSatisfy { table.matrix[$0, lag].isNaN })
    }

    @Test func `makes no rows of no readings`() {
        let empty = FeatureTable(of: ReadingTable(schema: .machine), schema: .machine, trustingFlagged: true)
        #expect(empty.rowCount == 0 && empty.matrix.featureCount == 30)
    }

    @Test func `picks rows in the order asked for`() {
        let table = features(readings([("A", .irregular(count: 20, quantities: 4, seed: 4))]))
        let picked = table.selecting(rows: [7, 3, 7])
        #expect(picked.times == [7, 3, 7].map { table.times[$0] })
        #expect(picked.stations == ["A", "A", "A"])
        #expect(bits(picked.matrix.values) == [7, 3, 7].flatMap { bits(table.matrix[row: $0]) })
        #expect(table.selecting(rows: []).rowCount == 0)
    }
}
