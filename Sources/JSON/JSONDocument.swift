/// A JSON text, read strictly: one value in UTF-8 without byte order mark, no name twice in an object.
///
/// Source: RFC 8259. Numbers must fit a Double, objects and arrays nest at most ``maximumDepth`` deep.
public struct JSONDocument: Sendable, Equatable {
    /// How deep objects and arrays may nest.
    public static let maximumDepth = 64

    /// The value that the text is.
    public let root: JSONValue

    /// Reads a text.
    ///
    /// - Parameter bytes: the whole text, any bytes.
    /// - Throws: ``JSONError`` at the first byte that breaks the grammar.
    public init(parsing bytes: [UInt8]) throws(JSONError) {
        let parsed = bytes.withUnsafeBytes { buffer -> Result<JSONDocument, JSONError> in
            do throws(JSONError) {
                return .success(try JSONDocument(parsing: buffer))
            } catch {
                return .failure(error)
            }
        }
        self = try parsed.get()
    }

    /// Reads a text.
    ///
    /// - Parameter bytes: the whole text, any bytes; not used after the call.
    /// - Throws: ``JSONError`` at the first byte that breaks the grammar.
    public init(parsing bytes: UnsafeRawBufferPointer) throws(JSONError) {
        var parser = JSONParser(bytes)
        root = try parser.parseDocument()
    }
}
