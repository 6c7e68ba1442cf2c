import Features
import JSON
import Learning
import Readings
import Registry

/// What makes a reading strange: the sensor, and how it departs from its own past.
struct Cause: Equatable {
    let sensor: Quantity
    let usual: FeatureDefinition.Usual
    /// In the sensor's unit; negative below what is usual.
    let departure: Double
    /// The usual size of such a departure, in the same unit.
    let spread: Double

    /// Nil for a model that judges all features together, and for a row without any departure.
    init?(of row: [Float], in model: LoadedDetector) {
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
