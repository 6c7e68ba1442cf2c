public import JSON

/// Reads the members of one object of a body and collects all that is wrong with them.
///
/// Types are taken as they stand: a number in quotation marks, `true` and `null` are no numbers.
public struct MemberReader {
    /// Characters that a station's name may have.
    public static let longestStation = 128

    /// The object.
    public let object: JSONObject
    /// The object's place in the body's array; nil when the body is the object.
    public let row: Int?
    /// All that was found to be wrong so far.
    public private(set) var issues: [ValidationIssue] = []

    /// A reader that has found nothing wrong yet.
    /// - Parameters:
    ///   - object: the object.
    ///   - row: its place in the body's array; nil when the body is the object.
    public init(_ object: JSONObject, row: Int? = nil) {
        self.object = object
        self.row = row
    }

    /// Notes that something is wrong with the object, or with what is below it.
    /// - Parameters:
    ///   - kind: what is wrong.
    ///   - path: the way from the object to the value.
    ///   - message: what is wrong, in words.
    public mutating func note(_ kind: ValidationIssue.Kind, at path: ValidationIssue.Step..., message: String) {
        let begin: [ValidationIssue.Step] = [.name("body")] + (row.map { [.index($0)] } ?? [])
        issues.append(ValidationIssue(kind, at: begin + path, message))
    }

    /// The required `machine_id`: 1 … 128 characters, none of them a control character.
    /// - Parameter otherwise: what is taken where there is no such member; nil makes it a fault.
    /// - Returns: the station; nil when something is wrong with it.
    public mutating func station(otherwise: String? = nil) -> String? {
        let name = "machine_id"
        guard let value = object[name] ?? otherwise.map(JSONValue.string) else {
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
    /// - Returns: the moment; nil when there is none or something is wrong with it.
    public mutating func observedAt() -> Timestamp? {
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
    /// - Parameter quantity: whose member is read.
    /// - Returns: the value; nil when something is wrong with it.
    public mutating func number(_ quantity: Quantity) -> Double? {
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

    /// The value of a quantity, wherever it lies.
    /// - Parameter quantity: whose member is read.
    /// - Returns: the value; nil when it is absent, null or no number.
    public mutating func reportedNumber(_ quantity: Quantity) -> Double? {
        switch object[quantity.name] {
        case nil, .null?: nil
        case let value?: number(value, at: .name(quantity.name))
        }
    }

    /// The number that a value must be.
    /// - Parameters:
    ///   - value: the value.
    ///   - step: its place in the object.
    /// - Returns: the number; nil when it is none.
    public mutating func number(_ value: JSONValue, at step: ValidationIssue.Step) -> Double? {
        if let number = value.double { return number }
        note(.number, at: step, message: "must be a JSON number")
        return nil
    }

    /// The string that a value must be.
    /// - Parameters:
    ///   - value: the value.
    ///   - path: its place in the object.
    /// - Returns: the string; nil when it is none.
    public mutating func string(_ value: JSONValue, at path: ValidationIssue.Step) -> String? {
        if case .string(let text) = value { return text }
        note(.string, at: path, message: "must be a string")
        return nil
    }

    /// The names of the members that nobody asked for.
    /// - Parameter known: whether a name was asked for.
    /// - Returns: the others, in their order.
    public func names(except known: (String) -> Bool) -> [String] {
        object.members.lazy.map(\.name).filter { !known($0) }
    }

    private static func text(of bound: Double) -> String {
        Int(exactly: bound).map(String.init) ?? bound.description
    }
}
