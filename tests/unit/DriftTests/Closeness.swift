/// Whether two numbers agree within a relative tolerance, or an absolute one around 0.
func agree(_ value: Double, _ other: Double, relative: Double = 1e-9, absolute: Double = 1e-13) -> Bool {
    abs(value - other) <= max(relative * abs(other), absolute)
}
