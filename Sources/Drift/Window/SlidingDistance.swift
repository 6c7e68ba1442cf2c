/// The normed Wasserstein distance of a window that changes value by value.
///
/// An exchanged value moves the ranks between its place and that of the value it replaces, and only those are compared
/// again. The score is that of ``DriftTest/wassersteinNorm`` on the same values, but for rounding.
struct SlidingDistance: Sendable {
    private let reference: WindowReference
    /// The values, ascending.
    private var sorted: [Double] = []
    /// The difference of each rank to its slab.
    private var distances: [Double] = []
    /// The slabs for as many values as there are; nil without a value or without a reference.
    private var slabs: RankSlabs?
    private let capacity: Int

    /// An empty window.
    /// - Parameters:
    ///   - reference: what it is held against.
    ///   - capacity: the number of values that the reference's slabs were made for, ≥ 1.
    init(_ reference: WindowReference, capacity: Int) {
        self.reference = reference
        self.capacity = capacity
    }

    /// The distance in standard deviations of the reference, finite and ≥ 0; nil while a side is empty.
    var score: Double? {
        guard slabs != nil, !sorted.isEmpty else { return nil }
        let mean = Self.sum(distances) / Double(sorted.count) / reference.scale
        return mean.isNaN ? .greatestFiniteMagnitude : mean.saturated
    }

    /// Takes a value in and lets another one go.
    /// - Parameters:
    ///   - old: a value of the window; nil or not finite when none goes.
    ///   - new: nil or not finite when none comes.
    mutating func exchange(_ old: Float?, for new: Float?) {
        let old = old.flatMap { $0.isFinite ? Double($0) : nil }
        let new = new.flatMap { $0.isFinite ? Double($0) : nil }
        switch (old, new) {
        case (nil, nil): return
        case (let old?, let new?): replace(old, by: new)
        case (let old?, nil):
            sorted.remove(at: place(of: old))
            compareAll()
        case (nil, let new?):
            sorted.insert(new, at: place(of: new))
            compareAll()
        }
    }

    /// Takes values in place of all there were.
    /// - Parameter values: not finite ones are left out.
    mutating func fill(with values: some Sequence<Float>) {
        sorted = values.lazy.filter(\.isFinite).map { Double($0) + 0 }.sorted()
        compareAll()
    }

    private mutating func replace(_ old: Double, by new: Double) {
        let gone = place(of: old)
        var come = place(of: new)
        if come > gone { come -= 1 }
        sorted.withUnsafeMutableBufferPointer { values in
            var place = gone
            while place < come {
                values[place] = values[place + 1]
                place += 1
            }
            while place > come {
                values[place] = values[place - 1]
                place -= 1
            }
            values[come] = new + 0
        }
        slabs?.compare(min(gone, come)...max(gone, come), of: sorted, into: &distances)
    }

    /// The first place whose value is not less.
    private func place(of value: Double) -> Int {
        SortedValues.places(in: sorted, below: value, inclusive: false)
    }

    private mutating func compareAll() {
        guard let ranked = reference.ranked, !sorted.isEmpty else {
            slabs = nil
            return
        }
        slabs = sorted.count == capacity ? reference.slabs : RankSlabs(ranked, count: sorted.count)
        distances = [Double](repeating: 0, count: sorted.count)
        slabs?.compare(0...sorted.count - 1, of: sorted, into: &distances)
    }

    private static func sum(_ values: [Double]) -> Double {
        values.withUnsafeBytes { bytes in
            let count = bytes.count / 8
            var sums = SIMD8<Double>.zero
            for place in stride(from: 0, to: count & ~7, by: 8) {
                sums += bytes.loadUnaligned(fromByteOffset: place * 8, as: SIMD8<Double>.self)
            }
            var total = sums.sum()
            for place in count & ~7..<count { total += bytes.load(fromByteOffset: place * 8, as: Double.self) }
            return total
        }
    }
}
