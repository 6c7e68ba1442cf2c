public import Features
public import Readings

/// Hours of the past with what a forecaster would have seen, what was then, and what came.
public struct ForecastExamples: Sendable {
    /// The columns of `inputs`.
    public let schema: ForecastSchema
    /// Which stations' hours stand beside which.
    public let neighbours: StationNeighbours
    /// The stations' names.
    public let stations: [String]
    /// For each row its place in `stations`.
    public internal(set) var stationCodes: [Int] = []
    /// For each row the hour at which a forecast would have been issued.
    public internal(set) var issuedAt: [Timestamp] = []
    /// What the forecaster would have seen, one row an hour.
    public internal(set) var inputs: FeatureMatrix
    /// The values at issue, `[rowCount × sensors]`, NaN where unknown.
    public internal(set) var present: [Double] = []
    /// What was measured later, `[rowCount × horizons × sensors]`, NaN where nothing was.
    public internal(set) var outcomes: [Double] = []

    /// Rows held.
    public var rowCount: Int { issuedAt.count }
    /// Sensors forecast.
    public var sensorCount: Int { schema.sensors.quantities.count }

    /// All hours of all stations from the end of their first week on.
    /// - Parameters:
    ///   - series: each station's name and readings, doubted values missing.
    ///   - schema: inputs and horizons.
    ///   - neighbours: which stations' hours to look at beside which, where the schema does.
    public init(
        of series: [(station: String, series: StationSeries)], schema: ForecastSchema,
        neighbours: StationNeighbours = .none
    ) {
        self.schema = schema
        self.neighbours = neighbours
        stations = series.map(\.station)
        inputs = FeatureMatrix(featureCount: schema.inputs.count)
        let extractor = ForecastInputExtractor(schema: schema)
        var row = [Float](repeating: .nan, count: schema.inputs.count)
        let grids = Dictionary(series.map { ($0.station, HourlyGrid(of: $0.series)) }) { first, _ in first }
        for (code, entry) in series.enumerated() {
            guard let grid = grids[entry.station] else { continue }
            let near = neighbours[entry.station].map { grids[$0] }
            for hour in stride(from: ForecastSchema.historyHours, to: grid.hourCount, by: 1) {
                let now = grid.present(atHour: hour)
                if now.allSatisfy(\.isNaN) { continue }
                row.withUnsafeMutableBufferPointer { extractor.fill($0, of: grid, atHour: hour, neighbours: near) }
                inputs.append(row: row)
                stationCodes.append(code)
                issuedAt.append(grid.time(ofHour: hour))
                present.append(contentsOf: now)
                for horizon in schema.horizons {
                    let target = hour + horizon
                    for sensor in grid.columns.indices {
                        outcomes.append(target < grid.hourCount ? grid.columns[sensor][target] : .nan)
                    }
                }
            }
        }
    }

    /// What a sensor showed at issue.
    /// - Parameters:
    ///   - row: 0 ..< `rowCount`.
    ///   - sensor: a place in the schema.
    /// - Returns: the value, NaN when unknown.
    public func present(row: Int, sensor: Int) -> Double {
        present[row * sensorCount + sensor]
    }

    /// What a sensor showed at the target.
    /// - Parameters:
    ///   - row: 0 ..< `rowCount`.
    ///   - horizon: a place in the schema's horizons.
    ///   - sensor: a place in the schema's sensors.
    /// - Returns: the value, NaN when nothing was measured.
    public func outcome(row: Int, horizon: Int, sensor: Int) -> Double {
        outcomes[(row * schema.horizons.count + horizon) * sensorCount + sensor]
    }
}
