import Learning
import Testing

struct Xoshiro256Tests {
    @Test func `gives the published numbers`() {
        var generator = Xoshiro256(state: (1, 2, 3, 4))
        #expect(
            (0..<6).map { _ in generator.next() } == [
                11_520, 0, 1_509_978_240, 1_215_971_899_390_074_240, 1_216_172_134_540_287_360,
                607_988_272_756_665_600,
            ])
    }

    @Test func `keeps the meaning of a seed`() {
        var generator = Xoshiro256(seed: 7, stream: 3)
        #expect(
            (0..<3).map { _ in generator.next() } == [
                2_724_116_607_704_527_824, 17_945_531_394_632_785_293, 4_188_478_245_206_305_336,
            ])
    }

    @Test func `starts every stream of every seed elsewhere`() {
        var firsts: Set<UInt64> = []
        for seed in 0..<20 as Range<UInt64> {
            for stream in 0..<200 as Range<UInt64> {
                var generator = Xoshiro256(seed: seed, stream: stream)
                for _ in 0..<3 { firsts.insert(generator.next()) }
            }
        }
        #expect(firsts.count == 20 * 200 * 3)
    }

    @Test func `spreads uniform numbers over the unit interval`() {
        var generator = Xoshiro256(seed: 1, stream: 0)
        var counts = [Int](repeating: 0, count: 10)
        var total = 0.0
        for _ in 0..<100_000 {
            let number = generator.uniform()
            #expect((0..<1).contains(number))
            counts[Int(number * 10)] += 1
            total += number
        }
        #expect(counts.allSatisfy { abs($0 - 10_000) < 400 })
        #expect(abs(total / 100_000 - 0.5) < 0.004)
    }

    @Test(arguments: [1, 2, 3, 7, 1000])
    func `draws every number below a bound equally often`(bound: Int) {
        var generator = Xoshiro256(seed: 2, stream: 5)
        var counts = [Int](repeating: 0, count: bound)
        for _ in 0..<1000 * bound { counts[generator.uniform(below: bound)] += 1 }
        #expect(counts.allSatisfy { abs($0 - 1000) < 160 })
    }

    @Test func `draws without bias where the bound nearly fills the word`() {
        var generator = Xoshiro256(seed: 3, stream: 0)
        // Without rejection a third of the numbers below this bound would come up twice as often as the others.
        let bound = Int.max / 4 * 3
        let low = (0..<30_000).count { _ in generator.uniform(below: bound) < bound / 3 }
        #expect(abs(low - 10_000) < 350)
    }

    @Test(arguments: [(0, 0), (0, 5), (1, 1), (5, 5), (3, 100), (256, 1_000_000), (900, 1000)])
    func `samples distinct members of the population`(count: Int, population: Int) {
        var generator = Xoshiro256(seed: 4, stream: 1)
        let sample = generator.sample(count, of: population)
        #expect(sample.count == count)
        #expect(Set(sample).count == count)
        #expect(sample.allSatisfy((0..<max(population, 1)).contains))
    }

    @Test func `samples every member equally often`() {
        var generator = Xoshiro256(seed: 5, stream: 0)
        var counts = [Int](repeating: 0, count: 10)
        for _ in 0..<10_000 {
            for member in generator.sample(4, of: 10) { counts[member] += 1 }
        }
        #expect(counts.allSatisfy { abs($0 - 4000) < 200 })
    }
}
