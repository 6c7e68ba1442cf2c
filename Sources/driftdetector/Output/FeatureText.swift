import Features
import Readings

/// Feature rows as text; each value in the fewest digits that give the same Float back.
struct FeatureText {
    private let table: FeatureTable
    private let stationColumn: String
    private let timeColumn: String

    init(_ table: FeatureTable, stationColumn: String, timeColumn: String) {
        self.table = table
        self.stationColumn = stationColumn
        self.timeColumn = timeColumn
    }

    /// A header and one line a row; an undefined feature is an empty cell.
    var csv: [UInt8] {
        var text = ([stationColumn, timeColumn] + table.schema.featureNames).joined(separator: ",") + "\n"
        for row in 0..<table.rowCount {
            text += CSVCell.quoted(table.stations[row])
            text += ","
            text += table.times[row].description
            for value in table.matrix[row: row] {
                text += ","
                if !value.isNaN { text += value.description }
            }
            text += "\n"
        }
        return Array(text.utf8)
    }

    /// A list of objects; an undefined feature is null.
    var json: [UInt8] {
        var text = "["
        for row in 0..<table.rowCount {
            text += row == 0 ? "\n" : ",\n"
            text += "{\"\(stationColumn)\":\(Self.jsonString(table.stations[row])),"
            text += "\"\(timeColumn)\":\"\(table.times[row])\""
            for (name, value) in zip(table.schema.featureNames, table.matrix[row: row]) {
                text += ",\"\(name)\":\(value.isFinite ? value.description : "null")"
            }
            text += "}"
        }
        return Array((text + "\n]\n").utf8)
    }

    private static func jsonString(_ text: String) -> String {
        var escaped = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": escaped += "\\\(scalar)"
            case _ where scalar.value < 0x20:
                let digits = String(scalar.value, radix: 16)
                escaped += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped + "\""
    }
}
