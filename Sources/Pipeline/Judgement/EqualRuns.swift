/// The newest run of equal values of each source of one sensor.
///
/// Where another source stands in for some hours, a source that is stuck still repeats its value.
struct EqualRuns: Sendable {
    private var bySource: [Int: EqualRun]

    /// Runs that may have begun with the last value of each source, and not before it.
    /// - Parameter hours: in their order, each with a value.
    init(after hours: some Sequence<SensorHour> = []) {
        bySource = Dictionary(
            hours.map { ($0.source, EqualRun($0, after: nil)) }, uniquingKeysWith: { $1 })
    }

    /// Takes in an hour with a value.
    /// - Returns: the run that it belongs to.
    mutating func take(_ hour: SensorHour) -> EqualRun {
        let run = EqualRun(hour, after: bySource[hour.source])
        bySource[hour.source] = run
        return run
    }
}
