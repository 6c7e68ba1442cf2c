/// What waits for a slower place, never more than there is room for.
///
/// When more comes than fits until the next ``drain()``, a uniform sample of all that came is kept (Vitter, "Random
/// sampling with a reservoir", ACM TOMS 11(1), 1985, doi 10.1145/3147.3165).
struct SampledQueue<Element> {
    private let capacity: Int
    private var elements: [Element] = []
    private var offered = 0
    private var random = SystemRandomNumberGenerator()
    /// How many were let go for want of room since the start.
    private(set) var droppedCount = 0

    /// An empty queue.
    /// - Parameter capacity: how many may wait, ≥ 1.
    init(capacity: Int) {
        self.capacity = max(capacity, 1)
    }

    var isEmpty: Bool { elements.isEmpty }

    /// Takes one in, or lets it or another one go.
    mutating func append(_ element: Element) {
        offered += 1
        guard elements.count == capacity else {
            elements.append(element)
            return
        }
        droppedCount += 1
        let place = Int.random(in: 0..<offered, using: &random)
        if place < capacity { elements[place] = element }
    }

    /// All that waits, and an empty queue.
    mutating func drain() -> [Element] {
        defer {
            elements = []
            offered = 0
        }
        return elements
    }

    /// Puts back what could not be brought away, before what has come since.
    mutating func putBack(_ earlier: [Element]) {
        let waiting = elements
        elements = Array(earlier.prefix(capacity))
        offered = elements.count
        for element in waiting { append(element) }
    }
}
