import Readings
import Testing

struct QualityControlTests {
    private let control = QualityControl(schema: .weather)

    @Test(arguments: SensorSchema.all)
    func `takes both bounds of a range as possible and the next numbers beyond as not`(schema: SensorSchema) {
        let control = QualityControl(schema: schema)
        let lowest = schema.quantities.map(\.physicalRange.lowerBound)
        let highest = schema.quantities.map(\.physicalRange.upperBound)
        let allFlagged = schema.quantities.map { QualityFlag(quantity: $0.name, reason: .outOfRange) }
        #expect(control.flags(for: lowest) == [])
        #expect(control.flags(for: highest) == [])
        #expect(control.flags(for: lowest.map(\.nextDown)) == allFlagged)
        #expect(control.flags(for: highest.map(\.nextUp)) == allFlagged)
    }

    @Test func `does not doubt missing values`() {
        #expect(control.flags(for: [.nan, .nan, .nan, .nan]) == [])
        #expect(control.flags(for: [.signalingNaN, 1013, -.nan, 3]) == [])
    }

    @Test func `flags infinite values as such, whatever the range`() {
        #expect(
            control.flags(for: [.infinity, 1013, 50, -.infinity]) == [
                QualityFlag(quantity: "temperature", reason: .notFinite),
                QualityFlag(quantity: "wind_speed", reason: .notFinite),
            ])
    }

    @Test func `flags each value on its own, in the schema's order`() {
        #expect(
            control.flags(for: [200, .nan, 100.5, 468.66]) == [
                QualityFlag(quantity: "temperature", reason: .outOfRange),
                QualityFlag(quantity: "humidity", reason: .outOfRange),
                QualityFlag(quantity: "wind_speed", reason: .outOfRange),
            ])
        #expect(control.flags(for: [20, 1013, 50, -0.0]) == [])
    }
}
