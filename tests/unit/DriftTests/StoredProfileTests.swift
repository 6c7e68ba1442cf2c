import Drift
import Testing
import TestSupport

struct StoredProfileTests {
    private static func profile(_ count: Int) -> ReferenceProfile {
        var random = SeededRandom(seed: UInt64(count))
        return ReferenceProfile(Sample((0..<count).map { _ in Double.random(in: -5...5, using: &random) }))
    }

    @Test(arguments: [0, 1, 2, 64, 65, 512, 513, 30_000])
    func `what is stored is read again`(count: Int) throws {
        let profile = Self.profile(count).merging(Self.profile(count / 3))
        #expect(try ReferenceProfile(profile.parts, subject: "temperature") == profile)
    }

    /// A change that makes stored parts contradict each other, and what is said about it.
    struct Damage: Sendable, CustomTestStringConvertible {
        let detail: String
        let change: @Sendable (inout ReferenceProfile.Parts) -> Void

        init(_ detail: String, _ change: @escaping @Sendable (inout ReferenceProfile.Parts) -> Void) {
            self.detail = detail
            self.change = change
        }

        var testDescription: String { detail }
    }

    @Test(arguments: [
        Damage("capacity 1 is below 2") { $0.capacity = 1 },
        Damage("the sketch stands for 1000 values of 1001") { $0.count = 1001 },
        Damage("the count of values left out is negative") { $0.nonFiniteCount = -1 },
        Damage("a moment is no number, or the standard deviation negative") { $0.standardDeviation = -1 },
        Damage("a moment is no number, or the standard deviation negative") { $0.mean = .nan },
        Damage("the range is not that of 1000 values") { $0.range = [] },
        Damage("the range is not that of 1000 values") { $0.range = [5, -5] },
        Damage("a value lies outside the range") { $0.range = [0, 5] },
        Damage("level 1 is not ascending") { $0.levels[1].reverse() },
        Damage("level 1 has a value that is no number") { $0.levels[1][0] = .nan },
        Damage("1 turns for 2 levels") { $0.keepsOdd.removeLast() },
        Damage("rank error -1 of 1000 values") { $0.rankError = -1 },
        Damage("rank error 9223372036854775807 of 1000 values") { $0.rankError = .max },
        Damage("41 levels are too many") { $0.levels = Array(repeating: [], count: 41) },
        Damage("the counts of values do not fit together") { $0.values = [1] },
        Damage("the counts of values do not fit together") { ($0.values, $0.counts) = ([2, 1], [500, 500]) },
        Damage("the counts of values do not add up to 1000") { ($0.values, $0.counts) = ([1, 2], [500, 501]) },
    ])
    func `parts that contradict each other are refused`(damage: Damage) {
        var parts = Self.profile(1000).parts
        damage.change(&parts)
        let broken = parts
        let error = DriftError(subject: "temperature", reason: .inconsistentProfile(detail: damage.detail))
        #expect(throws: error) { try ReferenceProfile(broken, subject: "temperature") }
    }

    @Test func `odd values make no profile fail`() {
        let odd: [Double] = [
            .nan, .infinity, 0, .leastNonzeroMagnitude, 1, 2.5, .greatestFiniteMagnitude, -.greatestFiniteMagnitude,
        ]
        var random = SeededRandom(seed: 12)
        for number in 0..<2000 {
            func profile() -> ReferenceProfile {
                let count = [0, 1, 5, 40, 300].randomElement(using: &random) ?? 0
                let wild = Bool.random(using: &random)
                return ReferenceProfile(
                    Sample(
                        (0..<count).map { _ in
                            wild ? Double(bitPattern: random.next()) : odd.randomElement(using: &random) ?? 0
                        }), capacity: [2, 7, 64].randomElement(using: &random) ?? 2)
            }
            let (first, second) = (profile(), profile())
            let merged = first.merging(second).merging(profile())
            let comparison = ProfileComparison(reference: merged, current: first)
            let results = comparison.results(of: DriftTest.allCases)
            #expect(results.isEmpty == (comparison.status == .empty))
            for result in results where !(result.score.isFinite && result.score >= 0) {
                Issue.record("pair \(number): \(result)")
            }
            #expect(merged.standardDeviation.isFinite && merged.mean.isFinite)
            #expect(first.merging(second) == second.merging(first))
            #expect((try? ReferenceProfile(merged.parts, subject: "odd")) == merged)
        }
    }
}
