/// Judges each value of a reading on its own; doubts are recorded, nothing is dropped or changed.
public struct QualityControl: Sendable {
    /// The schema whose readings are judged.
    public let schema: SensorSchema

    /// Quality control for readings of one schema.
    /// - Parameter schema: gives each value its physical range.
    public init(schema: SensorSchema) {
        self.schema = schema
    }

    /// The doubts about one reading.
    /// - Parameter values: in the schema's order and units; NaN is a missing value, which is no doubt.
    /// - Returns: at most one flag a quantity, in the schema's order.
    public func flags(for values: [Double]) -> [QualityFlag] {
        var flags: [QualityFlag] = []
        for (quantity, value) in zip(schema.quantities, values) where !value.isNaN {
            if value.isInfinite {
                flags.append(QualityFlag(quantity: quantity.name, reason: .notFinite))
            } else if !quantity.physicalRange.contains(value) {
                flags.append(QualityFlag(quantity: quantity.name, reason: .outOfRange))
            }
        }
        return flags
    }
}
