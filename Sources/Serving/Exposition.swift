/// The measurements as a scraper reads them.
public struct Exposition: Sendable {
    /// The media type of the text.
    public let contentType: String
    /// Writes the measurements of this moment; called once for each scrape.
    public let text: @Sendable () -> String

    /// An exposition.
    /// - Parameters:
    ///   - contentType: the media type of the text.
    ///   - text: writes the measurements of this moment.
    public init(contentType: String, text: @escaping @Sendable () -> String) {
        self.contentType = contentType
        self.text = text
    }
}
