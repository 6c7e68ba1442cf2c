import Features
import Foundation
import Readings
import TestSupport

/// `scripts/oracles/ridge.py`: numpy 2.4.6, checked against scikit-learn 1.9.1.
struct NumpyRidgeFixture: Decodable {
    struct Station: Decodable {
        let name: String
        let firstHour: Int64
        let columns: [[Double?]]
    }

    struct Output: Decodable {
        let sensor: String
        let horizon: Int
        let inputs: [String]
        let weights: [Double]
        let intercept: Double
        let forecasts: [Double?]
    }

    let penalty: Double
    let cutHour: Int64
    let horizons: [Int]
    let sensors: [String]
    let stations: [Station]
    let inputs: [String]
    let means: [Double]
    let inverseDeviations: [Double]
    let outputs: [Output]

    static func read() throws -> NumpyRidgeFixture {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return try decoder.decode(
            NumpyRidgeFixture.self, from: Data(contentsOf: ProjectFiles.fixture("numpy/ridge.json")))
    }

    var schema: ForecastSchema {
        let quantities = sensors.map { Quantity(name: $0, unit: "1", physicalRange: -1e6...1e6) }
        return ForecastSchema(sensors: SensorSchema(name: "river", quantities: quantities), horizons: horizons)
    }

    var series: [(station: String, series: StationSeries)] {
        stations.map { station in
            var series = StationSeries(quantityCount: sensors.count)
            for hour in station.columns[0].indices {
                let values = station.columns.map { $0[hour] ?? .nan }
                if values.allSatisfy(\.isNaN) { continue }
                series.insert(values, at: Timestamp(milliseconds: 0).advanced(hours: Int(station.firstHour) + hour))
            }
            return (station.name, series)
        }
    }
}
