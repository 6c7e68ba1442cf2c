/// Evidently's verdict on a whole data set: the share of its columns that have drifted.
public struct DatasetDrift: Sendable, Equatable {
    /// Evidently's required share.
    public static let defaultShare = 0.5

    /// How many columns were compared.
    public let columnCount: Int
    /// How many of them have drifted.
    public let driftedCount: Int
    /// The share of drifted columns that makes the data set drift.
    public let requiredShare: Double

    /// A verdict.
    ///
    /// - Parameters:
    ///   - drifted: `[columns]` whether each column that was compared has drifted.
    ///   - requiredShare: the share from which on the data set has, 0 ... 1.
    public init(drifted: [Bool], requiredShare: Double = Self.defaultShare) {
        columnCount = drifted.count
        driftedCount = drifted.count { $0 }
        self.requiredShare = requiredShare
    }

    /// The share of the columns that have drifted, 0 ... 1; 0 without columns.
    public var share: Double { columnCount == 0 ? 0 : Double(driftedCount) / Double(columnCount) }
    /// Whether the data set has drifted: the share is at least the required one. Without columns it has not.
    public var drifted: Bool { columnCount > 0 && share >= requiredShare }
}
