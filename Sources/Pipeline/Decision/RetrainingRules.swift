/// By which policies models are trained anew, and what holds trainings back.
public struct RetrainingRules: Sendable, Equatable {
    /// Who decides.
    public var policies: Set<RetrainingPolicy>
    /// Readings that must be new for `growth` and `count`, ≥ 1.
    public var fewestNewReadings: Int
    /// The share of the readings trained on that must be new for `growth`, ≥ 0.
    public var leastGrowth: Double
    /// Days between trainings for `schedule`, ≥ 1.
    public var scheduleDays: Int
    /// From which multiple of the promised error ratio on skill is lost, > 1.
    public var skillLoss: Double
    /// In how many of the last hours that were looked at skill must be lost, ≥ 1.
    public var hoursLost: Int
    /// Hours looked at for that, ≥ `hoursLost`.
    public var hoursLooked: Int
    /// Hours after a promotion in which nothing but a person starts a training, ≥ 0.
    public var warmUpHours: Int
    /// Hours after a training in which nothing but a person starts another, ≥ 0; with each failure twice as many.
    public var coolDownHours: Int
    /// Trainings that may begin within 24 hours, a person's not counted, ≥ 1.
    public var mostPerDay: Int
    /// Failures in a row after which only a person starts a training: trainings without a challenger that passes, challengers
    /// that are refused later, expire or are taken back, trainings lost with their process; 0 for never.
    public var failuresToFreeze: Int

    /// Rules.
    /// - Parameters:
    ///   - policies: who decides.
    ///   - fewestNewReadings: ≥ 1.
    ///   - leastGrowth: ≥ 0.
    ///   - scheduleDays: ≥ 1.
    ///   - skillLoss: > 1.
    ///   - hoursLost: ≥ 1.
    ///   - hoursLooked: ≥ `hoursLost`.
    ///   - warmUpHours: ≥ 0.
    ///   - coolDownHours: ≥ 0.
    ///   - mostPerDay: ≥ 1.
    ///   - failuresToFreeze: 0 for never.
    public init(
        policies: Set<RetrainingPolicy> = [.twoKey, .growth], fewestNewReadings: Int = 1_000, leastGrowth: Double = 0.1,
        scheduleDays: Int = 30, skillLoss: Double = 1.3, hoursLost: Int = 6, hoursLooked: Int = 12,
        warmUpHours: Int = 72, coolDownHours: Int = 72, mostPerDay: Int = 2, failuresToFreeze: Int = 3
    ) {
        self.policies = policies
        self.fewestNewReadings = fewestNewReadings
        self.leastGrowth = leastGrowth
        self.scheduleDays = scheduleDays
        self.skillLoss = skillLoss
        self.hoursLost = hoursLost
        self.hoursLooked = hoursLooked
        self.warmUpHours = warmUpHours
        self.coolDownHours = coolDownHours
        self.mostPerDay = mostPerDay
        self.failuresToFreeze = failuresToFreeze
    }
}
