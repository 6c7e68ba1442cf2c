/// Chooses penalty and shares of one sensor and horizon by forecasts of hours that no model had learned from.
///
/// The full sum of both models in equal parts is taken unless another choice is better by more than chance explains:
/// of all choices whose mean absolute error lies within one standard error of the least, the one that shrinks least
/// towards persistence, and of these the most even one, is taken (the one-standard-error rule: L. Breiman et al.,
/// Classification and Regression Trees, 1984, §3.4.3). Errors of weeks, not of hours, are compared, since neighbouring
/// hours err alike. Where both models are worse than persistence, all shares get small.
package struct BlendSearch {
    /// What was chosen.
    package struct Choice: Equatable {
        /// A place among the linear models.
        package let linearModel: Int
        package let weight: BlendWeight
    }

    private struct Candidate {
        let linearModel: Int
        let weight: BlendWeight
    }

    private static let steps = 10

    private let candidates: [Candidate]
    private let linearModels: Int
    /// For each week the sum of absolute errors of every candidate, and how many there are.
    private var sums: [Int64: (errors: [Double], count: Int)] = [:]

    /// A search.
    /// - Parameters:
    ///   - linearModels: how many linear models there are to choose from.
    ///   - hasTrees: whether trees may be given weight.
    package init(linearModels: Int, hasTrees: Bool) {
        self.linearModels = linearModels
        candidates = (0..<linearModels).flatMap { model in
            (0...Self.steps).flatMap { linear in
                (0...(hasTrees ? Self.steps - linear : 0)).map { boosted in
                    Candidate(
                        linearModel: model,
                        weight: BlendWeight(
                            linear: Float(linear) / Float(Self.steps), boosted: Float(boosted) / Float(Self.steps)))
                }
            }
        }
    }

    /// Learns what each model said of an hour.
    /// - Parameters:
    ///   - linear: each linear model's change from the present.
    ///   - boosted: the trees' change, 0 without trees.
    ///   - outcome: the change that came.
    ///   - week: in which the forecast was issued.
    package mutating func learn(linear: [Double], boosted: Double, outcome: Double, week: Int64) {
        sums[week, default: ([Double](repeating: 0, count: candidates.count), 0)].count += 1
        sums[week]?.errors.withUnsafeMutableBufferPointer { errors in
            for (place, candidate) in candidates.enumerated() {
                let change =
                    Double(candidate.weight.linear) * linear[candidate.linearModel]
                    + Double(candidate.weight.boosted) * boosted
                errors[place] += abs(change - outcome)
            }
        }
    }

    /// The best choice by what was learned; the first linear model alone when that is nothing.
    package var choice: Choice {
        let weeks = sums.keys.sorted().compactMap { sums[$0] }
        let hours = weeks.reduce(0) { $0 + $1.count }
        guard hours > 0 else { return Choice(linearModel: 0, weight: .linearAlone) }
        let means = candidates.indices.map { place in
            weeks.reduce(0) { $0 + $1.errors[place] } / Double(hours)
        }
        let best = means.indices.min { means[$0] < means[$1] } ?? 0
        let nearly = candidates.indices.filter { place in
            means[place] - means[best]
                <= Self.standardError(
                    weeks.map { ($0.errors[place] - $0.errors[best]) / Double($0.count) })
        }
        func order(_ place: Int) -> (Int, Int, Double) {
            let weight = candidates[place].weight
            let (linear, boosted) = (Int(weight.linear * 10 + 0.5), Int(weight.boosted * 10 + 0.5))
            return (-(linear + boosted), abs(linear - boosted), means[place])
        }
        let chosen = nearly.min { order($0) < order($1) } ?? best
        return Choice(linearModel: candidates[chosen].linearModel, weight: candidates[chosen].weight)
    }

    private static func standardError(_ values: [Double]) -> Double {
        guard values.count > 1 else { return 0 }
        let count = Double(values.count)
        let mean = values.reduce(0, +) / count
        let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        return (squares / (count - 1) / count).squareRoot()
    }
}
