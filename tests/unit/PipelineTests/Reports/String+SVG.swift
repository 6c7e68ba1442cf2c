extension String {
    /// All SVG pictures in a page.
    var pictures: [String] {
        components(from: "<svg", through: "</svg>")
    }

    /// The path data of the elements of a class.
    func paths(ofClass name: String) -> [String] {
        components(from: "<path class=\"\(name)\" d=\"", through: "\"/>").map {
            String($0.dropFirst("<path class=\"\(name)\" d=\"".count).dropLast(3))
        }
    }

    /// What is wrong with a picture: not well formed, or a number that is none.
    var complaint: String? {
        if let complaint = TagBalance(of: self).complaint { return complaint }
        return ["nan", "inf", "–\""].first { lowercased().contains($0) }
    }

    /// Pieces that begin and end with the given texts.
    func components(from start: String, through end: String) -> [String] {
        var pieces: [String] = []
        var rest = self[...]
        while let from = rest.firstRange(of: start), let to = rest[from.upperBound...].firstRange(of: end) {
            pieces.append(String(rest[from.lowerBound..<to.upperBound]))
            rest = rest[to.upperBound...]
        }
        return pieces
    }
}
