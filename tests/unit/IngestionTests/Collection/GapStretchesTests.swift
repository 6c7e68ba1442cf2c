import Ingestion
import Testing

struct GapStretchesTests {
    @Test(
        arguments: [
            ([], []),
            ([5], [5...5]),
            ([5, 6, 12], [5...12]),
            ([5, 13], [5...5, 13...13]),
            ([0, 7, 14, 21, 28, 31], [0...28, 31...31]),
        ] as [([Int64], [ClosedRange<Int64>])])
    func `near days are asked for together, never more than a month`(days: [Int64], stretches: [ClosedRange<Int64>]) {
        #expect(GapFilling.stretches(of: days) == stretches)
    }
}
