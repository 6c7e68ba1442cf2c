public import FeatureStore
public import Learning
public import Parquet
public import Readings
public import Registry

/// Why a job of the pipeline did not end well.
public struct PipelineError: Error, Equatable, CustomStringConvertible {
    /// What went wrong.
    public enum Reason: Equatable, Sendable {
        /// A file could not be read or written.
        case file(ParquetError)
        /// The store failed.
        case store(FeatureStoreError)
        /// The registry failed.
        case registry(RegistryError)
        /// A model could not be fitted or judged.
        case learning(LearningError)
        /// There are not enough readings to train on.
        case tooFewReadings(have: Int, need: Int)
        /// There are not enough hours before and after the moment up to which history is trusted; and as many are needed.
        case tooFewHours(trusted: Int, after: Int, neededTrusted: Int, neededAfter: Int)
        /// There are not enough hours of readings before and after the first training of a replay; and as many are needed.
        case tooFewToReplay(before: Int, after: Int, neededBefore: Int, neededAfter: Int)
        /// The history of a station, in hours, is shorter than what is needed.
        case tooShortHistory(station: String, hours: Int, needed: Int)
        /// A moment does not lie in a stretch of time.
        case outside(Timestamp, from: Timestamp, to: Timestamp)
        /// Something cannot be put into history, and why.
        case unplaceable(String)
        /// There is nothing to judge on after the given moment.
        case nothingToJudge
        /// A folder holds no Parquet file.
        case noFeatureFiles
        /// Two files of feature rows have no feature in common; their own ones.
        case noCommonFeatures([String], [String])
        /// A text could not be written, in the system's words.
        case unwritable(String)
    }

    /// The file, model or job concerned.
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
        case .tooFewReadings, .tooFewHours, .tooFewToReplay, .tooShortHistory, .outside, .unplaceable, .nothingToJudge,
            .noFeatureFiles, .noCommonFeatures:
            true
        case .learning(let error):
            switch error.reason {
            case .tooFewRows, .columnWithoutValues: true
            default: false
            }
        case .store(let error): error.isBadData
        case .registry, .unwritable: false
        }
    }

    /// What failed, on what and why, and what to do.
    public var description: String {
        switch reason {
        case .file(let error): "\(error)"
        case .store(let error): "\(error)"
        case .registry(let error): "\(error)"
        case .learning(let error): "\(subject): \(error)"
        case .tooFewReadings(let have, let need):
            "\(subject): \(have) readings are too few to train on, \(need) are needed; "
                + "`driftdetector quickstart` shows what a full directory looks like"
        case .tooFewHours(let trusted, let after, let neededTrusted, let neededAfter):
            "\(subject): \(trusted) hours before the moment up to which history is trusted and \(after) after it; "
                + "\(neededTrusted) and \(neededAfter) are needed"
        case .tooFewToReplay(let before, let after, let neededBefore, let neededAfter):
            "\(subject): \(before) hours of readings before the first training and \(after) after it; \(neededBefore) and "
                + "\(neededAfter) are needed. Without --from the first training is twelve weeks after the first reading; "
                + "`driftdetector import` and `driftdetector backfill` bring more readings in"
        case .tooShortHistory(let station, let hours, let needed):
            "\(subject): it waits until half of the stations have \(needed) hours of readings; \(station) has \(hours)"
        case .outside(let moment, let from, let to): "\(subject): \(moment) does not lie between \(from) and \(to)"
        case .unplaceable(let problem): "\(subject): \(problem)"
        case .nothingToJudge: "\(subject): there are no readings after that moment to judge on"
        case .noFeatureFiles: "\(subject): there is no .parquet file in this folder"
        case .noCommonFeatures(let reference, let current):
            "\(subject): no feature in common; the reference has \(Self.listed(reference)), "
                + "the current file \(Self.listed(current))"
        case .unwritable(let detail): "\(subject): \(detail)"
        }
    }
}

extension PipelineError {
    /// The first of many names.
    private static func listed(_ names: [String]) -> String {
        names.isEmpty
            ? "none" : names.prefix(8).joined(separator: ", ") + (names.count > 8 ? " and \(names.count - 8) more" : "")
    }

    /// An error of a lower room, as one of this room.
    init(_ error: any Error, subject: String) {
        switch error {
        case let error as PipelineError: self = error
        case let error as ParquetError: self.init(subject: subject, reason: .file(error))
        case let error as FeatureStoreError: self.init(subject: subject, reason: .store(error))
        case let error as RegistryError: self.init(subject: subject, reason: .registry(error))
        case let error as LearningError: self.init(subject: subject, reason: .learning(error))
        default: self.init(subject: subject, reason: .unwritable("\(error)"))
        }
    }
}
