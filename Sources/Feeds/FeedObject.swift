import JSON

/// Reads members of a service's answer, tolerant of what is absent and strict about what cannot be meant.
struct FeedObject {
    let object: JSONObject

    /// Nil when the value is no object.
    init?(_ value: JSONValue?) {
        guard case .object(let object)? = value else { return nil }
        self.object = object
    }

    /// A number, nil where there is none.
    func number(_ name: String) -> Double? { object[name]?.double }

    /// An object below, nil where there is none.
    func object(_ name: String) -> FeedObject? { FeedObject(object[name]) }

    /// A whole number, also where it stands as a text, as in `"cod": "404"`.
    func integer(_ name: String) -> Int? {
        switch object[name] {
        case .string(let text)?: Int(text)
        case let value?: value.exactInteger
        case nil: nil
        }
    }

    /// The service's words; a number that stands in their place is no words.
    func text(_ name: String) -> String? {
        if case .string(let text)? = object[name] { text } else { nil }
    }
}
