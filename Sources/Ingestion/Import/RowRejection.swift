/// A row that is not taken in, and why.
public struct RowRejection: Sendable, Equatable {
    /// Why a row is not taken in.
    public enum Reason: String, Sendable, CaseIterable {
        /// It has fewer or more fields than the header.
        case fieldCount = "field_count"
        /// A quote that it opens is not closed.
        case unclosedQuote = "unclosed_quote"
        /// It is longer than a megabyte.
        case tooLong = "too_long"
        /// It has no station.
        case noStation = "no_station"
        /// It has no moment.
        case noMoment = "no_moment"
        /// Its moment cannot be read.
        case unreadableMoment = "unreadable_moment"
        /// Its moment has no zone, while others of the file have one, and none was stated.
        case noZone = "no_zone"
        /// Its moment was left out when clocks were set forward.
        case skippedMoment = "skipped_moment"
        /// Its moment is not between 1900 and 2199.
        case implausibleMoment = "implausible_moment"
        /// A value is not a number.
        case unreadableNumber = "unreadable_number"
        /// It has no value at all.
        case noValues = "no_values"
    }

    /// The row's line in CSV, its number in Parquet, from 1.
    public let line: Int
    /// Why.
    public let reason: Reason
    /// What is wrong with it, with the column, for people.
    public let detail: String
    /// The row as it stands in the file; empty for Parquet.
    public let text: String
}
