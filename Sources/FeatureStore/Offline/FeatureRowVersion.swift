import Features
import Readings

/// One version of a feature row: the row of an hour as it was known at a moment.
struct FeatureRowVersion {
    let observedAt: Timestamp
    let knownAt: Timestamp
    let values: [Float]

    /// Whether two versions say the same; all undefined values are one.
    func saysTheSame(as other: FeatureRowVersion) -> Bool {
        observedAt == other.observedAt && values.elementsEqual(other.values) { $0.isSameValue(as: $1) }
    }
}

extension Float {
    /// Whether two features are the same to the last bit; an undefined one has many bit patterns and one meaning.
    func isSameValue(as other: Float) -> Bool {
        bitPattern == other.bitPattern || (isNaN && other.isNaN)
    }
}
