import Readings

/// Some rows of a file, column by column, with its own zones and units.
struct HistoryChunk {
    /// Numbers of a column, and the rows in which something else stands.
    struct Numbers {
        /// NaN where there is no number.
        var values: [Double]
        var unreadableRows: [Int]
    }

    /// What a row says about a moment.
    enum Moment {
        case written(WrittenMoment)
        case missing
        case unreadable
    }

    var rowCount: Int
    /// For each row the place of its station in `stationNames`, −1 where there is none; nil without such a column.
    var stations: (names: [String], codes: [Int])?
    var observedAt: [Moment]
    /// Nil without such a column.
    var knownAt: [Moment]?
    /// One for each quantity of the schema, nil without such a column.
    var quantities: [Numbers?]
    /// Rows that could not be cut into fields; they are none of the others.
    var faults: [RowRejection]
    /// A row's line or number, from 1.
    let line: (_ row: Int) -> Int
    /// A row as it stands in the file.
    let text: (_ row: Int) -> String
    /// What stands in a column of a row.
    let cell: (_ column: String, _ row: Int) -> String
}
