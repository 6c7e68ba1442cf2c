import Drift
import Pipeline
import Readings
import TestSupport

/// Tables that nobody would make on purpose, by seed.
struct HostileTables {
    private static let odd: [Double] = [
        .nan, .infinity, -.infinity, 0, -0.0, .leastNonzeroMagnitude, -.leastNonzeroMagnitude, 1e-160, 1, 1,
        1.0000000001, -1, 1013.25, 1e16, 1e154, -1e154, 1e300, -1e300, .greatestFiniteMagnitude,
        -.greatestFiniteMagnitude,
    ]
    private static let names = ["temperature", "temp_mean_3h", "month", "a", "", "</script>", "\u{0}\"\\", "a"]
    private static let labels: [String?] = [nil, "", "a", "b", "1", "nan", "true", "<b>&\"'", "\u{202E}x"]

    var random: SeededRandom

    mutating func table() -> DriftTable {
        let columns = (0..<Int.random(in: 0...4, using: &random)).map { _ in column() }
        let rows = columns.map(\.values.count).max() ?? 0
        let times: [Timestamp]? =
            Bool.random(using: &random)
            ? nil : (0..<rows).map { _ in Timestamp(milliseconds: Int64.random(in: .min ... .max, using: &random)) }
        return DriftTable(columns: columns, times: times)
    }

    private mutating func column() -> DriftColumn {
        let name = Self.names.randomElement(using: &random) ?? ""
        let count = [0, 1, 2, 3, 7, 21, 65, 130].randomElement(using: &random) ?? 0
        switch Int.random(in: 0..<6, using: &random) {
        case 0: return DriftColumn(name: name, values: .labels((0..<count).map { _ in label() }))
        case 1: return DriftColumn(name: name, values: .profile(ReferenceProfile(Sample(numbers(count)), capacity: 16)))
        default: return DriftColumn(name: name, values: .numbers(numbers(count)))
        }
    }

    private mutating func label() -> String? { Self.labels.randomElement(using: &random) ?? nil }

    private mutating func numbers(_ count: Int) -> [Double] {
        let kind = Int.random(in: 0..<4, using: &random)
        let single = Self.odd.randomElement(using: &random) ?? 0
        return (0..<count).map { _ in
            switch kind {
            case 0: Self.odd.randomElement(using: &random) ?? 0
            case 1: Double(bitPattern: random.next())
            case 2: single
            default: Double.random(in: -3...3, using: &random)
            }
        }
    }

    mutating func criteria() -> DriftCriteria {
        let count = Int.random(in: 0...4, using: &random)
        return DriftCriteria(
            tests: (0..<count).compactMap { _ in DriftTest.allCases.randomElement(using: &random) },
            wassersteinThreshold: [0, 0.3, .infinity, .nan].randomElement(using: &random) ?? 0,
            thresholds: [.psi: -1], featureThresholds: ["a": .infinity], requiredShare: 0.5,
            correctsPValues: Bool.random(using: &random))
    }
}
