/// From when on a feed is not believed.
public struct FeedCriteria: Sendable, Equatable {
    /// How far the day's mean difference from the others may always be, in standard deviations of the hourly
    /// difference, > 0: the slack k of a CUSUM.
    public var differenceSlack: Double
    /// How much more than that may add up, in standard deviations times days, > 0: its limit h.
    public var differenceLimit: Double
    /// The limit of single sensors by name, where it is another.
    public var differenceLimits: [String: Double]
    /// From which multiple of the largest usual scatter on the errors of one-hour forecasts scatter too much, > 0.
    public var spreadFactor: Double
    /// The multiple of single sensors by name, where it is another.
    public var spreadFactors: [String: Double]
    /// Equal readings in a row that are too many, ≥ 8, whatever the others do.
    public var equalReadings: Int
    /// How far the others must have moved, in standard deviations of the hourly difference, for eight equal readings to
    /// be too many, > 0.
    public var movementWhileEqual: Double
    /// Hours without a value that are a gap, ≥ 1.
    public var gapHours: Int

    /// When to doubt.
    /// - Parameters:
    ///   - differenceSlack: > 0, standard deviations.
    ///   - differenceLimit: > 0, standard deviations times days.
    ///   - differenceLimits: limits of single sensors, > 0.
    ///   - spreadFactor: > 0.
    ///   - spreadFactors: multiples of single sensors, > 0.
    ///   - equalReadings: ≥ 8.
    ///   - movementWhileEqual: > 0, standard deviations.
    ///   - gapHours: ≥ 1.
    public init(
        differenceSlack: Double = 1, differenceLimit: Double = 2, differenceLimits: [String: Double] = [:],
        spreadFactor: Double = 1.2, spreadFactors: [String: Double] = [:], equalReadings: Int = 18,
        movementWhileEqual: Double = 3, gapHours: Int = 12
    ) {
        self.differenceSlack = differenceSlack
        self.differenceLimit = differenceLimit
        self.differenceLimits = differenceLimits
        self.spreadFactor = spreadFactor
        self.spreadFactors = spreadFactors
        self.equalReadings = equalReadings
        self.movementWhileEqual = movementWhileEqual
        self.gapHours = gapHours
    }

    /// Equal readings in a row from which on it counts whether the others have moved.
    public static let fewestEqual = 8
}
