import Learning
import Readings
import TestSupport
import Testing

struct ConformalCalibrationTests {
    private let start = Timestamp(milliseconds: 0)

    private func calibration(_ errors: [Double]) -> ConformalCalibration {
        var calibration = ConformalCalibration()
        for (hour, error) in errors.enumerated() { calibration.learn(error, at: start.advanced(hours: hour)) }
        return calibration
    }

    @Test func `leaves half of the tail outside of each bound`() throws {
        // 199 errors, −99 … 99: the 20th from each end of 200 parts has a tenth outside.
        let errors = calibration((-99...99).map(Double.init).reversed())
        let bounds = try #require(errors.bounds(level: 0.8))
        #expect(bounds.lower == -80 && bounds.upper == 80)
        let narrow = try #require(errors.bounds(level: 0.5))
        #expect(narrow.lower == -50 && narrow.upper == 50)
    }

    @Test func `says nothing of fewer than a hundred errors`() {
        #expect(ConformalCalibration().bounds(level: 0.8) == nil)
        #expect(calibration([Double](repeating: 1, count: 99)).bounds(level: 0.8) == nil)
        #expect(calibration([Double](repeating: 1, count: 100)).bounds(level: 0.8) != nil)
    }

    @Test func `counts the thirty days before the moment alone`() throws {
        // Errors of 1,000 a month, then of 1.
        var errors = ConformalCalibration()
        for hour in 0..<1_440 {
            errors.learn(hour < 720 ? 1_000 : 1, at: start.advanced(hours: hour))
        }
        #expect(try #require(errors.bounds(level: 0.5)) == (1, 1))
        #expect(try #require(errors.bounds(level: 0.5, at: start.advanced(hours: 720))) == (1_000, 1_000))
        // Nothing that is measured at the moment or after it counts.
        #expect(try #require(errors.bounds(level: 0.95, at: start.advanced(hours: 721))) == (1_000, 1_000))
        #expect(try #require(errors.bounds(level: 0.95, at: start.advanced(hours: 1_000))) == (1, 1_000))
        #expect(errors.bounds(level: 0.5, at: start.advanced(hours: 99)) == nil)
    }

    @Test(arguments: [0.5, 0.8, 0.95], [1, 2, 3] as [UInt64])
    func `covers what comes next as often as it says`(level: Double, seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        var (covered, asked) = (0, 0)
        for _ in 0..<400 {
            // Skewed errors, so that the two tails differ.
            var error: Double { let u = Double.random(in: 0..<1, using: &random); return u * u * u }
            let errors = calibration((0..<300).map { _ in error })
            let bounds = try #require(errors.bounds(level: level))
            let next = error
            asked += 1
            if bounds.lower <= next, next <= bounds.upper { covered += 1 }
        }
        // Three standard errors of 400 trials.
        let allowed = 3 * (level * (1 - level) / 400).squareRoot() + 0.01
        #expect(abs(Double(covered) / Double(asked) - level) < allowed)
    }
}
