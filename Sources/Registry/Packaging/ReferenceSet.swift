public import Drift
public import Features
import Learning

/// What a detector's version keeps of the rows it was trained on, to hold later inputs against.
///
/// A profile of every feature always; beside it the rows themselves, or a uniform sample of them. With all rows kept
/// every drift score is that of the whole training data.
public struct ReferenceSet: Sendable {
    /// Tells the sample's choices from others made with the same seed.
    private static let stream: UInt64 = 0x7265_6665_7265_6e63
    /// How many rows are kept at most unless said otherwise.
    public static let defaultMostRows = 50_000

    /// How many rows the detector was trained on.
    public let rowCount: Int
    /// `[features]` a profile of all rows, in the schema's order.
    public let profiles: [ReferenceProfile]
    /// The rows that are kept, in their order; none when only profiles are.
    public let rows: FeatureTable

    /// What to keep of a table.
    /// - Parameters:
    ///   - table: the rows trained on.
    ///   - mostRows: of these a sample of so many is kept, ≥ 0; all when there are no more.
    ///   - seed: of the sample.
    public init(of table: FeatureTable, mostRows: Int = Self.defaultMostRows, seed: UInt64) {
        rowCount = table.rowCount
        profiles = table.schema.features.indices.map { feature in
            ReferenceProfile(Sample((0..<table.rowCount).map { table.matrix[$0, feature] }))
        }
        guard table.rowCount > mostRows else {
            rows = table
            return
        }
        var random = Xoshiro256(seed: seed, stream: Self.stream)
        var (chosen, left) = ([Int](), mostRows)
        for row in 0..<table.rowCount where Int.random(in: 0..<table.rowCount - row, using: &random) < left {
            chosen.append(row)
            left -= 1
        }
        rows = table.selecting(rows: chosen)
    }

    /// What was read of a version.
    init(rowCount: Int, profiles: [ReferenceProfile], rows: FeatureTable) {
        self.rowCount = rowCount
        self.profiles = profiles
        self.rows = rows
    }

    /// Whether all rows are kept, so that scores against it have no error.
    public var isExact: Bool { rows.rowCount == rowCount }

    /// A feature's kept values.
    /// - Parameter feature: its place in the schema.
    /// - Returns: `[kept rows]`, not finite where the feature is undefined.
    public func values(ofFeature feature: Int) -> [Float] {
        (0..<rows.rowCount).map { rows.matrix[$0, feature] }
    }
}
