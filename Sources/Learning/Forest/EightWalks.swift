/// Eight walks down trees at once: a walk mostly waits for its next node, so the processor does the others meanwhile.
struct EightWalks {
    /// How many there are.
    static let count = 8

    // Variables instead of an array: they stay in registers.
    private var place0, place1, place2, place3, place4, place5, place6, place7: Int

    /// Walks that start at given places.
    @inline(__always)
    init(from place: (Int) -> Int) {
        place0 = place(0)
        place1 = place(1)
        place2 = place(2)
        place3 = place(3)
        place4 = place(4)
        place5 = place(5)
        place6 = place(6)
        place7 = place(7)
    }

    /// Takes steps.
    ///
    /// - Parameters:
    ///   - steps: how many.
    ///   - next: which place follows a place on a walk.
    @inline(__always)
    mutating func take(_ steps: Int, next: (_ place: Int, _ walk: Int) -> Int) {
        for _ in 0..<steps {
            place0 = next(place0, 0)
            place1 = next(place1, 1)
            place2 = next(place2, 2)
            place3 = next(place3, 3)
            place4 = next(place4, 4)
            place5 = next(place5, 5)
            place6 = next(place6, 6)
            place7 = next(place7, 7)
        }
    }

    /// Hands over where the walks are, in order.
    @inline(__always)
    func forEach(_ body: (_ walk: Int, _ place: Int) -> Void) {
        body(0, place0)
        body(1, place1)
        body(2, place2)
        body(3, place3)
        body(4, place4)
        body(5, place5)
        body(6, place6)
        body(7, place7)
    }
}
