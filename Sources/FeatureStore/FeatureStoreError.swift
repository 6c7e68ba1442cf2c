public import Parquet

/// Why readings, features or predictions could not be kept or found again.
public struct FeatureStoreError: Error, Equatable, CustomStringConvertible {
    /// What went wrong.
    public enum Reason: Equatable, Sendable {
        /// A file could not be read or written.
        case file(ParquetError)
        /// A directory could not be listed or made, in the system's words.
        case directory(String)
        /// A file misses a column, or has it in another type.
        case column(name: String, expected: String)
        /// A cell holds what its column cannot mean.
        case cell(row: Int, column: String, text: String, expected: String)
        /// A file was written for other columns or other computations.
        case otherSchema(found: String, expected: String)
        /// A file of the offline store is damaged, which `features materialize` with these options makes anew from the lake.
        case damagedFeatures(ParquetError, options: String)
        /// There are no readings of a schema.
        case noReadings(schema: String)
        /// No features of a schema have been computed.
        case noFeatures(schema: String)
        /// None of the stations asked for has rows or readings.
        case unknownStations([String])
        /// The work was given up, since its task was cancelled.
        case cancelled
    }

    /// The file or directory concerned.
    public let subject: String
    /// What went wrong.
    public let reason: Reason

    /// An error about `subject`.
    public init(subject: String, reason: Reason) {
        self.subject = subject
        self.reason = reason
    }

    /// Whether what was given is at fault, or a file that can be made anew, not the program or the machine.
    public var isBadData: Bool {
        switch reason {
        case .damagedFeatures, .noReadings, .noFeatures, .unknownStations: true
        case .file, .directory, .column, .cell, .otherSchema, .cancelled: false
        }
    }

    /// What failed, on what and why, in one line.
    public var description: String {
        switch reason {
        case .file(let error): "\(error)"
        case .directory(let detail): "\(subject): \(detail)"
        case .column(let name, let expected): "\(subject): column \(name) is missing or is not \(expected)"
        case .cell(let row, let column, let text, let expected):
            "\(subject): row \(row + 1), column \(column): \"\(text)\" is not \(expected)"
        case .otherSchema(let found, let expected):
            "\(subject): written for schema \(found), this program has \(expected); "
                + "driftdetector features materialize computes it anew"
        case .damagedFeatures(let error, let options):
            "\(error); driftdetector features materialize \(options) computes it anew"
        case .noReadings(let schema):
            "\(subject): there are no \(schema) readings yet; driftdetector import, collect or "
                + "quickstart brings some"
        case .noFeatures(let schema):
            "\(subject): there are no \(schema) features yet; driftdetector features materialize --schema "
                + "\(schema) computes them"
        case .unknownStations(let names):
            "\(subject): nothing is stored of \(names.joined(separator: ", ")); letter case counts"
        case .cancelled: "\(subject): given up before it was done"
        }
    }
}

extension FeatureStoreError {
    static func cancelled(_ subject: String) -> FeatureStoreError {
        FeatureStoreError(subject: subject, reason: .cancelled)
    }
}
