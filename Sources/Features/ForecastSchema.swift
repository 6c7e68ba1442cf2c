public import Readings

/// What a forecaster of all sensors and horizons sees, in the fixed order in which the model takes it.
///
/// Only changes, departures from recent means and the clock hour, and no level of the first sensor and no month: levels
/// and months tie a model to the season it was trained in (measured on a year of New York weather: a linear model of
/// levels is worse than persistence in the following season). Products with the clock hour let a linear model use a
/// change differently by day and by night.
public struct ForecastSchema: Sendable, Equatable {
    /// What the stations report; each is forecast.
    public let sensors: SensorSchema
    /// Hours ahead, ascending.
    public let horizons: [Int]
    /// How many nearest stations are looked at.
    public let neighbours: Int
    /// The columns in order; those of neighbours stand last.
    public let inputs: [ForecastInput]
    /// The places of the columns of neighbours.
    public let neighbourInputs: Range<Int>
    /// For each horizon the places of the columns that its models use, ascending.
    public let inputsByHorizon: [[Int]]
    /// 16 hexadecimal digits that change whenever an order, a unit or a computation changes.
    public let fingerprint: String

    /// Hours of readings that a row looks back at.
    public static let historyHours = 168
    /// Hours for which a missing value is replaced by the last known one.
    public static let carriedHours = 6
    /// The longest horizon that a week of history serves.
    public static let longestHorizon = 48

    /// Neighbours that may be looked at.
    public static let mostNeighbours = 5

    /// The columns' names in order.
    public var inputNames: [String] { inputs.map(\.name) }

    /// Values forecast at once: horizons × sensors.
    public var outputCount: Int { horizons.count * sensors.quantities.count }

    /// The columns for given sensors and horizons.
    /// - Parameters:
    ///   - sensors: what the stations report.
    ///   - horizons: 1 … 48 hours; sorted and made unique.
    ///   - neighbours: 0 … 5 nearest stations to look at.
    public init(sensors: SensorSchema, horizons: [Int], neighbours: Int = 0) {
        precondition(horizons.allSatisfy { (1...Self.longestHorizon).contains($0) }, "a horizon is 1 to 48 hours")
        precondition((0...Self.mostNeighbours).contains(neighbours), "up to 5 neighbours")
        self.neighbours = neighbours
        self.sensors = sensors
        self.horizons = Set(horizons).sorted()
        var columns = ForecastColumns(sensors: sensors)
        columns.addShared()
        let shared = Array(columns.inputs.indices)
        var byHorizon: [[Int]] = []
        for horizon in self.horizons {
            let start = columns.inputs.count
            columns.addColumns(ofHorizon: horizon)
            byHorizon.append(shared + Array(start..<columns.inputs.count))
        }
        let own = columns.inputs.count
        columns.addNeighbours(neighbours)
        inputs = columns.inputs
        neighbourInputs = own..<columns.inputs.count
        inputsByHorizon = byHorizon.map { $0 + Array(own..<columns.inputs.count) }
        fingerprint = Fingerprint.hexadecimal(
            of: FeatureSchema.canonicalText(
                sensors: sensors, columns: columns.inputs.map { "\($0.name)=\($0.definition.canonicalText)" }))
    }

    /// Hourly weather, 1, 3, 6, 12 and 24 hours ahead.
    public static let weather = ForecastSchema(sensors: .weather, horizons: [1, 3, 6, 12, 24])

    /// Hours back from the issue time to the newest value at the target's clock hour.
    /// - Parameter horizon: hours ahead, ≥ 1.
    /// - Returns: 0 … 23.
    public static func hoursBack(toClockHourOf horizon: Int) -> Int {
        (24 - horizon % 24) % 24
    }
}
