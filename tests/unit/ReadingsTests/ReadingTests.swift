import Readings
import Testing

struct ReadingTests {
    private func reading(_ values: [Double], _ flags: [QualityFlag]) -> Reading {
        let noon = Timestamp(milliseconds: 43_200_000)
        return Reading(
            station: "EWR", observedAt: noon, knownAt: noon, source: "test", kind: .measurement, values: values,
            flags: flags)
    }

    @Test func `trusts all values without a flag`() {
        let reading = reading([468, 1013, 50, 3], [])
        #expect(reading.trustedValues(schema: .weather) == [468, 1013, 50, 3])
    }

    @Test func `distrusts flagged values only, and keeps them as reported`() {
        let flags = [
            QualityFlag(quantity: "temperature", reason: .outOfRange),
            QualityFlag(quantity: "wind_speed", reason: .notFinite),
        ]
        let reading = reading([468, 1013, 50, .infinity], flags)
        let trusted = reading.trustedValues(schema: .weather)
        #expect(trusted.map(\.isNaN) == [true, false, false, true])
        #expect(trusted[1...2] == [1013, 50])
        #expect(reading.values == [468, 1013, 50, .infinity])
    }

    @Test func `ignores flags of quantities that the schema does not have`() {
        let reading = reading([20, 1013, 50, 3], [QualityFlag(quantity: "vibration", reason: .outOfRange)])
        #expect(reading.trustedValues(schema: .weather) == [20, 1013, 50, 3])
    }
}
