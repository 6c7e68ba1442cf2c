/// A cell of a CSV file.
enum CSVCell {
    /// RFC 4180: quoted where a mark in it would be taken for the end of the cell.
    static func quoted(_ cell: String) -> String {
        guard cell.contains(where: { $0 == "," || $0 == "\"" || $0.isNewline }) else { return cell }
        return "\"\(cell.replacing("\"", with: "\"\""))\""
    }
}
