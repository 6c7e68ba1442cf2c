import Hummingbird
import JSON
import NIOCore
import Readings

extension Request {
    /// The body as JSON.
    /// - Parameter limit: bytes that the body may have, announced or not.
    /// - Returns: the parsed body.
    /// - Throws: ``Problem`` when it is larger or no JSON, ``InterruptedBody`` when it does not arrive.
    func document(upTo limit: Int) async throws -> JSONDocument {
        let buffer = try await collectedBody(upTo: limit)
        return try buffer.withUnsafeReadableBytes { bytes throws(Problem) in
            do throws(JSONError) {
                return try JSONDocument(parsing: bytes)
            } catch {
                throw Problem(ValidationIssue(error, in: bytes))
            }
        }
    }

    /// The whole body.
    /// - Parameter limit: bytes that the body may have, announced or not.
    /// - Returns: its bytes.
    /// - Throws: ``Problem`` when it is larger, ``InterruptedBody`` when it does not arrive.
    func collectedBody(upTo limit: Int) async throws -> ByteBuffer {
        let tooLarge = Problem(.contentTooLarge, "the body may have at most \(limit) bytes")
        if let announced = headers[.contentLength].flatMap({ Int($0) }), announced > limit { throw tooLarge }
        do {
            return try await body.collect(upTo: limit)
        } catch is NIOTooManyBytesError {
            throw tooLarge
        } catch {
            throw InterruptedBody(cause: error)
        }
    }
}
