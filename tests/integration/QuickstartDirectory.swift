import Foundation
import TestSupport

/// A data directory filled once by `quickstart`, and copies of it for tests that change theirs.
final class QuickstartDirectory: Sendable {
    static let shared = Task { try await QuickstartDirectory() }

    let scratch: ScratchDirectory
    let outcome: BuiltProgram.Outcome

    /// The data directory; not to be changed.
    var path: String { scratch.file("data") }

    private init() async throws {
        scratch = try ScratchDirectory()
        outcome = try await BuiltProgram.run(["quickstart", "--json", "--data-dir", scratch.file("data")])
    }

    /// A data directory of one's own, `data` in a scratch directory.
    static func copy() async throws -> ScratchDirectory {
        let original = try await shared.value
        let copy = try ScratchDirectory()
        try FileManager.default.copyItem(atPath: original.path, toPath: copy.file("data"))
        return copy
    }
}
