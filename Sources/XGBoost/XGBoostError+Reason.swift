extension XGBoostError {
    /// What is wrong with the library, the parameters, the training data or a model.
    public enum Reason: Equatable, Sendable {
        /// No library at any of the places, by the loader's words for each.
        case libraryMissing(attempts: [String])
        /// A library that is not XGBoost, or lacks a function that is needed.
        case libraryForeign(String)
        /// An XGBoost that is too old.
        case libraryTooOld(version: String)
        /// XGBoost refused, with its own words.
        case libraryRefused(String)

        /// A parameter outside of what is allowed.
        case outOfRange(value: String, allowed: String)
        /// There is nothing to learn from.
        case rowsMissing
        /// A number of columns below 1 or above what the library can count.
        case columnCountInvalid(Int)
        /// Another number of values than rows times columns.
        case valueCountMismatch(expected: Int, found: Int)
        /// An infinite value; rows and columns count from 0.
        case valueInfinite(row: Int, column: Int)
        /// A label that is NaN or infinite; rows count from 0.
        case labelNotFinite(row: Int)
        /// The caller asked to stop, after so many trees.
        case cancelled(rounds: Int)

        /// A saved model that is not as the format says.
        case modelMalformed(String)
        /// A saved model of a kind that plain trees cannot express.
        case modelUnsupported(String)
        /// A tree without nodes.
        case nodesMissing
        /// A node that leads to one that does not come after it in the tree.
        case childInvalid(node: Int, child: Int)
        /// A node that asks for a column that rows do not have.
        case featureInvalid(node: Int, feature: Int)
        /// A threshold, leaf or base score that is NaN or infinite; `nil` for the base score.
        case numberNotFinite(node: Int?)
    }
}

extension XGBoostError.Reason: CustomStringConvertible {
    /// What is wrong and, where it helps, what to do.
    public var description: String {
        switch self {
        case .libraryMissing(let attempts):
            "could not be loaded (\(attempts.joined(separator: "; "))); "
                + "install XGBoost or set \(XGBoostLibrary.environmentVariable) to the path of its library"
        case .libraryForeign(let detail):
            "not a usable XGBoost (\(detail)); set \(XGBoostLibrary.environmentVariable) to the path of its library"
        case .libraryTooOld(let version): "XGBoost \(version) is too old; 2.0 or newer is needed"
        case .libraryRefused(let message): "XGBoost refused: \(message)"
        case .outOfRange(let value, let allowed): "\(value) is out of range; give \(allowed)"
        case .rowsMissing: "there are none; at least one is needed"
        case .columnCountInvalid(let count): "\(count) columns cannot be; give 1 to \(Int32.max)"
        case .valueCountMismatch(let expected, let found): "\(found) values where \(expected) are needed"
        case .valueInfinite(let row, let column):
            "the value of row \(row), column \(column) is infinite; use NaN for what is missing"
        case .labelNotFinite(let row): "the label of row \(row) is not a finite number; leave such rows out"
        case .cancelled(let rounds): "cancelled after \(rounds) trees"
        case .modelMalformed(let detail): "not a saved model of XGBoost (\(detail))"
        case .modelUnsupported(let detail): "\(detail) is not supported; use plain regression trees"
        case .nodesMissing: "it has no nodes"
        case .childInvalid(let node, let child): "node \(node) leads to node \(child), which does not come after it"
        case .featureInvalid(let node, let feature): "node \(node) asks for column \(feature), which rows do not have"
        case .numberNotFinite(let node?): "the number of node \(node) is not finite"
        case .numberNotFinite(nil): "the base score is not finite"
        }
    }
}
