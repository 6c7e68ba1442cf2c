import Drift

/// Two columns of one feature, brought to one kind.
enum ColumnComparison {
    case numbers(SampleComparison)
    case labels(CategoryComparison)
    case profiles(ProfileComparison)

    /// Numbers on one side make numbers of the other's texts, where there are any in it; what is none counts as missing.
    init(reference: DriftColumn.Values, current: DriftColumn.Values) {
        switch (reference, current) {
        case (.labels(let ours), .labels(let theirs)):
            self = .labels(
                CategoryComparison(
                    reference: CategorySample(ours.compactMap(\.self)),
                    current: CategorySample(theirs.compactMap(\.self))))
        case (.numbers(let ours), .numbers(let theirs)):
            self = .numbers(SampleComparison(reference: Sample(ours), current: Sample(theirs)))
        case (.labels(let ours), .numbers(let theirs)) where !Self.holdNumbers(ours):
            self = Self.asLabels(ours, theirs.map(Self.label))
        case (.numbers(let ours), .labels(let theirs)) where !Self.holdNumbers(theirs):
            self = Self.asLabels(ours.map(Self.label), theirs)
        case (.labels, .numbers), (.numbers, .labels):
            self = .numbers(SampleComparison(reference: Self.sample(reference), current: Self.sample(current)))
        case (.profile, _), (_, .profile):
            self = .profiles(ProfileComparison(reference: Self.profile(reference), current: Self.profile(current)))
        }
    }

    /// What applies to the two sides, the gravest first.
    var statuses: [SampleStatus] {
        switch self {
        case .numbers(let comparison): comparison.statuses
        case .labels(let comparison): comparison.statuses
        case .profiles(let comparison): comparison.statuses
        }
    }

    /// Whether the values are labels.
    var isOfLabels: Bool {
        if case .labels = self { true } else { false }
    }

    /// Evidently's choice of a test.
    var automaticTest: DriftTest {
        switch self {
        case .numbers(let comparison): return EvidentlyChoice.test(for: comparison)
        case .labels(let comparison): return EvidentlyChoice.test(for: comparison)
        case .profiles(let comparison):
            let counts = [comparison.reference, comparison.current].map(\.valueCounts)
            let values = Set(counts.compactMap(\.self).flatMap(\.values))
            let areMany = counts.contains { $0 == nil } || values.count > EvidentlyChoice.mostCategories
            let isLarge = comparison.reference.count > EvidentlyChoice.largestTestedCount
            if areMany { return isLarge ? .wassersteinNorm : .kolmogorovSmirnov }
            return isLarge ? .jensenShannon : values.count > 2 ? .chiSquare : .proportion
        }
    }

    /// What the tests say; those that do not take the values are left out, and all when a side is empty.
    func results(of tests: [DriftTest], thresholds: [DriftTest: Double]) -> [TestResult] {
        switch self {
        case .numbers(let comparison): comparison.results(of: tests, thresholds: thresholds)
        case .labels(let comparison): comparison.results(of: tests, thresholds: thresholds)
        case .profiles(let comparison): comparison.results(of: tests, thresholds: thresholds)
        }
    }

    private static func asLabels(_ ours: [String?], _ theirs: [String?]) -> ColumnComparison {
        ColumnComparison(reference: .labels(ours), current: .labels(theirs))
    }

    /// Whether a column without any label, or with one that is a number, is meant.
    private static func holdNumbers(_ labels: [String?]) -> Bool {
        var isEmpty = true
        for case let label? in labels {
            if number(label).isFinite { return true }
            isEmpty = false
        }
        return isEmpty
    }

    private static func number(_ label: String?) -> Double {
        switch label {
        case "true"?: 1
        case "false"?: 0
        case let label?: Double(label) ?? .nan
        case nil: .nan
        }
    }

    /// The values as labels; what is kept of numbers has none.
    static func labels(_ values: DriftColumn.Values) -> [String?] {
        switch values {
        case .labels(let labels): labels
        case .numbers(let numbers): numbers.map(label)
        case .profile: []
        }
    }

    private static func label(_ number: Double) -> String? {
        number.isFinite ? number.shortText(decimals: 9) : nil
    }

    private static func sample(_ values: DriftColumn.Values) -> Sample {
        switch values {
        case .numbers(let numbers): Sample(numbers)
        case .labels(let labels): Sample(labels.map(number))
        case .profile: Sample([Double]())
        }
    }

    private static func profile(_ values: DriftColumn.Values) -> ReferenceProfile {
        if case .profile(let profile) = values { return profile }
        let sample = sample(values)
        return ReferenceProfile(sample, capacity: sample.count)
    }
}
