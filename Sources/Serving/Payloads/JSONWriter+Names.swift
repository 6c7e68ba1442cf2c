import JSON

extension JSONWriter {
    /// Writes a member with an array of strings.
    mutating func member(_ name: String, _ strings: [String]) {
        self.name(name)
        array { writer in
            for string in strings { writer.value(string) }
        }
    }
}
