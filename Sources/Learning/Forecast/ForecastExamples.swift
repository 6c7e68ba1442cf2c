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
    public internal(set) var inputs: ForecastInputMatrix

    /// Each station's hours, of which the present and the outcomes are read.
    let grids: [HourlyGrid]
    /// For each row a bit a horizon: whether the outcomes are wanted.
    var wantedHorizons: [UInt64] = []

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
        let grids = series.map { HourlyGrid(of: $0.series) }
        self.grids = grids
        let byName = Dictionary(zip(stations, grids)) { first, _ in first }
        let hours = grids.map { grid in
            stride(from: ForecastSchema.historyHours, to: grid.hourCount, by: 1)
                .filter { hour in schema.sensors.quantities.indices.contains { !grid.present($0, atHour: hour).isNaN } }
        }
        let count = hours.reduce(0) { $0 + $1.count }
        var inputs = ForecastInputMatrix(schema: schema, reservedRows: count)
        stationCodes.reserveCapacity(count)
        issuedAt.reserveCapacity(count)
        let extractor = ForecastInputExtractor(schema: schema)
        var row = [Float](repeating: .nan, count: schema.inputs.count)
        for (code, grid) in grids.enumerated() {
            let near = neighbours[stations[code]].map { byName[$0] }
            for hour in hours[code] {
                row.withUnsafeMutableBufferPointer { row in
                    extractor.fill(row, of: grid, atHour: hour, neighbours: near)
                    inputs.append(row: UnsafeBufferPointer(row))
                }
                stationCodes.append(code)
                issuedAt.append(grid.time(ofHour: hour))
            }
        }
        self.inputs = inputs
        wantedHorizons = Array(repeating: .max, count: count)
    }

    /// What a sensor showed at issue.
    /// - Parameters:
    ///   - row: 0 ..< `rowCount`.
    ///   - sensor: a place in the schema.
    /// - Returns: the value, NaN when unknown.
    public func present(row: Int, sensor: Int) -> Double {
        let code = stationCodes[row]
        return grids[code].present(sensor, atHour: Int(issuedAt[row].hourIndex - grids[code].firstHour))
    }

    /// What all sensors showed at issue.
    /// - Parameter row: 0 ..< `rowCount`.
    /// - Returns: one value a sensor, NaN when unknown.
    public func present(row: Int) -> [Double] {
        (0..<sensorCount).map { present(row: row, sensor: $0) }
    }

    /// What a sensor showed at the target.
    /// - Parameters:
    ///   - row: 0 ..< `rowCount`.
    ///   - horizon: a place in the schema's horizons.
    ///   - sensor: a place in the schema's sensors.
    /// - Returns: the value, NaN when nothing was measured.
    public func outcome(row: Int, horizon: Int, sensor: Int) -> Double {
        guard wantedHorizons[row] & 1 << UInt64(horizon) != 0 else { return .nan }
        let code = stationCodes[row]
        let hour = Int(issuedAt[row].hourIndex - grids[code].firstHour)
        return grids[code].measured(sensor, atHour: hour + schema.horizons[horizon])
    }
}
