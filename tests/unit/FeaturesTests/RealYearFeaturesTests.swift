import Features
import Ingestion
import Readings
import Testing
import TestSupport

/// The bundled year against `scripts/oracles/features_by_time.py`: pandas 2.3.3.
struct RealYearFeaturesTests {
    private static let year = Result { try BundledDataset.readings(from: [ProjectFiles.weatherYear]) }

    /// Windows and lags, which see gaps.
    private let temporal = FeatureSchema.weather.features.indices.filter {
        switch FeatureSchema.weather.features[$0].definition {
        case .rolling, .lag: true
        case .sensor, .calendar, .product, .departure: false
        }
    }

    @Test func `counts hours where counting rows would be wrong`() throws {
        let table = try FeatureTable(of: Self.year.get(), schema: .weather, trustingFlagged: true)
        let expected = try PandasFixture("nyc_airports_2013_after_gaps.csv.gz")
        let rows = try #require(expected.columns["row"]).map { Int($0) }
        try #require(rows.count == 946)
        for (place, row) in rows.enumerated() {
            for (column, value) in try expected.row(place, of: .weather).enumerated() {
                #expect(
                    agrees(table.matrix[row, column], value),
                    "row \(row), \(table.schema.featureNames[column]): \(value)")
            }
        }
    }

    @Test func `differs from counting rows in exactly those rows`() throws {
        let year = try Self.year.get()
        try #require(year.rowCount == 26_115)
        // With one reading an hour, hours and rows are the same.
        var gapless = ReadingTable(schema: .weather)
        var rowsBefore = [Int](repeating: 0, count: year.stations.count)
        for row in 0..<year.rowCount {
            var reading = year.reading(row)
            reading.observedAt = Timestamp(milliseconds: 0).advanced(hours: rowsBefore[year.stationCodes[row]])
            rowsBefore[year.stationCodes[row]] += 1
            gapless.append(reading)
        }
        let byTime = FeatureTable(of: year, schema: .weather, trustingFlagged: true).matrix
        let byRow = FeatureTable(of: gapless, schema: .weather, trustingFlagged: true).matrix
        let differing = (0..<year.rowCount).filter { row in
            temporal.contains { byTime[row, $0].bitPattern != byRow[row, $0].bitPattern }
        }
        #expect(try differing == PandasFixture("nyc_airports_2013_after_gaps.csv.gz").columns["row"]?.map { Int($0) })
    }

    /// Against `scripts/oracles/departures.py`: pandas 2.3.3.
    @Test func `departs from what was usual as pandas says`() throws {
        let table = try FeatureTable(of: Self.year.get(), schema: .weatherChange, trustingFlagged: true)
        let expected = try PandasFixture("nyc_airports_2013_departures.csv.gz")
        let rows = try #require(expected.columns["row"]).map { Int($0) }
        try #require(rows.count == 2962)
        for (place, row) in rows.enumerated() {
            for (column, value) in try expected.row(place, of: .weatherChange).enumerated() {
                #expect(
                    agrees(table.matrix[row, column], value),
                    "row \(row), \(table.schema.featureNames[column]): \(value)")
            }
        }
    }

    @Test func `says nothing of flagged values when asked not to trust them`() throws {
        let year = try Self.year.get()
        let flagged = try #require(year.flags.first)
        try #require(year.flags.count == 1 && flagged.value.map(\.description) == ["wind_speed:out_of_range"])
        let trusting = FeatureTable(of: year, schema: .weather, trustingFlagged: true)
        let doubting = FeatureTable(of: year, schema: .weather, trustingFlagged: false)
        let names = FeatureSchema.weather.featureNames
        let differing = (0..<year.rowCount).flatMap { row in
            names.indices.filter { trusting.matrix[row, $0].bitPattern != doubting.matrix[row, $0].bitPattern }
                .map { (row, $0) }
        }
        #expect(differing.map(\.0) == [flagged.key, flagged.key, flagged.key])
        #expect(differing.map { names[$0.1] } == ["wind_speed", "pressure_x_wind", "temp_x_wind"])
        #expect(differing.allSatisfy { doubting.matrix[$0.0, $0.1].isNaN && !trusting.matrix[$0.0, $0.1].isNaN })
    }
}
