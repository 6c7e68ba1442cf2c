/// A query's parameters; names count in any case, and of a name that is given twice the first.
public struct QueryParameters: Sendable {
    private let values: [String: String]

    /// The parameters of a decoded query.
    /// - Parameter pairs: names and values in their order.
    public init(_ pairs: [(name: String, value: String)]) {
        values = Dictionary(pairs.map { ($0.name.lowercased(), $0.value) }, uniquingKeysWith: { first, _ in first })
    }

    subscript(name: String) -> String? { values[name] }

    /// The numbers of a comma-separated list, nil when one is none.
    func numbers(_ name: String) -> [Double]? {
        values[name].flatMap { text in
            let parts = text.split(separator: ",", omittingEmptySubsequences: false)
            let numbers = parts.compactMap { Double($0) }
            return numbers.count == parts.count ? numbers : nil
        }
    }
}
