public import FeatureStore
public import Feeds
public import Ledger
public import Parquet
public import Readings

/// Why readings could not be taken in.
public struct IngestionError: Error, Equatable, CustomStringConvertible {
    /// What went wrong.
    public enum Reason: Equatable, Sendable {
        /// A file could not be read or written.
        case file(ParquetError)
        /// A file misses a column that the schema needs.
        case missingColumns([String], found: [String])
        /// A file has no column for these, and none was named.
        case unmappedColumns([String], found: [String])
        /// Columns were named that cannot be meant, in words.
        case mapping(String)
        /// A file of the program's own was damaged, in words.
        case unreadable(String)
        /// A column holds something else than it should.
        case wrongColumn(String, expected: String)
        /// A cell that must not be empty is.
        case emptyCell(row: Int, column: String)
        /// A moment at which nothing can have been measured.
        case implausibleMoment(row: Int, column: String, moment: Timestamp)
        /// The bundled readings were not found in any of these places.
        case datasetMissing(searched: [String])
        /// A weather service gave nothing.
        case feed(FeedError)
        /// The lake failed.
        case store(FeatureStoreError)
        /// The ledger failed.
        case ledger(LedgerError)
        /// More readings wait to be stored than there is room for.
        case overloaded
        /// A text could not be written, in the system's words.
        case unwritable(String)
        /// The service takes no more readings, since it ends.
        case ending
    }

    /// The file, station or service concerned.
    public let subject: String
    /// What went wrong.
    public let reason: Reason

    /// An error about `subject`.
    public init(subject: String, reason: Reason) {
        self.subject = subject
        self.reason = reason
    }

    /// Whether the input is at fault, not the program or the machine.
    public var isBadData: Bool {
        switch reason {
        case .file(let error):
            switch error.reason {
            case .unwritable, .closed: false
            default: true
            }
        case .missingColumns, .unmappedColumns, .mapping, .wrongColumn, .emptyCell, .implausibleMoment: true
        case .store(let error): error.isBadData
        case .datasetMissing, .feed, .ledger, .overloaded, .unwritable, .unreadable, .ending: false
        }
    }

    /// Whether the same may succeed when it is tried again soon.
    public var isTransient: Bool {
        switch reason {
        case .feed(let error): error.isTransient
        case .ledger(let error): error.isTransient
        case .overloaded: true
        case .file, .missingColumns, .unmappedColumns, .mapping, .wrongColumn, .emptyCell, .implausibleMoment,
            .datasetMissing, .store, .unwritable, .unreadable, .ending:
            false
        }
    }

    /// A word for metrics and for the record of hours without a reading, such as `timed_out`.
    public var code: String {
        switch reason {
        case .feed(let error): error.code
        case .store, .ledger, .unwritable, .unreadable: "storage_failed"
        case .overloaded: "overloaded"
        case .ending: "ending"
        case .file, .missingColumns, .unmappedColumns, .mapping, .wrongColumn, .emptyCell, .implausibleMoment,
            .datasetMissing:
            "bad_data"
        }
    }

    /// What failed, on what and why, and what to do.
    public var description: String {
        switch reason {
        case .file(let error): "\(error)"
        case .missingColumns(let names, let found):
            "\(subject): no column \(names.joined(separator: ", ")); it has \(found.joined(separator: ", ")). "
                + "rename its columns"
        case .unmappedColumns(let names, let found):
            "\(subject): no column is \(names.joined(separator: ", ")); it has \(Self.list(found)). "
                + "Say which is which with --map theirs=\(names.first ?? "ours")"
                + (names.contains("machine_id") ? ", and a station for all rows with --station" : "")
                + (found.count == 1 ? "; or name the character between its fields with --delimiter" : "")
        case .mapping(let detail), .unreadable(let detail): "\(subject): \(detail)"
        case .wrongColumn(let column, let expected): "\(subject): column \(column) does not hold \(expected)"
        case .emptyCell(let row, let column): "\(subject): row \(row + 1) has no \(column)"
        case .implausibleMoment(let row, let column, let moment):
            "\(subject): row \(row + 1), column \(column): \(moment) is not between 1900 and 2199; "
                + "is it in another unit?"
        case .datasetMissing(let searched):
            "\(subject) was found in none of: \(searched.joined(separator: ", ")); name it with --dataset"
        case .feed(let error): "\(error)"
        case .store(let error): "\(error)"
        case .ledger(let error): "\(error)"
        case .overloaded: "\(subject): too many readings wait for the disk; send again later"
        case .unwritable(let detail): "\(subject): \(detail)"
        case .ending: "\(subject): the service ends; send again to its successor"
        }
    }
}

extension IngestionError {
    /// Names as people read them; of very many the first.
    static func list(_ names: [String]) -> String {
        names.prefix(20).joined(separator: ", ") + (names.count > 20 ? " and \(names.count - 20) more" : "")
    }

    /// An error of a lower room, as one of this room.
    init(_ error: any Error, subject: String) {
        switch error {
        case let error as IngestionError: self = error
        case let error as ParquetError: self.init(subject: subject, reason: .file(error))
        case let error as FeatureStoreError: self.init(subject: subject, reason: .store(error))
        case let error as LedgerError: self.init(subject: subject, reason: .ledger(error))
        case let error as FeedError: self.init(subject: subject, reason: .feed(error))
        default: self.init(subject: subject, reason: .unwritable("\(error)"))
        }
    }
}
