/// Rows of a reference that are of a window's season: the same stretch of the calendar in earlier years.
public struct Season: Sendable, Equatable {
    /// Places of the rows in the reference, each once.
    public let rows: [Int]
    /// How many earlier years they are of, ≥ 1.
    public let years: Int

    /// A season of given rows.
    /// - Parameters:
    ///   - rows: places in the reference, each once.
    ///   - years: how many earlier years they are of, ≥ 1.
    public init(rows: [Int], years: Int) {
        self.rows = rows
        self.years = years
    }
}
