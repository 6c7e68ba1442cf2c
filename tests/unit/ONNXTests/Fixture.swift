import Foundation
import TestSupport

/// Graphs and answers of other programs in `tests/fixtures/onnx`.
enum Fixture {
    static func bytes(_ name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: ProjectFiles.fixture("onnx/\(name)")))
    }
}
