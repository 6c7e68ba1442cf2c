import JSON
import Readings

/// The body of `POST /predict`: one reading, or an array of them.
struct PredictionRequest: Equatable {
    let readings: [SentReading]
    /// Whether the answer is an array too.
    let isArray: Bool

    /// Reads a body.
    /// - Parameters:
    ///   - body: an object or an array of objects.
    ///   - batchLimit: elements that the array may have.
    /// - Throws: ``Problem`` with all that is wrong.
    init(_ body: JSONValue, batchLimit: Int) throws(Problem) {
        var issues: [ValidationIssue] = []
        let whole: [ValidationIssue.Step] = [.name("body")]
        switch body {
        case .array(let rows):
            isArray = true
            if rows.isEmpty {
                issues.append(ValidationIssue(.tooShort, at: whole, "must have at least 1 reading"))
            } else if rows.count > batchLimit {
                issues.append(
                    ValidationIssue(.tooLong, at: whole, "must have at most \(batchLimit) readings, has \(rows.count)"))
            }
            guard issues.isEmpty else { throw Problem(issues: issues) }
            readings = rows.enumerated().compactMap { SentReading($1, row: $0, issues: &issues) }
        case .null, .bool, .integer, .number, .string, .object:
            isArray = false
            readings = SentReading(body, row: nil, issues: &issues).map { [$0] } ?? []
        }
        guard issues.isEmpty else { throw Problem(issues: issues) }
    }
}
