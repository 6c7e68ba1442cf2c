import Readings

/// Which column of a file holds what; each name is one of the file.
struct ImportColumns: Sendable {
    /// Nil when one station is given for all rows.
    var station: String?
    var observedAt: String
    var knownAt: String?
    /// One for each quantity of the schema, nil where the file has none.
    var quantities: [String?]

    /// All that are read, each once.
    var names: [String] {
        var names: [String] = []
        for name in [station, observedAt, knownAt] + quantities {
            if let name, !names.contains(name) { names.append(name) }
        }
        return names
    }
}
