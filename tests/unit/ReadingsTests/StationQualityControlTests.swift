import Readings
import Testing

struct StationQualityControlTests {
    private static let start = Timestamp(hourIndex: 490_000)

    /// The flags of hourly temperatures, as texts, all other values missing.
    private func flags(_ temperatures: [Double], hours: [Int]? = nil) -> [[String]] {
        var control = StationQualityControl(schema: .weather)
        return temperatures.enumerated().map { place, value in
            let time = Self.start.advanced(hours: hours?[place] ?? place)
            return control.judge([value, .nan, .nan, .nan], at: time, now: time).flags.map(\.description)
        }
    }

    @Test func `an impossible step is doubted until six readings agree with it`() {
        let found = flags([25, 26, 46, 46.5, 47, 46, 45, 46, 46.5])
        #expect(
            found == [
                [], [], ["temperature:step"], ["temperature:step"], ["temperature:step"],
                ["temperature:step"], ["temperature:step"], [], [],
            ])
    }

    @Test func `a spike is doubted alone`() {
        #expect(flags([25, 26, 48, 26, 27]) == [[], [], ["temperature:step"], [], []])
    }

    @Test func `a step over a long gap is no step`() {
        #expect(flags([25, 46], hours: [0, 4]) == [[], []])
        #expect(flags([25, 46], hours: [0, 2]) == [[], ["temperature:step"]])
    }

    @Test(arguments: [(20.0, 68.0), (20, 293.15), (-10, 14)])
    func `a value that fits as another unit is doubted as such for ever`(celsius: Double, other: Double) {
        let found = flags([celsius, celsius + 0.5] + (0..<10).map { other + Double($0 % 3) / 10 })
        #expect(found.prefix(2).allSatisfy { $0.isEmpty })
        #expect(found.dropFirst(2).allSatisfy { $0 == ["temperature:unit"] || $0 == ["temperature:out_of_range"] })
    }

    @Test func `a value that rests is doubted from the eighteenth hour on`() throws {
        let found = flags(Array(repeating: 12.3, count: 24))
        #expect(found.prefix(18).allSatisfy { $0.isEmpty })
        #expect(found.dropFirst(18).allSatisfy { $0 == ["temperature:stuck"] })
    }

    @Test func `a moment in the future is doubted, and forgotten`() {
        var control = StationQualityControl(schema: .weather)
        let now = Self.start
        let future = control.judge([10, 1000, 50, 3], at: now.advanced(minutes: 11), now: now)
        #expect(future.flags.map(\.description) == ["observed_at:future"])
        let present = control.judge([10, 1000, 50, 3], at: now, now: now)
        #expect(present.flags.isEmpty && !present.isOutOfOrder)
    }

    @Test func `what comes late is said so, and judged by its range alone`() {
        var control = StationQualityControl(schema: .weather)
        _ = control.judge([10, 1000, 50, 3], at: Self.start, now: Self.start)
        let late = control.judge([40, 2000, 50, 3], at: Self.start.advanced(hours: -1), now: Self.start)
        #expect(late.isOutOfOrder)
        #expect(late.flags.map(\.description) == ["pressure:out_of_range"])
    }

    @Test func `a machine's set points may rest and step`() {
        var control = StationQualityControl(schema: .machine)
        for hour in 0..<40 {
            let time = Self.start.advanced(hours: hour)
            #expect(control.judge([hour < 30 ? 60 : 90, 0.4, 1500], at: time, now: time).flags.isEmpty)
        }
    }
}
