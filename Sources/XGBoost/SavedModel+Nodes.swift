extension SavedModel.Parameters {
    /// The one base score: a number in brackets since XGBoost 3.1, without them before.
    func readBaseScore() throws(XGBoostError) -> Float {
        let text =
            baseScore.hasPrefix("[") && baseScore.hasSuffix("]") ? baseScore.dropFirst().dropLast() : baseScore[...]
        guard !text.contains(",") else {
            throw XGBoostError("trained model", .modelUnsupported("more than one output"))
        }
        guard let score = Float(text) else {
            throw XGBoostError("trained model", .modelMalformed("the base score is \"\(baseScore)\""))
        }
        return score
    }

    func readColumns() throws(XGBoostError) -> Int {
        guard let count = Int(columns) else {
            throw XGBoostError("trained model", .modelMalformed("the number of columns is \"\(columns)\""))
        }
        return count
    }
}

extension SavedModel.Tree {
    /// The nodes in the order of the lists.
    func readNodes(_ subject: String) throws(XGBoostError) -> [BoostedTree.Node] {
        let counts = [right.count, features.count, numbers.count, defaultLeft.count, splitTypes.count]
        guard counts.allSatisfy({ $0 == left.count }) else {
            throw XGBoostError(subject, .modelMalformed("its lists are of different lengths"))
        }
        guard splitTypes.allSatisfy({ $0 == 0 }) else {
            throw XGBoostError(subject, .modelUnsupported("a split by categories"))
        }
        return left.indices.map { index in
            guard left[index] != -1 else { return .leaf(numbers[index]) }
            return .split(
                BoostedTree.Split(
                    feature: features[index], threshold: numbers[index], yes: left[index], no: right[index],
                    sendsMissingToYes: defaultLeft[index] != 0))
        }
    }
}
