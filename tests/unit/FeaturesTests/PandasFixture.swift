import Features
import Foundation
import Ingestion
import Parquet
import Readings
import Testing
import TestSupport

/// Readings and their features by pandas, from `tests/fixtures/pandas`.
struct PandasFixture {
    /// Columns by name, NaN where pandas says nothing.
    let columns: [String: [Double]]

    init(_ name: String) throws {
        let path = ProjectFiles.fixture("pandas/\(name)").path
        let names = FeatureSchema.weather.featureNames + FeatureSchema.weatherChange.featureNames
        let types = Dictionary(uniqueKeysWithValues: names.map { ($0, ColumnType.float64) })
        var columns: [String: [Double]] = [:]
        for column in try CSVReader(path: path).read(types: types).columns {
            switch column.values {
            case .float64(let values): columns[column.name] = values
            case .int64(let values): columns[column.name] = values.map(Double.init)
            default: break
            }
        }
        self.columns = columns
    }

    static func readings(_ name: String) throws -> ReadingTable {
        try ReadingFile(path: ProjectFiles.fixture("pandas/\(name)").path, schema: .weather)
            .read(source: "fixture", kind: .archive).readings
    }

    /// One row's features in the order of a schema.
    func row(_ row: Int, of schema: FeatureSchema) throws -> [Double] {
        try schema.featureNames.map { try #require(columns[$0]?[row], "\($0)") }
    }
}
