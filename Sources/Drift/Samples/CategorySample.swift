/// The labels of one feature in one window.
public struct CategorySample: Sendable, Equatable {
    /// The different labels, in the order of their first appearance.
    public let categories: [String]
    /// `[n]` places in ``categories``, in the order of the labels given.
    let codes: [Int]
    /// How often each of ``categories`` appears, ≥ 1.
    let counts: [Int]

    /// A sample of labels.
    ///
    /// - Parameter labels: `[n]` labels in the order of their rows; n may be 0.
    public init(_ labels: [String]) {
        var places: [String: Int] = [:]
        var (categories, counts): ([String], [Int]) = ([], [])
        codes = labels.map { label in
            if let place = places[label] {
                counts[place] += 1
                return place
            }
            places[label] = categories.count
            categories.append(label)
            counts.append(1)
            return categories.count - 1
        }
        self.categories = categories
        self.counts = counts
    }

    /// How many labels there are.
    public var count: Int { codes.count }
    /// Whether there is no label.
    public var isEmpty: Bool { codes.isEmpty }
}
