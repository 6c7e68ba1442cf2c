import Ledger
import Readings
import Testing

struct DriftChecksTests {
    private func check(
        days: Int, schema: String = "weather", severity: Double? = 0.42, isDrifted: Bool = true
    ) -> DriftCheck {
        let moment = OpenLedger.noon.advanced(hours: 24 * days)
        return DriftCheck(
            checkedAt: moment, schema: schema, modelName: "anomaly-detection-model", modelVersion: 3, rowCount: 1_000,
            from: moment.advanced(hours: -100), to: moment, severity: severity, isDrifted: isDrifted,
            scores: #"{"temperature":0.42}"#)
    }

    @Test func `checks come back whole, the earliest first, after the file was opened anew`() throws {
        let open = try OpenLedger()
        try open.ledger.record(check(days: 0))
        try open.ledger.record(check(days: 1, severity: nil, isDrifted: false))
        try open.ledger.record(check(days: 1, schema: "machine"))
        let checks = try open.reopened().driftChecks(ofSchema: "weather", since: OpenLedger.noon, limit: 10)
        #expect(checks == [check(days: 0), check(days: 1, severity: nil, isDrifted: false)])
    }

    @Test func `of more than asked for the newest come, and nothing from before the moment`() throws {
        let open = try OpenLedger()
        for day in 0..<5 { try open.ledger.record(check(days: day)) }
        #expect(
            try open.ledger.driftChecks(ofSchema: "weather", since: OpenLedger.noon, limit: 2)
                == [check(days: 3), check(days: 4)])
        #expect(
            try open.ledger.driftChecks(
                ofSchema: "weather", since: OpenLedger.noon.advanced(hours: 90), limit: 10) == [check(days: 4)])
    }

    @Test func `old checks of the same schema are forgotten`() throws {
        let open = try OpenLedger()
        try open.ledger.record(check(days: 0))
        try open.ledger.record(check(days: 0, schema: "machine"))
        try open.ledger.record(check(days: 30), keepingDays: 30)
        #expect(try open.ledger.driftChecks(ofSchema: "weather", since: OpenLedger.noon, limit: 10).count == 2)
        try open.ledger.record(check(days: 31), keepingDays: 30)
        #expect(
            try open.ledger.driftChecks(ofSchema: "weather", since: OpenLedger.noon, limit: 10)
                == [check(days: 30), check(days: 31)])
        #expect(try open.ledger.driftChecks(ofSchema: "machine", since: OpenLedger.noon, limit: 10).count == 1)
    }

    @Test(arguments: [Double.nan, .infinity, -.infinity])
    func `a severity that is not finite is none`(severity: Double) throws {
        #expect(check(days: 0, severity: severity).severity == nil)
    }
}
