import Features
import Learning
import Readings

/// How much history the first forecaster of all needs. One that has seen less is better than persistence, and worse than one
/// that waited.
struct FirstForecaster {
    /// Days of readings that it needs at least.
    static let days = 14

    /// For each station the hours from its first reading to its last, ascending.
    private let spans: [(station: String, hours: Int)]

    /// By the history of some readings.
    init(_ readings: ReadingTable) {
        spans = zip(readings.stations, readings.rowsByStation()).compactMap { station, rows in
            guard let first = rows.first, let last = rows.last else { return nil }
            return (station, Int(readings.observedAt[last].hourIndex - readings.observedAt[first].hourIndex))
        }.sorted { ($0.hours, $0.station) < ($1.hours, $1.station) }
    }

    /// Hours that are needed: two weeks, of few stations more. Hours count from the end of a week on, a fifth
    /// is held out behind a gap of a day, and a ridge regression takes 200 of what is left.
    private var needed: Int {
        let rows = 260 / max(1, spans.count)
        return max(24 * Self.days, ForecastSchema.historyHours + (rows + 24) * 5 / 4)
    }

    /// Why it is too early; nil when half of the stations have enough, so that nobody waits for one that is new or silent.
    var problem: PipelineError? {
        guard !spans.isEmpty else {
            return PipelineError(subject: "first forecaster", reason: .tooFewReadings(have: 0, need: needed))
        }
        let middle = spans[spans.count / 2]
        guard middle.hours < needed else { return nil }
        return PipelineError(
            subject: "first forecaster",
            reason: .tooShortHistory(station: middle.station, hours: middle.hours, needed: needed))
    }
}
