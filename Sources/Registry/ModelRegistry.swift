import Crypto
import Foundation

/// Model versions below `models/`, numbered 1, 2, 3 … for each name, never changed once there; and the aliases that
/// point at them.
///
/// A version appears whole or not at all. Several processes may share the directory.
public struct ModelRegistry: Sendable {
    private let directory: String

    /// A registry below a data directory, which need not exist yet.
    /// - Parameter dataDirectory: the directory that holds everything.
    public init(dataDirectory: String) {
        directory = "\(dataDirectory)/models"
    }

    /// Adds a version. It gets no alias.
    /// - Parameters:
    ///   - name: the model's name: a-z, 0-9, `-` and `_`.
    ///   - run: where it comes from.
    ///   - package: its files.
    /// - Returns: the version with its number.
    /// - Throws: ``RegistryError`` when a file cannot be written; then there is no new version.
    public func register(
        name: String, run: TrainingRun, package: ModelPackage
    ) throws(RegistryError) -> ModelVersion {
        guard Self.isValidName(name) else {
            throw RegistryError(subject: name, reason: .invalidName)
        }
        let home = "\(directory)/\(name)"
        try DurableFiles.makeDirectory(home)
        return try DurableFiles.locked("\(home)/.lock") { () throws(RegistryError) in
            let number = (try takenNumbers(of: name).last ?? 0) + 1
            let staging = "\(home)/.staging"
            try? FileManager.default.removeItem(atPath: staging)
            try DurableFiles.makeDirectory(staging)
            for (file, bytes) in package.files.sorted(by: { $0.key < $1.key }) {
                try DurableFiles.write(bytes, to: "\(staging)/\(file)")
            }
            let digests = package.files.mapValues(Self.digest)
            let record = VersionRecord(name: name, version: number, run: run, digests: digests)
            try DurableFiles.write(try Self.encoded(record), to: "\(staging)/run.json")
            try DurableFiles.syncDirectory(of: "\(staging)/run.json")
            try DurableFiles.move(staging, to: "\(home)/\(number)")
            return ModelVersion(
                name: name, number: number, directory: "\(home)/\(number)", run: run, digests: digests)
        }
    }

    /// Points an alias at a version.
    /// - Parameters:
    ///   - alias: which.
    ///   - name: the model's name.
    ///   - number: an existing version; nil clears the alias.
    /// - Throws: ``RegistryError`` when the model or version does not exist or the file cannot be written.
    public func point(_ alias: ModelAlias, of name: String, at number: Int?) throws(RegistryError) {
        try requireVersion(number, of: name)
        try changeAliases(of: name) { $0[alias] = number }
    }

    /// Makes a version the champion; it is no challenger any more.
    /// - Parameters:
    ///   - number: an existing version.
    ///   - name: the model's name.
    ///   - expected: the version that must be champion still; nil for whichever is.
    /// - Returns: the version that was champion before, nil when there was none.
    /// - Throws: ``RegistryError`` when the model or version does not exist, another than the expected version is champion,
    ///   or the file cannot be written; then the champion is the one before.
    @discardableResult
    public func promote(
        _ number: Int, of name: String, replacing expected: Int? = nil
    ) throws(RegistryError) -> Int? {
        try requireVersion(number, of: name)
        return try changeAliases(of: name) { (aliases) throws(RegistryError) in
            if let expected, aliases[.champion] != expected {
                throw RegistryError(subject: name, reason: .overtaken(by: aliases[.champion]))
            }
            if aliases[.challenger] == number { aliases[.challenger] = nil }
            return aliases.updateValue(number, forKey: .champion)
        }
    }

    /// The aliases of a model and the versions they point at.
    /// - Parameter name: the model's name.
    /// - Returns: only aliases that are set.
    /// - Throws: ``RegistryError`` when the file cannot be read.
    public func aliases(of name: String) throws(RegistryError) -> [ModelAlias: Int] {
        Self.known(try namedAliases(of: name))
    }

    /// The names of all models.
    /// - Returns: sorted; empty when nothing was registered.
    /// - Throws: ``RegistryError`` when the directory cannot be read.
    public func names() throws(RegistryError) -> [String] {
        var names: [String] = []
        for name in try entries(of: directory) where try !versionNumbers(of: name).isEmpty { names.append(name) }
        return names.sorted()
    }

    /// All versions of a model.
    /// - Parameter name: the model's name.
    /// - Returns: by number; empty for an unknown name.
    /// - Throws: ``RegistryError`` when a version's record cannot be read.
    public func versions(of name: String) throws(RegistryError) -> [ModelVersion] {
        var versions: [ModelVersion] = []
        for number in try versionNumbers(of: name) { versions.append(try version(.version(number), of: name)) }
        return versions
    }

