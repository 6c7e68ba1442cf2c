extension MergedSamples {
    /// Merges what profiles have kept of two samples.
    init(_ reference: RankedValues, _ current: RankedValues) {
        var (values, ours, theirs) = ([Double](), [Int](), [Int]())
        var (our, their) = (0, 0)
        while our < reference.values.count || their < current.values.count {
            let first = our < reference.values.count ? reference.values[our] : .infinity
            let second = their < current.values.count ? current.values[their] : .infinity
            if first <= second { our += 1 }
            if second <= first { their += 1 }
            values.append(min(first, second))
            ours.append(our == 0 ? 0 : reference.through[our - 1])
            theirs.append(their == 0 ? 0 : current.through[their - 1])
        }
        self.init(values: values, referenceThrough: ours, currentThrough: theirs)
    }
}
