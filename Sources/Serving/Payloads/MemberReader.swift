import JSON
import Readings

/// Reads the members of one object of a body and collects all that is wrong with them.
///
/// Types are taken as they stand: a number in quotation marks, `true` and `null` are no numbers.
struct MemberReader {
    /// Characters that a station's name may have.
    static let longestStation = 128

    let object: JSONObject
    /// The object's place in the body's array; nil when the body is the object.
    let row: Int?
    private(set) var issues: [ValidationIssue] = []

    init(_ object: JSONObject, row: Int? = nil) {
        self.object = object
        self.row = row
    }

    /// Notes that something is wrong with the object, or with what is below it.
    mutating func note(_ kind: ValidationIssue.Kind, at path: ValidationIssue.Step..., message: String) {
        let begin: [ValidationIssue.Step] = [.name("body")] + (row.map { [.index($0)] } ?? [])
        issues.append(ValidationIssue(kind, at: begin + path, message))
    }

    /// The required `machine_id`: 1 … 128 characters, none of them a control character.
    mutating func station() -> String? {
        let name = "machine_id"
        guard let value = object[name] else {
            note(.missing, at: .name(name), message: "the field is required")
            return nil
        }
        guard let text = string(value, at: .name(name)) else { return nil }
        let scalars = text.unicodeScalars
        if scalars.isEmpty {
            note(.stringTooShort, at: .name(name), message: "must have at least 1 character")
        } else if scalars.count > Self.longestStation {
            note(.stringTooLong, at: .name(name), message: "must have at most \(Self.longestStation) characters")
        } else if scalars.contains(where: { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) }) {
            note(.controlCharacter, at: .name(name), message: "must not have control characters")
        } else {
            return text
        }
        return nil
    }

    /// The optional `observed_at`, ISO 8601.
    mutating func observedAt() -> Timestamp? {
        let name = "observed_at"
        guard let value = object[name], let text = string(value, at: .name(name)) else { return nil }
        guard let moment = Timestamp(iso8601: text) else {
            note(.moment, at: .name(name), message: "must be an ISO 8601 moment, such as 2026-07-01T06:00:00Z")
            return nil
        }
        let plausible = Timestamp.plausible
        if moment < plausible.lowerBound {
            note(.tooSmall, at: .name(name), message: "must be at least \(plausible.lowerBound)")
        } else if moment > plausible.upperBound {
            note(.tooLarge, at: .name(name), message: "must be at most \(plausible.upperBound)")
        } else {
            return moment
        }
        return nil
    }

    /// The required value of a quantity, within its physical range.
    mutating func number(_ quantity: Quantity) -> Double? {
        guard let value = object[quantity.name] else {
            note(.missing, at: .name(quantity.name), message: "the field is required")
            return nil
        }
        guard let number = number(value, at: .name(quantity.name)) else { return nil }
        let range = quantity.physicalRange
        if number < range.lowerBound {
            let bound = "\(Self.text(of: range.lowerBound)) \(quantity.unit)"
            note(.tooSmall, at: .name(quantity.name), message: "must be at least \(bound)")
        } else if number > range.upperBound {
            let bound = "\(Self.text(of: range.upperBound)) \(quantity.unit)"
            note(.tooLarge, at: .name(quantity.name), message: "must be at most \(bound)")
        } else {
            return number
        }
        return nil
    }

    /// The value of a quantity, wherever it lies; nil when it is absent or null.
    mutating func reportedNumber(_ quantity: Quantity) -> Double? {
        switch object[quantity.name] {
        case nil, .null?: nil
        case let value?: number(value, at: .name(quantity.name))
        }
    }

    /// The number that a value must be.
    mutating func number(_ value: JSONValue, at step: ValidationIssue.Step) -> Double? {
        if let number = value.double { return number }
        note(.number, at: step, message: "must be a JSON number")
        return nil
    }

    /// The string that a value must be.
    mutating func string(_ value: JSONValue, at path: ValidationIssue.Step) -> String? {
        if case .string(let text) = value { return text }
        note(.string, at: path, message: "must be a string")
        return nil
    }

    /// The names of the members that nobody asked for, in their order.
    func names(except known: (String) -> Bool) -> [String] {
        object.members.lazy.map(\.name).filter { !known($0) }
    }

    private static func text(of bound: Double) -> String {
        Int(exactly: bound).map(String.init) ?? bound.description
    }
}
