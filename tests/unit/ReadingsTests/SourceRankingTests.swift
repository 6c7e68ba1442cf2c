import Readings
import Testing

struct SourceRankingTests {
    private func table(_ rows: [(station: String, hour: Int64, source: String)]) -> ReadingTable {
        var table = ReadingTable(schema: .weather)
        for row in rows {
            table.append(
                Reading(
                    station: row.station, observedAt: Timestamp(hourIndex: row.hour),
                    knownAt: Timestamp(hourIndex: row.hour), source: row.source, kind: .measurement,
                    values: [1, 1000, 50, 3]))
        }
        return table
    }

    @Test func `of an hour's sources the best alone is kept`() {
        let kept = table([
            ("a", 1, "metar"), ("a", 1, "openweathermap"), ("a", 2, "open-meteo-archive"), ("a", 3, "metar"),
            ("b", 1, "metar"), ("a", 1, "import"),
        ]).preferringSources(.standard)
        #expect(
            (0..<kept.rowCount).map { "\(kept.station(ofRow: $0)) \(kept.source(ofRow: $0))" }
                == ["a open-meteo-archive", "a metar", "b metar", "a import"])
    }

    @Test func `several readings of the best source in an hour are all kept`() {
        let rows = table([("a", 1, "push"), ("a", 1, "push"), ("a", 1, "metar")])
        #expect(rows.preferringSources(.standard).rowCount == 2)
    }
}
