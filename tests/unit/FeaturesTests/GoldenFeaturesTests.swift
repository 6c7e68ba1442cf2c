import Features
import Readings
import Testing

/// `tests/fixtures/pandas`: pandas 2.3.
struct GoldenFeaturesTests {
    @Test(arguments: ["ewr_start", "ewr_gaps", "ewr_long_gaps", "two_cities_interleaved"])
    func `computes what pandas computes`(name: String) throws {
        let expected = try PandasFixture("\(name).features.csv")
        let readings = try PandasFixture.readings("\(name).input.csv")
        let table = FeatureTable(of: readings, schema: .weather, trustingFlagged: true)
        try #require(table.rowCount >= 200)
        try #require(expected.columns["temperature"]?.count == table.rowCount)
        #expect(table.stations == (0..<readings.rowCount).map(readings.station(ofRow:)))
        #expect(table.times == readings.observedAt)
        var undefined = 0
        for row in 0..<table.rowCount {
            for (column, value) in try expected.row(row, of: .weather).enumerated() {
                let feature = table.matrix[row, column]
                #expect(agrees(feature, value), "row \(row), \(table.schema.featureNames[column]): \(value)")
                if feature.isNaN { undefined += 1 }
            }
        }
        #expect(undefined > 0)
    }
}
