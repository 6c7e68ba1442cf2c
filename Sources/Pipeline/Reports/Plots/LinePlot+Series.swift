extension LinePlot {
    /// One line.
    package struct Series: Sendable {
        /// As the legend calls it.
        package let name: String
        /// One value for each of the plot's times; the line is broken where one is NaN.
        package let values: [Double]

        package init(name: String, values: [Double]) {
            self.name = name
            self.values = values
        }
    }
}
