import Ledger
import Readings
import Testing

struct QualityCountsTests {
    private func count(_ station: String, _ reason: String, _ count: Int) -> QualityCount {
        QualityCount(schema: "weather", source: "push", station: station, reason: reason, count: count)
    }

    @Test func `counts add up within the asked days`() throws {
        let open = try OpenLedger()
        let (now, day) = (OpenLedger.noon, OpenLedger.noon.dayIndex)
        try open.ledger.add([count("a", "duplicate", 2), count("b", "temperature:stuck", 1)], at: now)
        try open.ledger.add([count("a", "duplicate", 3)], at: now.advanced(hours: 24))
        try open.ledger.add([count("a", "duplicate", 5)], at: now.advanced(hours: 48))
        #expect(
            try open.reopened().qualityCounts(days: day...day + 1) == [
                count("a", "duplicate", 5), count("b", "temperature:stuck", 1),
            ])
    }
}
