import JSON

/// Readings as a sender puts them together: one object, an array of them, or one a line (NDJSON).
///
/// Each is judged on its own: a wrong one does not keep the others from being stored.
public struct PushedReadings: Sendable {
    /// One a reading, in the body's order: the reading, or all that is wrong with it.
    public let items: [Result<PushedReading, Issues>]

    /// All that is wrong with one reading.
    public struct Issues: Error, Equatable, Sendable {
        /// In the order in which they were found, at least one.
        public let list: [ValidationIssue]
    }

    /// Reads a body.
    /// - Parameters:
    ///   - bytes: the body.
    ///   - batchLimit: readings that it may hold.
    ///   - station: the station of readings that name none; nil makes that a fault of theirs.
    /// - Throws: ``ValidationIssue`` when it is no JSON at all, empty, or holds too many.
    public init(
        _ bytes: UnsafeRawBufferPointer, batchLimit: Int, station: String? = nil
    ) throws(ValidationIssue) {
        let values: [Result<JSONValue, Issues>]
        do throws(JSONError) {
            switch try JSONDocument(parsing: bytes).root {
            case .array(let elements): values = elements.map { .success($0) }
            case let value: values = [.success(value)]
            }
        } catch {
            guard let lines = Self.lines(bytes) else { throw ValidationIssue(error, in: bytes) }
            values = lines
        }
        guard !values.isEmpty else {
            throw ValidationIssue(.tooShort, at: [.name("body")], "must have at least 1 reading")
        }
        guard values.count <= batchLimit else {
            throw ValidationIssue(
                .tooLong, at: [.name("body")], "must have at most \(batchLimit) readings, has \(values.count)")
        }
        items = values.enumerated().map { row, value in
            value.flatMap { value in
                var issues: [ValidationIssue] = []
                let row = values.count == 1 ? nil : row
                let reading = PushedReading(value, row: row, station: station, issues: &issues)
                return reading.map { .success($0) } ?? .failure(Issues(list: issues))
            }
        }
    }

    /// The lines of a body whose first line is an object of its own; nil for any other body.
    private static func lines(_ bytes: UnsafeRawBufferPointer) -> [Result<JSONValue, Issues>]? {
        let lines = bytes.split(separator: UInt8(ascii: "\n")).filter { line in
            !line.allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
        }
        guard lines.count > 1, let first = lines.first, (try? JSONDocument(parsing: first.rebased).root) != nil else {
            return nil
        }
        return lines.enumerated().map { row, line in
            do throws(JSONError) {
                return .success(try JSONDocument(parsing: line.rebased).root)
            } catch {
                let message = "\(error.reason.text) (column \(error.column) of its line)"
                return .failure(
                    Issues(list: [ValidationIssue(.malformedJSON, at: [.name("body"), .index(row)], message)]))
            }
        }
    }
}

extension Slice<UnsafeRawBufferPointer> {
    fileprivate var rebased: UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: self) }
}
