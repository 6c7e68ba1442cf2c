extension CivilDate: CustomStringConvertible {
    /// `2013-07-01`.
    public var description: String {
        String(Timestamp(milliseconds: dayIndex * Timestamp.millisecondsPerDay).description.prefix { $0 != "T" })
    }
}
