import Hummingbird
import JSON
import Readings

/// What went wrong with a request: the one place where errors become HTTP answers.
///
/// Source: RFC 9457, `application/problem+json`. `detail` is a text, or for a body that is wrong the list of all places,
/// `[{"loc", "msg", "type"}]`, in FastAPI's manner.
struct Problem: Error, Equatable {
    /// The kinds that a client can tell apart; the raw value ends the type's URN and never changes.
    enum Kind: String {
        case malformedJSON = "malformed-json"
        case validation
        case contentTooLarge = "content-too-large"
        case notFound = "not-found"
        case unknownModel = "unknown-model"
        case methodNotAllowed = "method-not-allowed"
        case conflict
        case unknownStation = "unknown-station"
        case modelUnavailable = "model-unavailable"
        case driftUnavailable = "drift-unavailable"
        case unauthorized
        case forbidden
        case overloaded
        case storageUnavailable = "storage-unavailable"
        case internalError = "internal-error"
    }

    /// What is told about it.
    enum Detail: Equatable {
        case text(String)
        case issues([ValidationIssue])
    }

    /// Issues that one answer lists; a short body can have very many.
    static let issueLimit = 1_000

    let kind: Kind
    let detail: Detail
    /// For ``Kind/methodNotAllowed`` what the path takes, otherwise empty.
    var allowedMethods: [HTTPRequest.Method] = []

    init(_ kind: Kind, _ text: String, allowedMethods: [HTTPRequest.Method] = []) {
        self.kind = kind
        detail = .text(text)
        self.allowedMethods = allowedMethods
    }

    /// A well-formed body with wrong contents.
    init(issues: [ValidationIssue]) {
        kind = .validation
        detail = .issues(issues)
    }

    /// A body that could not be read at all: no JSON, or one thing wrong with the whole of it.
    init(_ issue: ValidationIssue) {
        kind = issue.kind == .malformedJSON ? .malformedJSON : .validation
        detail = .issues([issue])
    }

    var status: HTTPResponse.Status {
        switch kind {
        case .malformedJSON: .badRequest
        case .validation: .unprocessableContent
        case .contentTooLarge: .contentTooLarge
        case .notFound, .unknownModel, .unknownStation: .notFound
        case .methodNotAllowed: .methodNotAllowed
        case .conflict: .conflict
        case .modelUnavailable, .driftUnavailable, .overloaded, .storageUnavailable: .serviceUnavailable
        case .unauthorized: .unauthorized
        case .forbidden: .forbidden
        case .internalError: .internalServerError
        }
    }

    private var title: String {
        switch kind {
        case .malformedJSON: "The body is not JSON"
        case .validation: "The body has wrong contents"
        case .contentTooLarge: "The body is too large"
        case .notFound: "There is nothing at this path"
        case .unknownModel: "There is no such model or version"
        case .methodNotAllowed: "This path takes other methods"
        case .conflict: "This is not possible now"
        case .unknownStation: "Nothing is known of this station"
        case .modelUnavailable: "No model is there to answer"
        case .driftUnavailable: "Drift is not watched here"
        case .unauthorized: "This request needs a token"
        case .forbidden: "This request is not allowed from there"
        case .overloaded: "Too much is waiting already"
        case .storageUnavailable: "Nothing can be stored now"
        case .internalError: "The service failed"
        }
    }

    /// The answer.
    /// - Parameter requestID: becomes the problem's `instance`.
    /// - Returns: the problem as `application/problem+json`.
    func response(requestID: String) -> Response {
        var writer = JSONWriter(capacity: 512)
        writer.object { writer in
            writer.member("type", "urn:driftdetector:problem:\(kind.rawValue)")
            writer.member("title", title)
            writer.member("status", status.code)
            writer.member("instance", Self.uriReference(requestID))
            switch detail {
            case .text(let text):
                writer.member("detail", text)
            case .issues(let issues):
                writer.name("detail")
                writer.array { writer in
                    for issue in issues.prefix(Self.issueLimit) { issue.write(to: &writer) }
                }
                if issues.count > Self.issueLimit { writer.member("omitted", issues.count - Self.issueLimit) }
            }
        }
        var response = Response(json: writer, status: status, contentType: "application/problem+json")
        switch kind {
        case .unauthorized: response.headers[.wwwAuthenticate] = "Bearer"
        case .overloaded: response.headers[.retryAfter] = "1"
        case .storageUnavailable: response.headers[.retryAfter] = "10"
        default: break
        }
        if !allowedMethods.isEmpty {
            response.headers[.allow] = allowedMethods.map(\.rawValue).sorted().joined(separator: ", ")
        }
        return response
    }

    /// An identifier in the characters that a URI may have anywhere.
    private static func uriReference(_ id: String) -> String {
        id.utf8.reduce(into: "") { text, byte in
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"):
                text.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                text += (byte < 0x10 ? "%0" : "%") + String(byte, radix: 16, uppercase: true)
            }
        }
    }
}
