import Readings

extension FeatureDefinition.CalendarPart {
    /// This part of a moment, in UTC.
    func value(at time: Timestamp) -> Double {
        switch self {
        case .hourSin: DayCycle.sine(harmonic: 1, hour: time.hourOfDay)
        case .hourCos: DayCycle.cosine(harmonic: 1, hour: time.hourOfDay)
        case .dayOfWeek: Double(time.dayOfWeek)
        case .month: Double(time.month)
        }
    }
}
