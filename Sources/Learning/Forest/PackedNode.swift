/// A tree node in eight bytes; the right child follows the left one.
///
/// A leaf points at itself with an infinite threshold, so that a walk takes a fixed number of steps without a branch.
struct PackedNode: Sendable, Equatable {
    let threshold: Float
    let feature: UInt16
    /// How many places after this node its left child lies; 0 for a leaf.
    let left: UInt16
}
