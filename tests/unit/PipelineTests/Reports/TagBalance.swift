/// A small check of well-formed markup: tags balance, attributes are quoted and unique, entities are known.
struct TagBalance {
    /// What is wrong, nil when nothing is.
    let complaint: String?

    init(of markup: String) {
        do {
            // A mark and its accent are one Character, but two to a parser.
            var plain = ""
            for scalar in markup.unicodeScalars { plain.unicodeScalars.append(scalar.isASCII ? scalar : "x") }
            try Self.check(plain)
            complaint = nil
        } catch {
            complaint = error.text
        }
    }

    private struct Complaint: Error {
        let text: String
    }

    private static func check(_ markup: String) throws(Complaint) {
        var open: [Substring] = []
        var rest = markup[...]
        while let start = rest.firstIndex(of: "<") {
            try checkText(rest[..<start])
            guard let end = rest[start...].firstIndex(of: ">") else { throw Complaint(text: "a tag has no end") }
            var tag = rest[rest.index(after: start)..<end]
            rest = rest[rest.index(after: end)...]
            if tag.hasPrefix("/") {
                guard open.popLast() == tag.dropFirst() else { throw Complaint(text: "</\(tag.dropFirst())> is alone") }
                continue
            }
            let isEmpty = tag.hasSuffix("/")
            if isEmpty { tag.removeLast() }
            let name = tag.prefix { $0 != " " }
            try checkAttributes(tag.dropFirst(name.count))
            if !isEmpty { open.append(name) }
        }
        try checkText(rest)
        if let name = open.last { throw Complaint(text: "<\(name)> is not closed") }
    }

    private static func checkAttributes(_ text: Substring) throws(Complaint) {
        var names: Set<Substring> = []
        var rest = text.drop { $0 == " " }
        while !rest.isEmpty {
            let name = rest.prefix { $0 != "=" && $0 != " " }
            rest = rest.dropFirst(name.count)
            guard rest.hasPrefix("=\"") else { throw Complaint(text: "\(name) has no quoted value") }
            rest = rest.dropFirst(2)
            let value = rest.prefix { $0 != "\"" }
            rest = rest.dropFirst(value.count)
            guard rest.first == "\"" else { throw Complaint(text: "the value of \(name) has no end") }
            try checkText(value)
            rest = rest.dropFirst().drop { $0 == " " }
            guard names.insert(name).inserted else { throw Complaint(text: "\(name) is given twice") }
        }
    }

    private static func checkText(_ text: Substring) throws(Complaint) {
        for piece in text.split(separator: "&", omittingEmptySubsequences: false).dropFirst() {
            guard ["amp;", "lt;", "gt;", "quot;", "#39;"].contains(where: piece.hasPrefix) else {
                throw Complaint(text: "&\(piece.prefix(8)) is no entity")
            }
        }
        if text.contains(">") { throw Complaint(text: "a bare > in \(text.prefix(40))") }
    }
}
