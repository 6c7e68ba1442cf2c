import Readings
import Testing

struct SyntheticClimateTests {
    private let climate = SyntheticClimate(seed: 7)
    private let start = Timestamp(milliseconds: 1_767_225_600_000)

    private func year(of station: Station, _ climate: SyntheticClimate) -> [[Double]] {
        (0..<8_760).map { climate.values(at: station, start.advanced(hours: $0)) }
    }

    private func deviation(_ values: [Double]) -> Double {
        let mean = values.reduce(0, +) / Double(values.count)
        return (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)).squareRoot()
    }

    @Test(arguments: Station.worldCities)
    func `moves from hour to hour as weather does`(station: Station) {
        let values = year(of: station, climate)
        let steps = zip(values, values.dropFirst()).map { $1[0] - $0[0] }
        #expect((0.3...1.6).contains(deviation(steps)))
        #expect(steps.allSatisfy { abs($0) < 8 })
        #expect(
            values.allSatisfy { row in
                zip(row, SensorSchema.weather.quantities).allSatisfy { $1.physicalRange.contains($0) }
            })
        #expect((0.8...12).contains(deviation(values.map { $0[1] })))
    }

    @Test func `has winters and summers on their side of the equator`() throws {
        let cities = Dictionary(uniqueKeysWithValues: Station.worldCities.map { ($0.name, $0) })
        func mean(_ name: String, _ hours: Range<Int>) throws -> Double {
            let station = try #require(cities[name])
            return hours.reduce(0) { $0 + climate.values(at: station, start.advanced(hours: $1))[0] }
                / Double(hours.count)
        }
        let (january, july) = (0..<744, 4_344..<5_088)
        #expect(try mean("Toronto", july) - mean("Toronto", january) > 18)
        #expect(try mean("Sydney", january) - mean("Sydney", july) > 6)
        #expect(try abs(mean("Singapore", january) - mean("Singapore", july)) < 3)
    }

    @Test func `is the same for the same seed and another for another`() throws {
        let city = try #require(Station.worldCities.first)
        #expect(climate.values(at: city, start) == SyntheticClimate(seed: 7).values(at: city, start))
        #expect(climate.values(at: city, start) != SyntheticClimate(seed: 8).values(at: city, start))
    }

    @Test func `a change steps or grows, and stays`() throws {
        let city = try #require(Station.worldCities.first)
        let begin = start.advanced(hours: 100)
        let changed = SyntheticClimate(
            seed: 7,
            changes: [
                WorldChange(quantity: 0, amount: 4, start: begin),
                WorldChange(quantity: 1, amount: -10, start: begin, rampHours: 20),
            ])
        func difference(_ hours: Int) -> [Double] {
            let moment = start.advanced(hours: hours)
            return zip(changed.values(at: city, moment), climate.values(at: city, moment)).map { $0 - $1 }
        }
        #expect(difference(99) == [0, 0, 0, 0])
        #expect(abs(difference(100)[0] - 4) < 1e-9)
        #expect(abs(difference(110)[1] + 5) < 1e-9)
        #expect(abs(difference(500)[1] + 10) < 1e-9)
    }
}
