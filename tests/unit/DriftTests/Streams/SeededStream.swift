import Testing
import TestSupport

/// A stream of `scripts/oracles/stream_fixture.py`, made of its seed, and what is found in it.
struct SeededStream: Decodable, Sendable, CustomTestStringConvertible {
    let name: String
    let seed: UInt64
    let center: Double
    let spread: Double
    let parts: [Part]
    let sum: Double
    let adwin: [AdaptiveWindowAnswer]
    let pageHinkley: [[Int]]
    let cusum: [CumulativeSumAnswer]

    var testDescription: String { name }

    struct Part: Decodable, Sendable {
        let count: Int
        let noise: Noise
        let level: Double
        let slope: Double
        let scale: Double
        let keep: Double
        let day: Double
        let share: Double
    }

    enum Noise: String, Decodable, Sendable {
        case none, uniform, normal, slash, coin
    }

    struct AdaptiveWindowAnswer: Decodable, Sendable {
        let detections: [Int]
        let width: Int
        let mean: Double
        let variance: Double
    }

    struct CumulativeSumAnswer: Decodable, Sendable {
        let risen: [Int]
        let fallen: [Int]
        let upper: Double
        let lower: Double
    }

    /// The values, with the script's operations in the script's order.
    var values: [Double] {
        var (random, values, state) = (SeededRandom(seed: seed), [Double](), 0.0)
        for part in parts {
            for step in 0..<part.count {
                state = part.keep * state + random.noise(part.noise, share: part.share)
                let hours = abs(Double(values.count % 24) - 12)
                values.append(part.level + part.slope * Double(step) + part.day * hours + part.scale * state)
            }
        }
        return values
    }

    /// The values as deviations from the center.
    var standardized: [Double] { values.map { ($0 - center) / spread } }
}

extension SeededRandom {
    /// A number in 0 ..< 1.
    mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }

    /// A nearly normal number: the sum of twelve.
    mutating func normal() -> Double {
        var total = 0.0
        for _ in 0..<12 { total += uniform() }
        return total - 6
    }

    /// A deviation; `share` is how often a coin shows 1.
    mutating func noise(_ kind: SeededStream.Noise, share: Double) -> Double {
        switch kind {
        case .none: 0
        case .uniform: uniform()
        case .normal: normal()
        case .slash: normal() / (1 - uniform())
        case .coin: uniform() < share ? 1 : 0
        }
    }
}
