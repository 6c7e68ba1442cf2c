import JSON

/// The value of a text.
func parse(_ text: String) throws(JSONError) -> JSONValue {
    try JSONDocument(parsing: Array(text.utf8)).root
}

/// What `write` makes a new writer write.
func written(_ write: (inout JSONWriter) -> Void) -> String {
    var writer = JSONWriter()
    write(&writer)
    return String(decoding: writer.bytes, as: UTF8.self)
}
