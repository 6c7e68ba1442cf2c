import Foundation
import Learning

extension StationNeighbours {
    /// An object of arrays, the stations in order of their names: the same text for the same neighbours.
    var json: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // Texts can always be written.
        return (try? encoder.encode(byStation)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
    }

    /// Reads what ``json`` wrote.
    ///
    /// Nil for another text, and for neighbours that cannot be.
    init?(json: String) {
        guard let byStation = try? JSONDecoder().decode([String: [String]].self, from: Data(json.utf8)) else {
            return nil
        }
        self.init(byStation)
    }
}
