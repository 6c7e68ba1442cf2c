import Foundation

/// Remembers a complete recomputation until it is done, so that one that was killed goes on where it was.
struct FullRun {
    /// A hidden file beside the months.
    let path: String

    /// The recomputation that is not done yet.
    var current: String? {
        guard let data = FileManager.default.contents(atPath: path) else { return nil }
        return String(decoding: data, as: UTF8.self)
    }

    /// The recomputation to do: the one that is not done yet, or a new one.
    func begin() throws(FeatureStoreError) -> String {
        if let current { return current }
        let name = String(UInt64.random(in: .min ... .max), radix: 16)
        do {
            try Data(name.utf8).write(to: URL(filePath: path), options: .atomic)
        } catch {
            throw FeatureStoreError(subject: path, reason: .directory(error.localizedDescription))
        }
        return name
    }

    func end() {
        try? FileManager.default.removeItem(atPath: path)
    }
}
