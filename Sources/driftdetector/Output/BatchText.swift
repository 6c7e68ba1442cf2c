import Parquet
import Pipeline
import Readings

/// Columns of any type as a CSV file; numbers in the fewest digits that give the same number back.
struct BatchText {
    private let batch: RecordBatch

    init(_ batch: RecordBatch) {
        self.batch = batch
    }

    /// Writes the file whole or not at all.
    /// - Throws: ``PipelineError`` when it cannot be written.
    func write(to path: String) throws(PipelineError) {
        try TextFile.write(csv.utf8, to: path)
    }

    /// A header and one line a row; an empty cell is missing, and a text of no characters is quoted.
    var csv: String {
        var text = batch.columns.map { CSVCell.quoted($0.name) }.joined(separator: ",") + "\n"
        for row in 0..<batch.rowCount {
            for (place, column) in batch.columns.enumerated() {
                if place > 0 { text += "," }
                text += Self.cell(column.values, row: row)
            }
            text += "\n"
        }
        return text
    }

    private static func cell(_ values: ColumnValues, row: Int) -> String {
        switch values {
        case .float64(let values): values[row].isNaN ? "" : "\(values[row])"
        case .float32(let values): values[row].isNaN ? "" : "\(values[row])"
        case .int32(let values): "\(values[row])"
        case .int64(let values): "\(values[row])"
        case .timestamp(let values): "\(Timestamp(milliseconds: values[row]))"
        case .optionalTimestamp(let values): values[row].map { "\(Timestamp(milliseconds: $0))" } ?? ""
        case .string(let values): values[row].map { $0.isEmpty ? "\"\"" : CSVCell.quoted($0) } ?? ""
        case .category(let codes, let names): codes[row] < 0 ? "" : CSVCell.quoted(names[Int(codes[row])])
        case .boolean(let values): "\(values[row])"
        }
    }
}
