import Foundation
import TestSupport
import Testing

extension BuiltProgram.Outcome {
    /// Standard output as one JSON object.
    var object: [String: Any] {
        get throws {
            try #require(try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any])
        }
    }
}
