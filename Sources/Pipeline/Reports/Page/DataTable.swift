/// The numbers behind a picture as a table, folded away until somebody asks for it; printed in full.
struct DataTable {
    /// What the numbers are, with their unit.
    let caption: String
    /// Headers, the first of the rows' names.
    let columns: [String]
    /// One text a column, the first the row's name.
    let rows: [[String]]

    /// The element, all texts escaped; empty without rows.
    var markup: Markup {
        guard !rows.isEmpty else { return Markup(wellFormed: "") }
        let caption = Markup(escaping: self.caption)
        var text = """
            <details><summary>Numbers: \(caption)</summary><div class="scroll" tabindex="0" role="region" \
            aria-label="\(caption)"><table class="numbers"><thead><tr>
            """
        for column in columns { text += "<th scope=\"col\">\(Markup(escaping: column))</th>" }
        text += "</tr></thead><tbody>"
        for row in rows {
            text += "<tr>"
            for (place, cell) in row.enumerated() {
                let cell = Markup(escaping: cell)
                text += place == 0 ? "<th scope=\"row\">\(cell)</th>" : "<td>\(cell)</td>"
            }
            text += "</tr>"
        }
        return Markup(wellFormed: text + "</tbody></table></div></details>")
    }
}
