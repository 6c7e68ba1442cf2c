import Readings

extension Reading {
    /// A weather reading at an hour after 2026-01-01T00:00Z, known when observed unless told otherwise.
    static func weather(
        _ station: String = "EWR", hour: Int, _ temperature: Double = 20, knownAtHour: Int? = nil,
        source: String = "test", flags: [QualityFlag] = []
    ) -> Reading {
        let year = Timestamp(milliseconds: 1_767_225_600_000)
        return Reading(
            station: station, observedAt: year.advanced(hours: hour),
            knownAt: year.advanced(hours: knownAtHour ?? hour), source: source, kind: .measurement,
            values: [temperature, 1013.25, 50, 3.1], flags: flags)
    }
}

extension ReadingTable {
    init(_ readings: [Reading], schema: SensorSchema = .weather) {
        self.init(schema: schema)
        for reading in readings { append(reading) }
    }

    var readings: [Reading] { (0..<rowCount).map(reading) }
}
