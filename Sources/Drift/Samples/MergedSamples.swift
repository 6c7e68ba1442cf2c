/// Two samples merged once, for all tests that compare their distribution functions.
struct MergedSamples: Sendable {
    /// The sample that the other is held against.
    let reference: Sample
    /// The sample under test.
    let current: Sample
    /// `[k]` the different values of both samples, ascending.
    let values: [Double]
    /// `[k]` how many values of the reference are no greater.
    private let referenceThrough: [Int32]
    /// `[k]` how many values of the current sample are no greater.
    private let currentThrough: [Int32]

    /// Merges two samples.
    ///
    /// - Parameters:
    ///   - reference: `[n]`, n ≥ 1.
    ///   - current: `[m]`, m ≥ 1.
    /// - Complexity: O(n + m).
    init(_ reference: Sample, _ current: Sample) {
        self.reference = reference
        self.current = current
        let most = reference.distinctCount + current.distinctCount
        var (count, ours, theirs) = (0, [Int32](), [Int32]())
        values = [Double](unsafeUninitializedCapacity: most) { values, valueCount in
            ours = [Int32](unsafeUninitializedCapacity: most) { ours, ourCount in
                theirs = [Int32](unsafeUninitializedCapacity: most) { theirs, theirCount in
                    count = Self.merge(reference, current, values, ours, theirs)
                    theirCount = count
                }
                ourCount = count
            }
            valueCount = count
        }
        (referenceThrough, currentThrough) = (ours, theirs)
    }

    /// A power of two by which values are multiplied before they are subtracted, so that no difference overflows.
    var safeScale: Double {
        min(reference.safeScale, current.safeScale)
    }

    /// Visits each different value once, ascending.
    @inline(__always)
    func forEach(_ visit: (MergedStep) -> Void) {
        var (referenceBelow, currentBelow) = (0, 0)
        values.withUnsafeBufferPointer { values in
            referenceThrough.withUnsafeBufferPointer { ours in
                currentThrough.withUnsafeBufferPointer { theirs in
                    for place in 0..<values.count {
                        let (ourEnd, theirEnd) = (Int(ours[place]), Int(theirs[place]))
                        visit(
                            MergedStep(
                                value: values[place], referenceBelow: referenceBelow, referenceThrough: ourEnd,
                                currentBelow: currentBelow, currentThrough: theirEnd))
                        (referenceBelow, currentBelow) = (ourEnd, theirEnd)
                    }
                }
            }
        }
    }

    /// Writes the merged values and counts, and returns how many.
    ///
    /// Which sample holds the next value cannot be predicted, so that the loop has no branch on it.
    private static func merge(
        _ reference: Sample, _ current: Sample, _ values: UnsafeMutableBufferPointer<Double>,
        _ referenceThrough: UnsafeMutableBufferPointer<Int32>, _ currentThrough: UnsafeMutableBufferPointer<Int32>
    ) -> Int {
        reference.sorted.withUnsafeBufferPointer { ours in
            current.sorted.withUnsafeBufferPointer { theirs in
                var (our, their, place, last) = (0, 0, -1, Double.nan)
                @inline(__always) func write(_ value: Double) {
                    place &+= value != last ? 1 : 0
                    last = value
                    values[place] = value
                    referenceThrough[place] = Int32(truncatingIfNeeded: our)
                    currentThrough[place] = Int32(truncatingIfNeeded: their)
                }
                while our < ours.count, their < theirs.count {
                    let (first, second) = (ours[our], theirs[their])
                    our &+= first <= second ? 1 : 0
                    their &+= second <= first ? 1 : 0
                    write(first <= second ? first : second)
                }
                while our < ours.count {
                    our += 1
                    write(ours[our - 1])
                }
                while their < theirs.count {
                    their += 1
                    write(theirs[their - 1])
                }
                return place + 1
            }
        }
    }
}
