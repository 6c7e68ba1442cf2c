import FeatureStore
import Features
import JSON
import Readings

/// The body of `POST /push`: columns of readings for a push source, as Feast 0.67 takes it.
///
/// The source's views are computed from readings; so the columns are the entity, `event_timestamp` and the sensors, and
/// not the features.
struct FeaturePush {
    private static let timeColumn = "event_timestamp"

    let readings: ReadingTable
    let destination: PushDestination

    /// Reads a body.
    /// - Parameters:
    ///   - body: an object.
    ///   - definition: what there is.
    ///   - rowLimit: rows that it may have.
    ///   - now: when it came; also the moment of rows without one.
    /// - Throws: ``Problem`` with all that is wrong; nothing of it is stored then.
    init(_ body: JSONValue, definition: FeatureStoreDefinition, rowLimit: Int, now: Timestamp) throws(Problem) {
        guard case .object(let object) = body else {
            throw Problem(issues: [ValidationIssue(.object, at: [.name("body")], "must be an object")])
        }
        var reader = MemberReader(object)
        let view = Self.view(&reader, definition: definition)
        destination = Self.destination(&reader)
        let columns = Self.columns(&reader, rowLimit: rowLimit)
        guard reader.issues.isEmpty, let view else { throw Problem(issues: reader.issues) }
        let schema = view.schema.sensors
        let known = [definition.entity, Self.timeColumn, "created"] + schema.quantities.map(\.name)
        if let other = columns.first(where: { !known.contains($0.name) }) {
            throw Problem(issues: [
                ValidationIssue(
                    .notAmong, at: [.name("body"), .name("df"), .name(other.name)],
                    "\(view.pushSource) has the columns \(known.joined(separator: ", "))")
            ])
        }
        var table = ReadingTable(schema: schema)
        var issues: [ValidationIssue] = []
        for row in 0..<(columns.first?.values.count ?? 0) {
            let members = columns.map { (name: Self.readingName($0.name, definition), value: $0.values[row]) }
            let pushed = PushedReading(
                .object(JSONObject(members + [("schema", .string(schema.name))])), row: row, issues: &issues)
            guard let reading = pushed?.reading(source: ReadingService.source, at: now) else { continue }
            if destination == .online, StationQualityControl.isFuture(reading.observedAt, now: now) {
                issues.append(Self.future(reading.observedAt, row: row, now: now))
            }
            table.append(reading)
        }
        guard issues.isEmpty else {
            throw Problem(issues: issues.map { Self.inColumns($0, definition) })
        }
        readings = table
    }

    private static func view(_ reader: inout MemberReader, definition: FeatureStoreDefinition) -> FeatureView? {
        guard let value = reader.object["push_source_name"] else {
            reader.note(.missing, at: .name("push_source_name"), message: "the field is required")
            return nil
        }
        guard let name = reader.string(value, at: .name("push_source_name")) else { return nil }
        if let view = definition.views.first(where: { $0.pushSource == name }) { return view }
        let sources = definition.views.map(\.pushSource)
        let names = sources.indices.filter { !sources[..<$0].contains(sources[$0]) }.map { sources[$0] }
            .joined(separator: ", ")
        reader.note(.notAmong, at: .name("push_source_name"), message: "there is no \(name); there is \(names)")
        return nil
    }

    private static func destination(_ reader: inout MemberReader) -> PushDestination {
        guard let value = reader.object["to"] else { return .online }
        guard let text = reader.string(value, at: .name("to")) else { return .online }
        if let destination = PushDestination(rawValue: text) { return destination }
        let names = PushDestination.allCases.map(\.rawValue).joined(separator: ", ")
        reader.note(.notAmong, at: .name("to"), message: "must be one of \(names)")
        return .online
    }

    private static func columns(
        _ reader: inout MemberReader, rowLimit: Int
    ) -> [(name: String, values: [JSONValue])] {
        guard case .object(let frame)? = reader.object["df"], !frame.members.isEmpty else {
            reader.note(.object, at: .name("df"), message: "must be an object of columns")
            return []
        }
        var columns: [(name: String, values: [JSONValue])] = []
        for member in frame.members {
            guard case .array(let values) = member.value else {
                reader.note(.list, at: .name("df"), .name(member.name), message: "must be an array")
                continue
            }
            columns.append((member.name, values))
        }
        let counts = Set(columns.map(\.values.count))
        if counts.count > 1 {
            reader.note(.tooShort, at: .name("df"), message: "columns must have one length")
        } else if let count = counts.first, !(1...rowLimit).contains(count) {
            reader.note(
                count == 0 ? .tooShort : .tooLong, at: .name("df"), message: "must have 1 to \(rowLimit) rows")
        }
        return columns
    }

    /// The online store has one newest row: one of the future would be it until then. The lake keeps it, with a doubt.
    private static func future(_ moment: Timestamp, row: Int, now: Timestamp) -> ValidationIssue {
        ValidationIssue(
            .future, at: [.name("body"), .index(row), .name("observed_at")],
            "\(moment) is more than \(StationQualityControl.toleratedMinutes) minutes after now, \(now); "
                + "the online store takes no readings of the future")
    }

    /// The member of a reading that a column becomes.
    private static func readingName(_ column: String, _ definition: FeatureStoreDefinition) -> String {
        switch column {
        case timeColumn: "observed_at"
        case definition.entity: "machine_id"
        default: column
        }
    }

    /// An issue of a row's member, at its place in the columns.
    private static func inColumns(_ issue: ValidationIssue, _ definition: FeatureStoreDefinition) -> ValidationIssue {
        guard case .index(let row)? = issue.place.dropFirst().first else { return issue }
        let members = issue.place.dropFirst(2).map { step in
            step == .name("observed_at")
                ? .name(timeColumn) : step == .name("machine_id") ? .name(definition.entity) : step
        }
        return ValidationIssue(
            issue.kind, at: [.name("body"), .name("df")] + members + [.index(row)], issue.message)
    }
}
