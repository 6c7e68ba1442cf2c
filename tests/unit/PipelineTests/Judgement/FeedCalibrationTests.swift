import Learning
import Pipeline
import Readings
import Testing

@Suite("Calibration of feed checks")
struct FeedCalibrationTests {
    /// Trusted before the first of July, as the figures of the documentation are.
    private static let halfYear = Result {
        try FeedCalibration(
            of: FeedHours(of: BundledYear.readings.get()), trustedBefore: moment("2013-07-01"),
            starts: ["2013-07-20T05:00:00Z", "2013-09-01T15:00:00Z", "2013-10-10T09:00:00Z", "2013-11-10T20:00:00Z"]
                .map(moment), seed: 2)
    }

    private static func moment(_ text: String) throws -> Timestamp {
        try #require(Timestamp(iso8601: text))
    }

    private static let report = Result {
        let calibration = try halfYear.get()
        let chosen = calibration.recommended(from: FeedCriteria(), falseAlarmsPerYear: 0.5)
        return calibration.report(
            criteria: FeedCriteria(), recommended: chosen, chosenOn: [], concurrently: .serial)
    }

    @Test("half a year of three stations without a fault has at most one false alarm over all sensors")
    func falseAlarms() throws {
        let outcome = try #require(try Self.report.get().outcome(of: CalibrationReport.recommendedRule))
        #expect(outcome.falseAlarms <= 1)
        #expect(abs(outcome.stationYears - 1.5) < 0.02)
    }

    @Test(
        "every fault of a thermometer is found, and soon",
        arguments: [
            ("bias +3 °C", 83), ("ramp to +3 °C in 30 days", 486), ("°C → °F", 1), ("noise of 3 °C", 9), ("stuck", 17),
        ])
    func found(fault: String, hours: Int) throws {
        let outcome = try #require(try Self.report.get().outcome(of: CalibrationReport.recommendedRule))
        let found = try #require(outcome.faults.first { $0.fault == fault })
        #expect(found.tried == 12 && found.delays.count == 12)
        #expect(try #require(found.medianDelay) <= hours)
    }

    @Test("nine of ten faults are named by what happened")
    func named() throws {
        let report = try Self.report.get()
        #expect(try #require(report.shareNamedRight) >= 0.9)
        let outcome = try #require(report.outcome(of: CalibrationReport.recommendedRule))
        #expect(Set(report.faults.map(\.cause)) == Set(FeedCause.allCases))
        // A row sums to what was found, whatever it was called.
        #expect(outcome.faults.allSatisfy { $0.causes.values.reduce(0, +) == $0.delays.count })
    }

    @Test("rules that always or never fire have the figures that they must have")
    func constantRules() throws {
        let report = try Self.report.get()
        let always = try #require(report.outcome(of: "always fires"))
        #expect(always.shareOfDays == 1 && always.faults.allSatisfy { $0.tried == 0 && $0.alreadyAlarming == 12 })
        let never = try #require(report.outcome(of: "never fires"))
        #expect(never.falseAlarms == 0 && never.shareOfDays == 0)
        #expect(never.faults.allSatisfy { $0.tried == 12 && $0.delays.isEmpty && $0.medianDelay == nil })
    }

    @Test("the distance of the last thousand hours alarms on every day of a healthy half-year")
    func windowRule() throws {
        let outcomes = try Self.report.get().outcomes
        for name in ["wasserstein_norm", "Evidently"] {
            #expect(try #require(outcomes.first { $0.rule.hasPrefix(name) }).shareOfDays > 0.99)
        }
    }

    @Test("the figures do not depend on the number of threads")
    func threads() throws {
        let calibration = try Self.halfYear.get()
        let report = calibration.report(
            criteria: FeedCriteria(),
            recommended: calibration.recommended(from: FeedCriteria(), falseAlarmsPerYear: 0.5),
            chosenOn: [], concurrently: .threads(2))
        #expect(try report.outcomes == Self.report.get().outcomes)
    }

    @Test("too little history is refused, with what is needed")
    func tooLittle() throws {
        let hours = FeedHours(of: try BundledYear.readings.get())
        #expect(throws: PipelineError.self) {
            try FeedCalibration(of: hours, trustedBefore: Self.moment("2013-01-02"), seed: 1)
        }
        #expect(throws: PipelineError.self) {
            try FeedCalibration(of: hours, trustedBefore: Self.moment("2014-02-01"), seed: 1)
        }
        #expect(throws: PipelineError.self) {
            try FeedCalibration(of: FeedHours(of: ReadingTable(schema: .weather)), trustedBefore: hours.middle, seed: 1)
        }
    }
}
