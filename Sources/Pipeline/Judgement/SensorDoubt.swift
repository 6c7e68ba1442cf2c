import Readings

/// A feed of one sensor that is not believed.
struct SensorDoubt: Sendable {
    /// What made it be found.
    let sign: FeedSign
    /// The first hour concerned.
    var onset: Int
    /// The hour in which it was found.
    let foundAt: Int
    /// The last hour that is known to be concerned. What comes after it says nothing about the cause.
    var lastAffected: Int
    /// The unit in which values came as far as steps tell, and in how many hours.
    var unit: MeasurementUnit?
    var unitHours = 0
    /// What has happened.
    var cause: FeedCause

    /// Hours from the first concerned to the last.
    var hourCount: Int { lastAffected - onset + 1 }

    /// Takes in what was seen in an hour that is concerned.
    mutating func absorb(_ unit: MeasurementUnit?) {
        guard let unit else { return }
        unitHours = self.unit == unit ? unitHours + 1 : 1
        self.unit = unit
    }
}
