extension Double {
    /// The value, or the greatest finite number of its sign when it is infinite.
    var saturated: Double {
        Swift.min(Swift.max(self, -.greatestFiniteMagnitude), .greatestFiniteMagnitude)
    }
}
