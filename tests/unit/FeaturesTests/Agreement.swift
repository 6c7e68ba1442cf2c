/// Whether a feature is what a computation in Double says: undefined alike, or within one unit in the last place of a
/// Float, or within 1e-9.
func agrees(_ feature: Float, _ value: Double) -> Bool {
    if value.isNaN { return feature.isNaN }
    return abs(Double(feature) - value) <= max(1e-9, Double(Float(value).ulp))
}

/// The bits of a row, so that equal rows are equal in their undefined values too.
func bits(_ row: some Sequence<Float>) -> [UInt32] { row.map(\.bitPattern) }
