import Hummingbird
import JSON

extension Response {
    /// An answer of a JSON text that was made elsewhere.
    init(json text: String) {
        self.init(
            status: .ok, headers: [.contentType: "application/json"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }

    /// An answer of a finished JSON text.
    init(json: JSONWriter, status: HTTPResponse.Status = .ok, contentType: String = "application/json") {
        self.init(
            status: status, headers: [.contentType: contentType],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: json.bytes)))
    }
}
