import Drift
import Testing

struct DistributionTests {
    @Test func `the Kolmogorov distribution equals SciPy's`() throws {
        let rows = try EvidentlyFixture.distributions().kolmogorovSf
        #expect(rows.count > 200)
        for row in rows {
            let tail = KolmogorovDistribution.upperTail(count: Int(row[0]), distance: row[1])
            #expect(agree(tail, row[2], absolute: 1e-300), "n \(row[0]), x \(row[1]): \(tail), SciPy \(row[2])")
        }
    }

    @Test func `the exact distribution of two samples equals SciPy's`() throws {
        let rows = try EvidentlyFixture.distributions().twoSampleExact
        #expect(rows.count > 90)
        for row in rows {
            let (n, m) = (Int(row[0]), Int(row[1]))
            // SciPy's distances are multiples of one over the least common multiple.
            var (common, rest) = (n, m)
            while rest != 0 { (common, rest) = (rest, common % rest) }
            let tail = SmirnovDistribution.upperTail(counts: (n, m), distance: Int(row[2]) * common)
            #expect(agree(tail, row[3], absolute: 1e-290), "\(n), \(m), \(row[2]): \(tail), SciPy \(row[3])")
            #expect(SmirnovDistribution.upperTail(counts: (m, n), distance: Int(row[2]) * common) == tail)
        }
    }

    @Test func `the chi-square distribution equals SciPy's`() throws {
        let rows = try EvidentlyFixture.distributions().chiSquareSf
        #expect(rows.count > 70)
        for row in rows {
            let tail = ChiSquareDistribution.upperTail(of: row[1], degreesOfFreedom: Int(row[0]))
            #expect(agree(tail, row[2], absolute: 1e-300), "k \(row[0]), x \(row[1]): \(tail), SciPy \(row[2])")
        }
    }

    @Test func `statistics equal SciPy's`() throws {
        for expected in try EvidentlyFixture.distributions().statistics {
            let pair = try EvidentlyFixture.pair(expected.name)
            let comparison = SampleComparison(reference: Sample(pair.reference), current: Sample(pair.current))
            let mannWhitney = try #require(comparison.result(of: .mannWhitney))
            #expect(mannWhitney.statistic == expected.mannWhitney[0])
            if let statistic = expected.anderson {
                let ours = try #require(comparison.result(of: .andersonDarling)?.statistic)
                #expect(agree(ours, statistic), "\(expected.name): \(ours), SciPy \(statistic)")
            }
            if let statistic = expected.cramerVonMises {
                let ours = try #require(comparison.result(of: .cramerVonMises)?.statistic)
                #expect(agree(ours, statistic, absolute: 1e-11), "\(expected.name): \(ours), SciPy \(statistic)")
            }
        }
    }

    @Test func `adjusted p-values equal SciPy's`() throws {
        for pair in try EvidentlyFixture.distributions().falseDiscoveryControl {
            let adjusted = MultipleTesting.benjaminiHochberg(pair[0])
            #expect(zip(adjusted, pair[1]).allSatisfy { agree($0, $1) })
        }
        #expect(MultipleTesting.benjaminiHochberg([]).isEmpty)
        #expect(MultipleTesting.benjaminiHochberg([.nan, -1, 7]) == [1, 0, 1])
    }
}
