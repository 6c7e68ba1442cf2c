import Foundation
import Yams

/// The lines of a configuration file, of which single values are replaced; comments and all other lines stay.
struct ConfigurationDocument {
    private let path: String
    private let original: String
    private var lines: [String]

    /// Reads a file; one that is not there is empty.
    ///
    /// Throws ``SettingsError`` when it is there and cannot be read.
    init(path: String) throws(SettingsError) {
        guard FileManager.default.fileExists(atPath: path) else {
            self.init(text: "", path: path)
            return
        }
        do {
            self.init(text: try String(contentsOfFile: path, encoding: .utf8), path: path)
        } catch {
            throw SettingsError(subject: path, problem: "cannot be read as text: \(error.localizedDescription)")
        }
    }

    private init(text: String, path: String) {
        self.path = path
        original = text
        lines = text.replacingOccurrences(of: "\r\n", with: "\n")
            .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if lines.last == "" { lines.removeLast() }
    }

    /// The file with other values.
    /// - Throws: ``SettingsError`` when it is written in a way that lines cannot be replaced in safely: read again, it must
    ///   have the new values and otherwise say what it said.
    func replacing(_ settings: [(key: SettingKey, value: String)]) throws(SettingsError) -> String {
        var document = self
        for (key, value) in settings { document.set(key, to: value) }
        let end = original.contains("\r\n") ? "\r\n" : "\n"
        let text = document.lines.map { $0 + end }.joined()
        var expected = try values(of: original)
        for (key, value) in settings { expected[key.rawValue] = value }
        guard (try? values(of: text)) == expected else {
            throw SettingsError(
                subject: path,
                problem: "is not written as plain nested lines of `key: value`, so nothing is changed in it; "
                    + "without --write the recommended settings are shown to be put in by hand")
        }
        return text
    }

    /// What a text says, by keys joined by points.
    private func values(of text: String) throws(SettingsError) -> [String: String] {
        func collect(_ node: Node, below prefix: String, into values: inout [String: String]) throws {
            guard case .mapping(let mapping) = node else {
                let text = try node.scalar?.string ?? Yams.serialize(node: node)
                guard values.updateValue(text, forKey: prefix) == nil else {
                    throw SettingsError(subject: path, problem: "\(prefix) comes twice")
                }
                return
            }
            for (key, value) in mapping {
                try collect(value, below: prefix + (prefix.isEmpty ? "" : ".") + (key.string ?? "?"), into: &values)
            }
        }
        do {
            var values: [String: String] = [:]
            if let node = try Yams.compose(yaml: text) {
                guard case .mapping = node else {
                    throw SettingsError(subject: path, problem: "is no YAML mapping of settings")
                }
                try collect(node, below: "", into: &values)
            }
            return values
        } catch let error as SettingsError {
            throw error
        } catch {
            throw SettingsError(subject: path, problem: "cannot be read as a YAML mapping of settings: \(error)")
        }
    }

    /// Gives a setting a value, where it stands or as a new line below the mapping it belongs to.
    private mutating func set(_ key: SettingKey, to value: String) {
        let names = key.rawValue.split(separator: ".").map(String.init)
        var (place, end, depth, indent) = (0, lines.count, 0, 0)
        while depth < names.count, let found = member(names[depth], in: place..<end) {
            indent = Self.indent(of: lines[found])
            if depth == names.count - 1 {
                let comment = Self.comment(of: lines[found]).map { " \($0)" } ?? ""
                lines[found] =
                    String(repeating: " ", count: indent) + "\(names[depth]): \(Self.quoted(value))\(comment)"
                return
            }
            place = found + 1
            end = (place..<end).first { Self.isContent(lines[$0]) && Self.indent(of: lines[$0]) <= indent } ?? end
            indent += 2
            depth += 1
        }
        // What is written deeper than by two blanks keeps to its own depth.
        if let first = (place..<end).first(where: { Self.isContent(lines[$0]) }), depth > 0 {
            indent = Self.indent(of: lines[first])
        }
        let missing = names[depth...].enumerated().map { step, name in
            String(repeating: " ", count: indent + 2 * step)
                + (step == names.count - depth - 1 ? "\(name): \(Self.quoted(value))" : "\(name):")
        }
        lines.insert(contentsOf: missing, at: depth == 0 ? lines.count : place)
    }

    /// The line of a mapping's own member.
    private func member(_ name: String, in range: Range<Int>) -> Int? {
        guard let first = range.first(where: { Self.isContent(lines[$0]) }) else { return nil }
        let indent = Self.indent(of: lines[first])
        return range.first { line in
            Self.isContent(lines[line]) && Self.indent(of: lines[line]) == indent
                && lines[line].dropFirst(indent).hasPrefix("\(name):")
        }
    }

    private static func isContent(_ line: String) -> Bool {
        let text = line.drop { $0 == " " }
        return !text.isEmpty && text.first != "#"
    }

    private static func indent(of line: String) -> Int { line.prefix { $0 == " " }.count }

    private static func comment(of line: String) -> Substring? {
        line.range(of: " #").map { line[line.index(after: $0.lowerBound)...] }
    }

    private static func quoted(_ value: String) -> String {
        Double(value) == nil ? "\"\(value)\"" : value
    }
}
