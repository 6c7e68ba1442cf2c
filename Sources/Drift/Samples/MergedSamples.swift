/// Two samples merged once, for all tests that compare their distribution functions.
struct MergedSamples: Sendable {
    /// `[k]` the different values of both samples, ascending.
    let values: [Double]
    /// `[k]` how many values of the reference are no greater.
    private let referenceThrough: [Int]
    /// `[k]` how many values of the current sample are no greater.
    private let currentThrough: [Int]

    /// Merges two samples.
    ///
    /// - Parameters:
    ///   - reference: `[n]`, n ≥ 1.
    ///   - current: `[m]`, m ≥ 1.
    /// - Complexity: O(n + m).
    init(_ reference: Sample, _ current: Sample) {
        let most = reference.distinctCount + current.distinctCount
        var (count, ours, theirs) = (0, [Int](), [Int]())
        values = [Double](unsafeUninitializedCapacity: most) { values, valueCount in
            ours = [Int](unsafeUninitializedCapacity: most) { ours, ourCount in
                theirs = [Int](unsafeUninitializedCapacity: most) { theirs, theirCount in
                    count = Self.merge(reference, current, values, ours, theirs)
                    theirCount = count
                }
                ourCount = count
            }
            valueCount = count
        }
        (referenceThrough, currentThrough) = (ours, theirs)
    }

    /// What two merged samples of any kind give: `[k]` values and the counts up to each, k ≥ 1.
    init(values: [Double], referenceThrough: [Int], currentThrough: [Int]) {
        self.values = values
        self.referenceThrough = referenceThrough
        self.currentThrough = currentThrough
    }

    /// How many values the reference has.
    var referenceCount: Int { referenceThrough[referenceThrough.count - 1] }
    /// How many values the current sample has.
    var currentCount: Int { currentThrough[currentThrough.count - 1] }

    /// A power of two by which values are multiplied before they are subtracted, so that no difference overflows.
    var safeScale: Double {
        max(abs(values[0]), abs(values[values.count - 1])) > 0x1p1000 ? 0x1p-100 : 1
    }

    /// Visits each different value once, ascending.
    @inline(__always)
    func forEach(_ visit: (MergedStep) -> Void) {
        var (referenceBelow, currentBelow) = (0, 0)
        values.withUnsafeBufferPointer { values in
            referenceThrough.withUnsafeBufferPointer { ours in
                currentThrough.withUnsafeBufferPointer { theirs in
                    for place in 0..<values.count {
                        let (ourEnd, theirEnd) = (ours[place], theirs[place])
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
        _ referenceThrough: UnsafeMutableBufferPointer<Int>, _ currentThrough: UnsafeMutableBufferPointer<Int>
    ) -> Int {
        reference.sorted.withUnsafeBufferPointer { ours in
            current.sorted.withUnsafeBufferPointer { theirs in
                var (our, their, place, last) = (0, 0, -1, Double.nan)
                @inline(__always) func write(_ value: Double) {
                    place &+= value != last ? 1 : 0
                    last = value
                    values[place] = value
                    referenceThrough[place] = our
                    currentThrough[place] = their
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
