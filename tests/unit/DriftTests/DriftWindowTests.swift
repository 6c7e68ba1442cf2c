import Drift
import Testing
import TestSupport

struct DriftWindowTests {
    /// Values with ties, outliers and gaps, drifting slowly.
    private static func rows(_ count: Int, features: Int, seed: UInt64) -> [[Float]] {
        var random = SeededRandom(seed: seed)
        return (0..<count).map { row in
            (0..<features).map { feature in
                switch Int.random(in: 0..<40, using: &random) {
                case 0: .nan
                case 1: .infinity
                case 2: Float.random(in: -1e30...1e30, using: &random)
                case 3..<20: Float(Int.random(in: 0..<(5 + feature), using: &random))
                default: Float.random(in: -3...3, using: &random) + Float(row) / 300
                }
            }
        }
    }

    private static func expected(_ reference: Sample, _ window: [Float]) -> Double? {
        SampleComparison(reference: reference, current: Sample(window)).result(of: .wassersteinNorm)?.score
    }

    @Test(arguments: [(1, 1), (3, 2), (50, 7), (40, 200), (1000, 100), (997, 101)])
    func `after every row each score is that of the two samples`(referenceCount: Int, capacity: Int) throws {
        let rows = Self.rows(referenceCount + 500, features: 4, seed: UInt64(capacity))
        let references = (0..<4).map { feature in Sample(rows.prefix(referenceCount).map { $0[feature] }) }
        var window = DriftWindow(
            references.map { WindowReference($0, windowCount: capacity) }, capacity: capacity)
        let arriving = rows.dropFirst(referenceCount)
        for (place, row) in arriving.enumerated() {
            window.append(row, at: Int64(place))
            let last = arriving.prefix(place + 1).suffix(capacity)
            #expect(window.count == last.count)
            for feature in 0..<4 {
                let expected = Self.expected(references[feature], last.map { $0[feature] })
                let score = window.scores[feature]
                #expect((score == nil) == (expected == nil))
                if let score, let expected { #expect(agree(score, expected, relative: 1e-9, absolute: 1e-12)) }
            }
        }
        #expect(window.range == Int64(500 - min(capacity, 500))...499)
    }

    @Test func `a reference of which a profile was kept gives the scores of the profile`() throws {
        let rows = Self.rows(20_000, features: 1, seed: 5).map { $0[0] }.filter { abs($0) < 100 }
        let profile = ReferenceProfile(Sample(rows))
        #expect(!profile.isExact)
        var window = DriftWindow([WindowReference(profile, windowCount: 200)], capacity: 200)
        for (place, value) in rows.suffix(450).enumerated() { window.append([value], at: Int64(place)) }
        let expected = try #require(
            ProfileComparison(reference: profile, current: ReferenceProfile(Sample(Array(rows.suffix(200)))))
                .result(of: .wassersteinNorm))
        #expect(agree(try #require(window.scores[0]), expected.score, relative: 1e-9))
    }

    @Test(arguments: [0, 5, 70, 1000])
    func `rows at once leave the same window as rows one by one`(count: Int) {
        let rows = Self.rows(1200, features: 3, seed: 9)
        let references = (0..<3).map { feature in
            WindowReference(Sample(rows.map { $0[feature] }), windowCount: 64)
        }
        var single = DriftWindow(references, capacity: 64, span: 40)
        for place in 0..<100 { single.append(rows[place], at: Int64(place)) }
        var bulk = single
        let newer = (100..<100 + count).map { (moment: Int64($0), row: rows[$0]) }
        for (moment, row) in newer { single.append(row, at: moment) }
        bulk.append(contentsOf: newer)
        #expect(bulk.count == single.count)
        #expect(bulk.range == single.range)
        #expect(bulk.times == single.times)
        for feature in 0..<3 {
            #expect(
                bulk.values(ofFeature: feature).map(\.bitPattern) == single.values(ofFeature: feature).map(\.bitPattern)
            )
            #expect(agree(bulk.scores[feature] ?? -1, single.scores[feature] ?? -1, relative: 1e-12))
        }
    }

    @Test func `rows that have grown too old leave the window`() {
        var window = DriftWindow(
            [WindowReference(Sample([1.0, 2, 3]), windowCount: 10)], capacity: 10, span: 5)
        for moment in [0, 1, 2, 6, 7] as [Int64] { window.append([Float(moment)], at: moment) }
        #expect(window.count == 3)
        #expect(window.range == 2...7)
        #expect(window.values(ofFeature: 0) == [2, 6, 7])
        window.append([20], at: 100)
        #expect(window.values(ofFeature: 0) == [20])
    }

    @Test func `a row of another length, a feature without values and an empty window have no score`() {
        var window = DriftWindow(
            [WindowReference(Sample([Double]()), windowCount: 4), WindowReference(Sample([1.0, 2]), windowCount: 4)],
            capacity: 4)
        #expect(window.scores == [nil, nil])
        #expect(window.range == nil)
        window.append([1], at: 0)
        #expect(window.count == 0)
        window.append([1, .nan], at: 0)
        #expect(window.scores == [nil, nil])
        window.append([1, 1.5], at: 1)
        #expect(window.scores[0] == nil)
        #expect(window.scores[1] != nil)
    }
}
