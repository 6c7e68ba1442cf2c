import JSON

/// A service's body as JSON.
enum FeedBody {
    static func root(_ body: [UInt8], subject: String) throws(FeedError) -> JSONValue {
        do {
            return try JSONDocument(parsing: body).root
        } catch {
            let place = "line \(error.line), column \(error.column): \(error.reason.text)"
            throw FeedError(subject: subject, reason: .unreadable(body.isEmpty ? "it is empty" : "no JSON, \(place)"))
        }
    }
}
