import Pipeline
import Readings

/// What `drift calibrate` prints for machines.
struct CalibrationSummary: Encodable {
    struct Fault: Encodable {
        let tried: Int
        let found: Int
        let alreadyAlarming: Int
        let medianDelayHours: Int?
        let delaysHours: [Int]
        let causes: [String: Int]
        let wronglyBlamed: Int
    }

    struct Rule: Encodable {
        let rule: String
        let falseAlarms: Int
        let falseAlarmsPerStationYear: Double
        let falseAlarmsBySensor: [String: Int]
        let daysBetweenFalseAlarms: Double?
        let shareOfDays: Double
        let faults: [String: Fault]
    }

    let from: String
    let to: String
    let stations: [String]
    let stationYears: Double
    let sensor: String
    let starts: [String]
    let expectedCauses: [String: String]
    let rules: [Rule]
    let shareNamedRight: Double?
    let chosenOn: [String]
    let recommended: [String: String]
    let seconds: Double

    init(_ report: CalibrationReport, seconds: Double) {
        from = report.from.description
        to = report.to.description
        stations = report.stations
        stationYears = report.outcomes.first?.stationYears ?? 0
        sensor = report.sensor
        starts = report.starts.map(\.description)
        expectedCauses = Dictionary(report.faults.map { ($0.name, $0.cause.rawValue) }) { first, _ in first }
        rules = report.outcomes.map { outcome in
            Rule(
                rule: outcome.rule, falseAlarms: outcome.falseAlarms,
                falseAlarmsPerStationYear: outcome.falseAlarmsPerStationYear,
                falseAlarmsBySensor: outcome.falseAlarmsBySensor,
                daysBetweenFalseAlarms: outcome.daysBetweenFalseAlarms, shareOfDays: outcome.shareOfDays,
                faults: Dictionary(
                    outcome.faults.map { fault in
                        (
                            fault.fault,
                            Fault(
                                tried: fault.tried, found: fault.delays.count, alreadyAlarming: fault.alreadyAlarming,
                                medianDelayHours: fault.medianDelay, delaysHours: fault.delays,
                                causes: Dictionary(fault.causes.map { ($0.key.rawValue, $0.value) }) { $0 + $1 },
                                wronglyBlamed: fault.wronglyBlamed)
                        )
                    }
                ) { first, _ in first })
        }
        shareNamedRight = report.shareNamedRight
        chosenOn = report.chosenOn
        recommended = Dictionary(report.recommended.settings.map { ($0.key.environmentName, $0.value) }) { $1 }
        self.seconds = seconds
    }
}
