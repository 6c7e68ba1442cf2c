public import Features
import JSON
import Learning
public import Readings
public import Registry

/// What makes a reading strange: the sensor, and how it departs from its own past.
public struct Cause: Sendable, Equatable {
    /// The sensor.
    public let sensor: Quantity
    /// What it departs from.
    public let usual: FeatureDefinition.Usual
    /// In the sensor's unit; negative below what is usual.
    public let departure: Double
    /// The usual size of such a departure, in the same unit.
    public let spread: Double

    /// The cause of a row's score; nil for a model that judges all features together, and for a row without any departure.
    /// - Parameters:
    ///   - row: features as the model takes them.
    ///   - model: gave the score.
    public init?(of row: [Float], in model: LoadedDetector) {
        guard let cause = model.detector.cause(of: row), cause.departure.isFinite,
            case .departure(let sensor, let usual) = model.schema.features[cause.feature].definition
        else { return nil }
        self.sensor = model.schema.sensors.quantities[sensor]
        self.usual = usual
        departure = cause.departure
        spread = cause.spread
    }

    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("sensor", sensor.name)
            writer.member("departure_from", usual.name)
            writer.member("departure", departure)
            writer.member("usual_spread", spread)
            writer.member("unit", sensor.unit)
        }
    }
}
