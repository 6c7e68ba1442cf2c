import Pipeline
import Readings
import Testing

struct ReplayFaultTests {
    private static func moment(_ text: String) -> Timestamp? { Timestamp(iso8601: text) }

    @Test func `a kind alone leaves the rest open`() throws {
        #expect(try #require(ReplayFault("stuck")) == ReplayFault(kind: .stuck))
    }

    @Test(arguments: [
        ("bias:temperature:+4", ReplayFault(kind: .bias, sensor: "temperature", amount: 4)),
        ("scale::1.5/all", ReplayFault(kind: .scale, amount: 1.5, station: ReplayFault.everywhere)),
        ("unit@2013-07-01", ReplayFault(kind: .unit, from: moment("2013-07-01"))),
        (
            "ramp:pressure:-2@2013-07-01..2013-07-20T06:00:00Z/EWR",
            ReplayFault(
                kind: .ramp, sensor: "pressure", amount: -2, from: moment("2013-07-01"),
                to: moment("2013-07-20T06:00:00Z"), station: "EWR")
        ),
        ("gap/São Paulo", ReplayFault(kind: .gap, station: "São Paulo")),
    ])
    func `each part may be said`(text: String, fault: ReplayFault) throws {
        #expect(try #require(ReplayFault(text)) == fault)
    }

    @Test(arguments: [
        "", "fog", "bias:temperature:warm", "bias:temperature:nan", "bias:temperature:1:2", "stuck@", "stuck@soon",
        "stuck@2013-07-20..2013-07-01", "stuck@2013-07-01..2013-07-01", "stuck@2013-07-01..2013-07-02..2013-07-03",
        "stuck/", "@2013-07-01", "stuck:temperature:5", "gap::5", "unit:temperature:1",
    ])
    func `what means nothing is refused`(text: String) {
        #expect(ReplayFault(text) == nil)
    }

    @Test func `policies are joined by plus, and never is one of its own`() throws {
        #expect(try #require(ReplayPolicy("two-key+growth")).policies == [.twoKey, .growth])
        #expect(try #require(ReplayPolicy("never")).policies == [.manual])
        for name in ["", "+", "two-key+", "never+drift", "sometimes"] { #expect(ReplayPolicy(name) == nil) }
    }
}
