import Foundation
import TestSupport

/// A data directory filled once by `quickstart`, and copies of it for tests that change theirs.
final class QuickstartDirectory: Sendable {
    static let shared = Task { try await QuickstartDirectory() }
    private static let scratch = Result { try ScratchDirectory() }

    let outcome: BuiltProgram.Outcome

    /// The data directory; not to be changed.
    let path: String

    private init() async throws {
        path = try Self.scratch.get().file("data")
        // What is static is never let go: the directory has to be removed by hand.
        atexit {
            if case .success(let scratch) = QuickstartDirectory.scratch {
                try? FileManager.default.removeItem(atPath: scratch.path)
            }
        }
        outcome = try await BuiltProgram.run(["quickstart", "--json", "--data-dir", path])
    }

    /// A data directory of one's own, `data` in a scratch directory.
    static func copy() async throws -> ScratchDirectory {
        let original = try await shared.value
        let copy = try ScratchDirectory()
        try FileManager.default.copyItem(atPath: original.path, toPath: copy.file("data"))
        return copy
    }
}
