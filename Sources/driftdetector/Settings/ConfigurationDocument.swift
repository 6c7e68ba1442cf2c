import Foundation

/// The lines of a configuration file, of which single values are replaced; comments and all other lines stay.
struct ConfigurationDocument {
    private var lines: [String]

    /// Reads a file; one that is not there is empty.
    ///
    /// Throws ``SettingsError`` when it is there and cannot be read.
    init(path: String) throws(SettingsError) {
        guard FileManager.default.fileExists(atPath: path) else {
            self.init(text: "")
            return
        }
        do {
            self.init(text: try String(contentsOfFile: path, encoding: .utf8))
        } catch {
            throw SettingsError(subject: path, problem: "cannot be read as text: \(error.localizedDescription)")
        }
    }

    init(text: String) {
        lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if lines.last == "" { lines.removeLast() }
    }

    /// The whole file.
    var text: String { lines.map { $0 + "\n" }.joined() }

    /// Gives a setting a value, where it stands or as a new line below the mapping it belongs to.
    mutating func set(_ key: SettingKey, to value: String) {
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
