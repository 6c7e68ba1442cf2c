import Features
import Foundation
import Learning
import TestSupport

/// Answers of scikit-learn and numpy in `tests/fixtures/scikit-learn`.
enum ScikitLearnFixture {
    struct Forest: Decodable {
        struct Tree: Decodable {
            let feature: [Int]
            let threshold: [Double]
            let childrenLeft: [Int]
            let childrenRight: [Int]
            let nNodeSamples: [Int]
        }

        let nEstimators: Int
        let maxSamples: Int
        let offset: Double
        let contamination: Double
        let averagePathLengthMaxSamples: Double
        let features: [String]
        let trees: [Tree]
    }

    struct Cases: Decodable {
        let inputs: [[Float]]
        let scoreSamples: [Double]
        let decisionFunction: [Double]
        let predict: [Int]
    }

    struct Quality: Decodable {
        let rows: Int
        let features: Int
        let outliers: Int
        let sumOfValues: Double
        let lastRow: [Float]
        let aurocs: [Double]
        let medianAuroc: Double
    }

    struct Statistics: Decodable {
        struct Percentiles: Decodable {
            let sample: [Double]
            let percents: [Double]
            let values: [Double]
        }

        struct ROC: Decodable {
            let scores: [Double]
            let positive: [Bool]
            let area: Double
            let falsePositiveRate: [Double]
            let truePositiveRate: [Double]
            let thresholdsAfterInfinity: [Double]
        }

        let percentiles: [Percentiles]
        let roc: [ROC]
    }

    static func forest() throws -> Forest { try read("forest") }
    static func cases() throws -> Cases { try read("cases") }
    static func quality() throws -> Quality { try read("forest_quality") }
    static func statistics() throws -> Statistics { try read("score_statistics") }

    private static func read<Content: Decodable>(_ name: String) throws -> Content {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return try decoder.decode(
            Content.self, from: Data(contentsOf: ProjectFiles.fixture("scikit-learn/\(name).json")))
    }
}

extension ScikitLearnFixture.Forest {
    /// The forest as ours. Scikit-learn's thresholds are Double: rounded down, they divide floats alike.
    func isolationForest() throws -> IsolationForest {
        let trees = try trees.map { tree in
            try IsolationTree(
                nodes: tree.feature.indices.map { node in
                    guard tree.childrenLeft[node] >= 0 else { return .leaf(sampleCount: tree.nNodeSamples[node]) }
                    let threshold = Float(tree.threshold[node])
                    return .split(
                        feature: tree.feature[node],
                        threshold: Double(threshold) > tree.threshold[node] ? threshold.nextDown : threshold,
                        left: tree.childrenLeft[node], right: tree.childrenRight[node])
                })
        }
        return try IsolationForest(
            trees: trees, sampleSize: maxSamples, fill: [Float](repeating: 0, count: features.count), offset: offset,
            contamination: .fraction(contamination))
    }
}
