import Foundation
import TestSupport
import Testing

struct FootprintTests {
    @Test func `leaves nothing outside of the data directory`() async throws {
        let directory = try await QuickstartDirectory.copy()
        let home = directory.file("home")
        let temporary = directory.file("temporary")
        for path in [home, temporary] {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        }
        let outcome = try await BuiltProgram.run(
            ["train", "--forecaster", "linear", "--seed", "3", "--data-dir", directory.file("data")],
            environment: ["HOME": home, "TMPDIR": temporary, "XDG_CACHE_HOME": home])
        #expect(outcome.status == 0)
        #expect(!outcome.errors.contains("without the comparison with ONNX Runtime"))
        for path in [home, temporary] {
            #expect(try FileManager.default.subpathsOfDirectory(atPath: path) == [])
        }
    }
}
