#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

extension BoostedTrees {
    /// Reads a model that XGBoost saved as JSON: regression trees with one output and without categories.
    ///
    /// - Parameter savedModel: the bytes of the JSON text.
    /// - Throws: ``XGBoostError`` with `.modelMalformed` or `.modelUnsupported`, or what is wrong with a tree.
    package init(savedModel: [UInt8]) throws(XGBoostError) {
        let model: SavedModel
        do {
            model = try JSONDecoder().decode(SavedModel.self, from: Data(savedModel))
        } catch {
            throw XGBoostError("trained model", .modelMalformed("\(error)"))
        }
        let booster = model.learner.booster
        guard booster.name == "gbtree", let trees = booster.model?.trees else {
            throw XGBoostError("trained model", .modelUnsupported("the booster \"\(booster.name)\""))
        }
        var nodes: [[BoostedTree.Node]] = []
        nodes.reserveCapacity(trees.count)
        for (index, tree) in trees.enumerated() { nodes.append(try tree.readNodes("tree \(index)")) }
        try self.init(
            baseScore: try model.learner.parameters.readBaseScore(),
            columns: try model.learner.parameters.readColumns(), trees: nodes)
    }
}
