extension BoostedTree {
    /// A place in a tree where a walk goes on or ends.
    public enum Node: Sendable, Equatable {
        /// The walk goes on at one of two nodes.
        case split(Split)
        /// The walk ends with this value, in the label's unit; the learning rate is already in it.
        case leaf(Float)
    }

    /// A question about one column: is the value less than the threshold?
    public struct Split: Sendable, Equatable {
        /// The column, from 0.
        public var feature: Int
        /// In the column's own unit.
        public var threshold: Float
        /// The node for values under the threshold.
        public var yes: Int
        /// The node for values that are the threshold or over it.
        public var no: Int
        /// Whether a missing value (NaN) goes to `yes`.
        public var sendsMissingToYes: Bool

        /// A question.
        public init(feature: Int, threshold: Float, yes: Int, no: Int, sendsMissingToYes: Bool) {
            self.feature = feature
            self.threshold = threshold
            self.yes = yes
            self.no = no
            self.sendsMissingToYes = sendsMissingToYes
        }

        /// The node where a walk goes on.
        func child(for value: Float) -> Int {
            let goesToYes = value.isNaN ? sendsMissingToYes : value < threshold
            return goesToYes ? yes : no
        }
    }
}
