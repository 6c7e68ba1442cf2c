import Foundation

/// What trainings in other places have given, as files `models/.results/JOB.json` of the data directory that they share.
///
/// A result appears whole or not at all, and stays until the next training, so that a reader that ends before it has kept what
/// it read finds it again.
public struct TrainingResults: Sendable {
    private let directory: String

    /// The results of a data directory.
    /// - Parameter dataDirectory: the directory that holds everything.
    public init(dataDirectory: String) {
        directory = "\(dataDirectory)/models/.results"
    }

    /// Whether a text may name a job: a label of RFC 1123, 1 to 63 of a-z, 0-9 and `-`, with no `-` at either end.
    /// - Parameter name: the text.
    /// - Returns: true when it may.
    public static func isValidName(_ name: String) -> Bool {
        (1...63).contains(name.utf8.count) && ModelRegistry.isValidName(name) && !name.contains("_")
            && !name.hasPrefix("-") && !name.hasSuffix("-")
    }

    /// Keeps what a job gave.
    /// - Parameters:
    ///   - bytes: the result.
    ///   - job: a valid name.
    /// - Throws: ``RegistryError`` when it cannot be written; then there is none.
    public func write(_ bytes: [UInt8], of job: String) throws(RegistryError) {
        try DurableFiles.makeDirectory(directory)
        try DurableFiles.replace("\(directory)/\(job).json", with: bytes)
    }

    /// What a job gave.
    /// - Parameter job: a valid name.
    /// - Returns: the result; nil while there is none.
    /// - Throws: ``RegistryError`` when it is there and cannot be read.
    public func result(of job: String) throws(RegistryError) -> [UInt8]? {
        let path = "\(directory)/\(job).json"
        return FileManager.default.fileExists(atPath: path) ? try ModelRegistry.read(path) : nil
    }

    /// Remembers that a job was made.
    /// - Parameter job: a valid name.
    /// - Throws: ``RegistryError`` when that cannot be written.
    public func noteMade(_ job: String) throws(RegistryError) {
        try DurableFiles.makeDirectory(directory)
        try DurableFiles.replace("\(directory)/\(job).made", with: [])
    }

    /// Whether a job was made.
    /// - Parameter job: a valid name.
    /// - Returns: true from ``noteMade(_:)`` on.
    public func isMade(_ job: String) -> Bool {
        FileManager.default.fileExists(atPath: "\(directory)/\(job).made")
    }

    /// Removes what other jobs have left.
    /// - Parameters:
    ///   - prefix: how their names begin.
    ///   - job: the one that is kept.
    public func forget(beginningWith prefix: String, butFor job: String) {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []
        for file in files where file.hasPrefix(prefix) && !file.hasPrefix("\(job).") {
            // What cannot be removed now is removed by the next training.
            try? FileManager.default.removeItem(atPath: "\(directory)/\(file)")
        }
    }
}