    /// One version of a model.
    /// - Parameters:
    ///   - reference: which.
    ///   - name: the model's name.
    /// - Returns: the version with its record; its files are not checked yet.
    /// - Throws: ``RegistryError`` when there is none or its record cannot be read.
    public func version(_ reference: ModelReference, of name: String) throws(RegistryError) -> ModelVersion {
        let numbers = try versionNumbers(of: name)
        guard !numbers.isEmpty else { throw RegistryError(subject: name, reason: .unknownModel) }
        let number: Int
        switch reference {
        case .version(let asked):
            number = asked
        case .alias(let alias):
            guard let pointed = try aliases(of: name)[alias] else {
                throw RegistryError(subject: name, reason: .aliasNotSet(alias))
            }
            number = pointed
        }
        guard numbers.contains(number) else {
            throw RegistryError(subject: name, reason: .unknownVersion(number))
        }
        let home = "\(directory)/\(name)/\(number)"
        let record = try Self.decoded(VersionRecord.self, at: "\(home)/run.json")
        return ModelVersion(
            name: name, number: number, directory: home, run: record.run, digests: record.digests)
    }

    /// The bytes of one file of a version, proven to be those that were registered.
    /// - Parameters:
    ///   - file: a file's name, such as `model.onnx`.
    ///   - version: a version of this registry.
    /// - Returns: the bytes.
    /// - Throws: ``RegistryError`` when the file is missing, unreadable or was changed.
    public func contents(of file: String, in version: ModelVersion) throws(RegistryError) -> [UInt8] {
        let bytes = try Self.read("\(version.directory)/\(file)")
        guard version.digests[file] == Self.digest(bytes) else {
            throw RegistryError(
                subject: version.subject, reason: .digestMismatch(file: file))
        }
        return bytes
    }

    /// The numbers of a model's versions, without reading their records.
    /// - Parameter name: the model's name.
    /// - Returns: ascending; empty for an unknown name. A copy that was cut short has no record and does not count.
    /// - Throws: ``RegistryError`` when the directory cannot be read.
    public func versionNumbers(of name: String) throws(RegistryError) -> [Int] {
        try takenNumbers(of: name).filter {
            FileManager.default.fileExists(atPath: "\(directory)/\(name)/\($0)/run.json")
        }
    }

    /// All that aliases.json holds.
    private func namedAliases(of name: String) throws(RegistryError) -> [String: Int] {
        let path = "\(directory)/\(name)/aliases.json"
        guard FileManager.default.fileExists(atPath: path) else { return [:] }
        do {
            return try Self.decoded([String: Int].self, at: path)
        } catch {
            guard case .malformed = error.reason else { throw error }
            throw RegistryError(
                subject: path,
                reason: .malformed(
                    "is damaged; restore it from a copy, or remove it and name the champion by "
                        + "`driftdetector models promote \(name) VERSION`"))
        }
    }

    private static func known(_ named: [String: Int]) -> [ModelAlias: Int] {
        named.reduce(into: [:]) { aliases, entry in
            if let alias = ModelAlias(rawValue: entry.key) { aliases[alias] = entry.value }
        }
    }

    /// Refuses an unknown model, and a number that is none of its versions'.
    private func requireVersion(_ number: Int?, of name: String) throws(RegistryError) {
        let numbers = try versionNumbers(of: name)
        guard !numbers.isEmpty else { throw RegistryError(subject: name, reason: .unknownModel) }
        if let number, !numbers.contains(number) {
            throw RegistryError(subject: name, reason: .unknownVersion(number))
        }
    }

    /// Changes the aliases of a model, all at once or not at all.
    private func changeAliases<Result>(
        of name: String, _ change: (inout [ModelAlias: Int]) throws(RegistryError) -> Result
    ) throws(RegistryError) -> Result {
        let home = "\(directory)/\(name)"
        return try DurableFiles.locked("\(home)/.lock") { () throws(RegistryError) in
            var named = try namedAliases(of: name)
            var aliases = Self.known(named)
            let result = try change(&aliases)
            // Names that others gave stay.
            for alias in ModelAlias.allCases { named[alias.rawValue] = aliases[alias] }
            try DurableFiles.replace("\(home)/aliases.json", with: try Self.encoded(named))
            return result
        }
    }

    /// The numbers that no new version may get, ascending, whatever lies under them.
    private func takenNumbers(of name: String) throws(RegistryError) -> [Int] {
        guard Self.isValidName(name) else { return [] }
        return try entries(of: "\(directory)/\(name)").compactMap { entry in
            Int(entry).flatMap { (1..<Int.max).contains($0) && "\($0)" == entry ? $0 : nil }
        }.sorted()
    }

    /// The names in a directory; none where there is no directory.
    private func entries(of path: String) throws(RegistryError) -> [String] {
        var isDirectory: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory), isDirectory.boolValue
        else { return [] }
        do {
            return try FileManager.default.contentsOfDirectory(atPath: path)
        } catch {
            throw RegistryError(subject: path, reason: .file("cannot be listed: \(error.localizedDescription)"))
        }
    }
}
