import Ledger
import Metrics
import Synchronization

/// How good forecasts have been lately, as scrapers see it: of each station where they are few, and of all together.
final class ForecastGauges: Sendable {
    private static let mostStations = 50
    private static let allStations = "all"

    private let factory: any MetricsFactory
    private let known = Mutex<[String: Gauge]>([:])

    init(factory: any MetricsFactory) {
        self.factory = factory
    }

    func show(_ errors: [ForecastErrors]) {
        for score in LiveSkill(errors, promised: [:]).scores { show(score, station: Self.allStations) }
        let byStation = Dictionary(grouping: errors, by: \.series.station)
        guard byStation.count <= Self.mostStations else { return }
        for (station, errors) in byStation {
            for score in LiveSkill(errors, promised: [:]).scores { show(score, station: station) }
        }
    }

    private func show(_ score: LiveSkill.Score, station: String) {
        record(score.meanAbsoluteError, "forecast_mae", score, station)
        if let skill = score.skill { record(skill, "forecast_skill", score, station) }
        if let coverage = score.coverage { record(coverage, "forecast_coverage", score, station) }
    }

    private func record(_ value: Double, _ name: String, _ score: LiveSkill.Score, _ station: String) {
        let gauge = known.withLock { known in
            let key = "\(name)/\(score.sensor)/\(score.horizon)/\(station)"
            if let gauge = known[key] { return gauge }
            let gauge = Gauge(
                label: name,
                dimensions: [("horizon", "\(score.horizon)"), ("sensor", score.sensor), ("station", station)],
                factory: factory)
            known[key] = gauge
            return gauge
        }
        gauge.record(value)
    }
}
