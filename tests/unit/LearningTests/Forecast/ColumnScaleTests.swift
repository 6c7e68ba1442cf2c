import Learning
import Testing

struct ColumnScaleTests {
    private let values: [[Float]] = [
        [1, 7, .nan, 0.1],
        [3, 7, .nan, 0.1],
        [.nan, .nan, .nan, 0.1],
        [8, 7, .nan, 0.1],
        [1_000, -1_000, 5, 9],
    ]

    private func scale(ofRows rows: [Int]) -> ColumnScale {
        ColumnScale(width: 4, rows: rows) { row, place in _ = row.update(fromContentsOf: values[place]) }
    }

    @Test func `takes means of defined values and deviations of filled ones`() {
        let scale = scale(ofRows: [0, 1, 2, 3])
        #expect(scale.means == [4, 7, 0, 0.1])
        // Distances −3, −1, 0, 4.
        #expect(scale.inverseDeviations == [Float(1 / 6.5.squareRoot()), 0, 0, 0])
    }

    @Test func `scales values, fills undefined ones and keeps all within 6`() {
        let scale = ColumnScale(means: [10, 3], inverseDeviations: [0.5, 0])
        #expect(scale.standardized(11, column: 0) == 0.5)
        #expect(scale.standardized(.nan, column: 0) == 0)
        #expect(scale.standardized(23, column: 0) == 6)
        #expect(scale.standardized(-.greatestFiniteMagnitude, column: 0) == -6)
        #expect(scale.standardized(.infinity, column: 0) == 6)
        #expect(scale.standardized(77, column: 1) == 0)
    }

    @Test func `says nothing of no rows`() {
        let scale = scale(ofRows: [])
        #expect(scale.means == [0, 0, 0, 0] && scale.inverseDeviations == [0, 0, 0, 0])
    }
}
