import Logging
import Metrics
public import Readings

/// Scores readings that this program collects, as if somebody had asked: so that inputs are watched and anomalies counted
/// where nobody does.
public struct CollectedReadings: Sendable {
    /// Hours after which a reading is history that was filled in, and no input of now.
    private static let newestHours = 3

    private let service: PredictionService
    private let now: @Sendable () -> Timestamp
    private let logger: Logger

    init(dependencies: ServingDependencies) {
        service = PredictionService(
            dependencies: dependencies,
            anomalies: Counter(label: "anomalies_detected_total", factory: dependencies.metrics))
        now = dependencies.now
        logger = dependencies.logger
    }

    /// Scores and records new readings; those without a detector, and values that are physically impossible, are left out.
    /// - Parameters:
    ///   - readings: that were stored.
    ///   - isWanted: whether a source is one that models are asked about.
    public func score(_ readings: ReadingTable, from isWanted: (String) -> Bool) async {
        let oldest = now().advanced(hours: -Self.newestHours)
        for row in 0..<readings.rowCount
        where isWanted(readings.source(ofRow: row)) && readings.observedAt[row] >= oldest {
            let reading = readings.reading(row)
            let isPossible = zip(readings.schema.quantities, reading.values).allSatisfy { quantity, value in
                quantity.physicalRange.contains(value)
            }
            guard isPossible else { continue }
            do {
                _ = try await service.predictions(
                    for: [
                        SentReading(
                            station: reading.station, schema: readings.schema, values: reading.values,
                            observedAt: reading.observedAt)
                    ], requestID: "collected")
            } catch let problem as Problem where problem.kind == .modelUnavailable {
                // Before the first detector there is nothing to record.
                return
            } catch {
                logger.warning(
                    "a collected reading is stored and not scored",
                    metadata: ["station": "\(reading.station)", "error": "\(error)"])
            }
        }
    }
}
