extension JSONWriter {
    /// Writes a member with a string.
    ///
    /// - Parameters:
    ///   - name: the member's name.
    ///   - string: its value.
    public mutating func member(_ name: String, _ string: String) {
        self.name(name)
        value(string)
    }

    /// Writes a member with a number; NaN and infinities become `null`.
    ///
    /// - Parameters:
    ///   - name: the member's name.
    ///   - number: its value.
    public mutating func member(_ name: String, _ number: Double) {
        self.name(name)
        value(number)
    }

    /// Writes a member with a whole number.
    ///
    /// - Parameters:
    ///   - name: the member's name.
    ///   - integer: its value.
    public mutating func member(_ name: String, _ integer: Int) {
        self.name(name)
        value(integer)
    }

    /// Writes a member with `true` or `false`.
    ///
    /// - Parameters:
    ///   - name: the member's name.
    ///   - bool: its value.
    public mutating func member(_ name: String, _ bool: Bool) {
        self.name(name)
        value(bool)
    }
}
