/// Eight walks down trees at once: a walk mostly waits for its next node, so the processor does the others meanwhile.
struct EightWalks {
    /// How many there are.
    static let count = 8

    // Variables instead of an array: they stay in registers.
    private var place0, place1, place2, place3, place4, place5, place6, place7: Int

    /// Walks that start at given places among all nodes.
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

    /// Takes steps; a walk that has reached its leaf stays there.
    ///
    /// - Parameters:
    ///   - steps: how many.
    ///   - nodes: the nodes of all trees.
    ///   - values: the value of feature f for walk w lies at `base + f * stride + w * shift`; no NaN.
    ///   - base: where the values of these walks begin.
    ///   - stride: from feature to feature.
    ///   - shift: from walk to walk.
    @inline(__always)
    mutating func take(
        _ steps: Int, in nodes: UnsafeBufferPointer<PackedNode>, _ values: UnsafeBufferPointer<Float>, base: Int,
        stride: Int, shift: Int
    ) {
        @inline(__always)
        func step(_ place: inout Int, _ walk: Int) {
            let node = nodes[place]
            let value = values[base &+ walk &* shift &+ Int(node.feature) &* stride]
            place &+= Int(node.left) &+ (value > node.threshold ? 1 : 0)
        }
        for _ in 0..<steps {
            step(&place0, 0)
            step(&place1, 1)
            step(&place2, 2)
            step(&place3, 3)
            step(&place4, 4)
            step(&place5, 5)
            step(&place6, 6)
            step(&place7, 7)
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
