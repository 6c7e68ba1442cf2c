import HTTPTypes
import HummingbirdTesting
import JSON
import NIOCore
import Serving

/// An answer of the service.
struct Answer: Sendable {
    let status: Int
    let headers: HTTPFields
    let text: String

    init(_ response: TestResponse) {
        status = response.status.code
        headers = response.headers
        text = String(buffer: response.body)
    }

    /// The body, which must be JSON.
    var json: JSONValue {
        get throws { try JSONDocument(parsing: Array(text.utf8)).root }
    }

    /// The value of a header, nil without it.
    func header(_ name: String) -> String? {
        HTTPField.Name(name).flatMap { headers[$0] }
    }

    /// For each issue of a problem `["body","temperature"] missing`.
    var issues: [String] {
        get throws {
            try (json["detail"]?.elements ?? []).map { issue in
                let place = issue["loc"].map { loc in written { $0.value(loc) } } ?? "no loc"
                return "\(place) \(issue["type"]?.text ?? "no type")"
            }
        }
    }
}

extension JSONValue {
    subscript(name: String) -> JSONValue? {
        if case .object(let object) = self { object[name] } else { nil }
    }

    subscript(index: Int) -> JSONValue? {
        let elements = elements ?? []
        return elements.indices.contains(index) ? elements[index] : nil
    }

    var elements: [JSONValue]? {
        if case .array(let elements) = self { elements } else { nil }
    }

    var text: String? {
        if case .string(let text) = self { text } else { nil }
    }

    var names: [String] {
        if case .object(let object) = self { object.members.map(\.name) } else { [] }
    }
}
