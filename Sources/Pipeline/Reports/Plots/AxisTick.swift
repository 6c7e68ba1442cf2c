/// A marked place on an axis.
package struct AxisTick: Sendable, Equatable {
    /// In units of the picture.
    package let position: Double
    /// What is written there.
    package let label: String

    package init(position: Double, label: String) {
        self.position = position
        self.label = label
    }
}
