import Drift
import Foundation

/// What is drawn of one feature: both distributions, and the quantiles of one against those of the other.
struct FeaturePictures {
    private static let bins = 24
    /// What lies beyond these shares of both sides is drawn with the outermost bins, so that one value far away does not
    /// press all others into one bar.
    private static let drawnShares = (0.001, 0.999)
    private static let quantileCount = 40

    /// Ends of the bins, one more than bins; empty without numbers.
    let edges: [Double]
    /// Shares of the reference, one a bin.
    let referenceShares: [Double]
    /// Shares of the current window, one a bin.
    let currentShares: [Double]
    /// Quantiles of the reference, ascending.
    let referenceQuantiles: [Double]
    /// Quantiles of the current window at the same shares.
    let currentQuantiles: [Double]

    init(reference: DriftColumn.Values, current: DriftColumn.Values) {
        let sides = [Side(reference), Side(current)]
        let ends = sides.flatMap { [$0.quantile(Self.drawnShares.0), $0.quantile(Self.drawnShares.1)] }
            .filter(LinearScale.isDrawable)
        guard let least = ends.min(), let greatest = ends.max(), ends.count == 4 else {
            (edges, referenceShares, currentShares) = ([], [], [])
            (referenceQuantiles, currentQuantiles) = ([], [])
            return
        }
        let width = greatest > least ? (greatest - least) / Double(Self.bins) : max(abs(least) * 0.02, 0.5)
        let start = greatest > least ? least : least - width / 2
        let count = greatest > least ? Self.bins : 1
        let edges = (0...count).map { start + width * Double($0) }
        func shares(_ side: Side) -> [Double] {
            let through = edges.dropFirst().dropLast().map(side.share(below:))
            return zip(through + [1], [0] + through).map { $0 - $1 }
        }
        self.edges = edges
        referenceShares = shares(sides[0])
        currentShares = shares(sides[1])
        let places = (0..<Self.quantileCount).map { (Double($0) + 0.5) / Double(Self.quantileCount) }
        referenceQuantiles = places.map(sides[0].quantile)
        currentQuantiles = places.map(sides[1].quantile)
    }

    /// The area that both distributions cover, 0 ... 1.
    var sharedArea: Double { zip(referenceShares, currentShares).map(min).reduce(0, +) }
}

/// Numbers as a sample or as what is kept of one.
private enum Side {
    case sample(Sample)
    case profile(ReferenceProfile)

    init(_ values: DriftColumn.Values) {
        switch values {
        case .numbers(let numbers): self = .sample(Sample(numbers))
        case .profile(let profile): self = .profile(profile)
        case .labels(let labels): self = .sample(Sample(labels.map { $0.flatMap(Double.init) ?? .nan }))
        }
    }

    func quantile(_ share: Double) -> Double {
        switch self {
        case .sample(let sample): sample.quantile(share)
        case .profile(let profile): profile.quantile(share) ?? .nan
        }
    }

    func share(below bound: Double) -> Double {
        switch self {
        case .sample(let sample):
            Double(sample.sorted.partitioningIndex { $0 >= bound }) / Double(max(sample.count, 1))
        case .profile(let profile): profile.share(through: bound.nextDown)
        }
    }
}

extension [Double] {
    /// The first place of which a condition holds, when it holds of all that follow.
    fileprivate func partitioningIndex(_ holds: (Double) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = low + (high - low) / 2
            if holds(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
