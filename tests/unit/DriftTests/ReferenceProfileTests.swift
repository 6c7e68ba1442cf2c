import Drift
import Testing
import TestSupport

struct ReferenceProfileTests {
    private static func values(_ count: Int, seed: UInt64, shift: Double = 0) -> [Double] {
        var random = SeededRandom(seed: seed)
        return (0..<count).map { _ in
            (0..<6).reduce(shift) { total, _ in total + Double.random(in: -1...1, using: &random) }
        }
    }

    /// How far the shares that a profile gives are from those of the sample at most.
    private static func worstShare(_ profile: ReferenceProfile, _ sample: Sample) -> Double {
        let n = Double(sample.count)
        var worst = 0.0
        for (place, value) in sample.sorted.enumerated()
        where place + 1 == sample.count || sample.sorted[place + 1] > value {
            worst = max(worst, abs(profile.share(through: value) - Double(place + 1) / n))
        }
        return worst
    }

    @Test(arguments: EvidentlyFixture.names)
    func `profiles that keep all values score as the samples do`(name: String) throws {
        let pair = try EvidentlyFixture.pair(name)
        let (reference, current) = (Sample(pair.reference), Sample(pair.current))
        let exact = SampleComparison(reference: reference, current: current).results(of: DriftTest.allCases)
        let profiles = ProfileComparison(
            reference: ReferenceProfile(reference, capacity: 20_000),
            current: ReferenceProfile(current, capacity: 20_000))
        #expect(profiles.shareError == 0)
        let results = profiles.results(of: DriftTest.allCases)
        #expect(results.map(\.test) == exact.map(\.test))
        for (result, sample) in zip(results, exact) {
            #expect(agree(result.score, sample.score, relative: 1e-12), "\(result.test)")
        }
    }

    @Test(arguments: EvidentlyFixture.names)
    func `small profiles score nearly as the samples do`(name: String) throws {
        let pair = try EvidentlyFixture.pair(name)
        let (reference, current) = (Sample(pair.reference), Sample(pair.current))
        let profiles = ProfileComparison(
            reference: ReferenceProfile(reference), current: ReferenceProfile(current))
        let exact = SampleComparison(reference: reference, current: current)
        let (result, sample) = (
            try #require(profiles.result(of: .wasserstein)), try #require(exact.result(of: .wasserstein))
        )
        let range =
            max(reference.sorted.last ?? 0, current.sorted.last ?? 0) - min(reference.sorted[0], current.sorted[0])
        #expect(abs(result.score - sample.score) <= profiles.shareError * range + 1e-12)
        let normed = (
            try #require(profiles.result(of: .wassersteinNorm)).score,
            try #require(exact.result(of: .wassersteinNorm)).score
        )
        #expect(abs(normed.0 - normed.1) <= 0.01)
        let (ours, theirs) = (
            try #require(profiles.result(of: .kolmogorovSmirnov)?.statistic),
            try #require(exact.result(of: .kolmogorovSmirnov)?.statistic)
        )
        #expect(abs(ours - theirs) <= profiles.shareError + 1e-12)
        #expect(profiles.statuses == exact.statuses)
    }

    @Test(arguments: [600, 5000, 100_000], [64, 512])
    func `shares are right within the stated error`(count: Int, capacity: Int) {
        let sample = Sample(Self.values(count, seed: 1))
        let profile = ReferenceProfile(sample, capacity: capacity)
        #expect(profile.sketch.count == count)
        #expect(profile.shareError > 0)
        #expect(profile.shareError < 1 / Double(capacity))
        #expect(Self.worstShare(profile, sample) <= profile.shareError + 1e-12)
        #expect(profile.sketch.levels.joined().count < capacity + 20)
    }

    @Test(arguments: [100, 1234, 20_000])
    func `ten profiles together are the profile of all within the stated error`(count: Int) {
        let parts = (0..<10).map { part in
            Self.values(count + 7 * part, seed: UInt64(part), shift: Double(part) / 5)
        }
        let all = Sample(Array(parts.joined()))
        let whole = ReferenceProfile(all)
        let merged = parts.dropFirst().reduce(ReferenceProfile(Sample(parts[0]))) { profile, values in
            profile.merging(ReferenceProfile(Sample(values)))
        }
        #expect(merged.count == whole.count)
        #expect(merged.sketch.count == whole.count)
        #expect(merged.range == whole.range)
        #expect(agree(merged.mean, whole.mean, relative: 1e-12))
        #expect(agree(merged.standardDeviation, whole.standardDeviation, relative: 1e-12))
        #expect(merged.shareError < 0.02)
        #expect(Self.worstShare(merged, all) <= merged.shareError + 1e-12)
        #expect(merged.sketch.levels.joined().count < 4 * QuantileSketch.defaultCapacity)
        let distance = ProfileComparison(reference: whole, current: merged).result(of: .wassersteinNorm)?.score
        #expect((distance ?? 1) < 0.02)
    }

    @Test func `the order of two profiles does not matter, and the same values give the same profile`() {
        let (first, second) = (Self.values(9000, seed: 3), Self.values(4001, seed: 4))
        let profile = ReferenceProfile(Sample(first)).merging(ReferenceProfile(Sample(second)))
        #expect(profile == ReferenceProfile(Sample(second)).merging(ReferenceProfile(Sample(first))))
        #expect(profile == ReferenceProfile(Sample(first.reversed())).merging(ReferenceProfile(Sample(second))))
    }

    @Test func `few different values are counted and compared exactly, however many there are`() throws {
        var random = SeededRandom(seed: 6)
        func hours(_ count: Int) -> [Double] { (0..<count).map { _ in Double(Int.random(in: 0..<24, using: &random)) } }
        let (first, second, current) = (hours(30_000), hours(12_345), hours(700))
        let profile = ReferenceProfile(Sample(first)).merging(ReferenceProfile(Sample(second)))
        #expect(profile.isExact)
        #expect(profile.valueCounts?.values == (0..<24).map(Double.init))
        let profiles = ProfileComparison(reference: profile, current: ReferenceProfile(Sample(current)))
        let samples = SampleComparison(reference: Sample(first + second), current: Sample(current))
        let (results, exact) = (profiles.results(of: DriftTest.allCases), samples.results(of: DriftTest.allCases))
        #expect(results.count == 13)
        for (result, sample) in zip(results, exact) {
            #expect(agree(result.score, sample.score, relative: 1e-12), "\(result.test)")
        }
    }

    @Test func `tests that need every value are left out where values are missing`() {
        let profile = ReferenceProfile(Sample(Self.values(5000, seed: 1)))
        let comparison = ProfileComparison(reference: profile, current: profile)
        #expect(Set(comparison.results(of: DriftTest.allCases).map(\.test)) == Set(ProfileComparison.approximateTests))
        #expect(comparison.results(of: DriftTest.allCases).allSatisfy { !$0.drifted })
    }

    @Test func `quantiles and histogram follow the values`() throws {
        let profile = ReferenceProfile(Sample((0..<10_001).map(Double.init)))
        #expect(abs(try #require(profile.quantile(0.25)) - 2500) <= profile.shareError * 10_001 + 1)
        #expect(profile.quantile(0) == 0)
        #expect(profile.quantile(7) == 10_000)
        let (edges, shares) = profile.histogram(binCount: 4)
        #expect(edges == [0, 2500, 5000, 7500, 10_000])
        #expect(shares.allSatisfy { abs($0 - 0.25) <= 2 * profile.shareError + 0.001 })
        #expect(abs(shares.reduce(0, +) - 1) < 1e-12)
    }
}
