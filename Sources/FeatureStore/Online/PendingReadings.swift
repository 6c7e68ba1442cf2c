import Readings

/// Readings that are known here and not yet in the shared store, in the order in which they came.
struct PendingReadings {
    /// Beyond so many they are let go; then the stations are compared whole.
    static let limit = 100_000

    private(set) var readings: ReadingTable
    /// Stations whose whole history the shared store has to be given where it knows nothing.
    private(set) var stations: Set<String> = []

    init(schema: SensorSchema) {
        readings = ReadingTable(schema: schema)
    }

    var isEmpty: Bool { readings.rowCount == 0 && stations.isEmpty }

    mutating func add(_ new: ReadingTable) {
        readings.append(contentsOf: new)
        guard readings.rowCount > Self.limit else { return }
        stations.formUnion(readings.stations)
        readings = ReadingTable(schema: readings.schema)
    }

    mutating func add(stations new: some Sequence<String>) {
        stations.formUnion(new)
    }

    /// Takes back what could not be handed over, before what has come since.
    mutating func putBack(_ older: PendingReadings) {
        let newer = readings
        readings = older.readings
        stations.formUnion(older.stations)
        add(newer)
    }
}
