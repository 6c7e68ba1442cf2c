/// Distinct names, each with the place that stands for it.
struct CodedNames: Sendable, Equatable {
    private(set) var names: [String] = []
    private var places: [String: Int] = [:]

    init(_ names: [String] = []) {
        for name in names { _ = code(of: name) }
    }

    /// The place of a name, which is added when it is new.
    mutating func code(of name: String) -> Int {
        if let known = places[name] { return known }
        places[name] = names.count
        names.append(name)
        return names.count - 1
    }
}
