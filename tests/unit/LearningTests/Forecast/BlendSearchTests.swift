import Learning
import TestSupport
import Testing

struct BlendSearchTests {
    /// Forty weeks of a change that a linear model and trees see with noise of their own.
    private func search(
        linearNoise: Double, treeNoise: Double, bias: Double = 0, hasTrees: Bool = true, seed: UInt64 = 5
    ) -> BlendSearch.Choice {
        var random = SeededRandom(seed: seed)
        var search = BlendSearch(linearModels: 2, hasTrees: hasTrees)
        for hour in 0..<4_000 {
            let change = Double.random(in: -1...1, using: &random)
            let linear = change + Double.random(in: -1...1, using: &random) * linearNoise + bias
            let trees = change + Double.random(in: -1...1, using: &random) * treeNoise
            search.learn(linear: [10 * linear, linear], boosted: trees, outcome: change, week: Int64(hour / 100))
        }
        return search.choice
    }

    @Test func `takes equal parts where both models are as good`() {
        let choice = search(linearNoise: 0.1, treeNoise: 0.1)
        #expect(choice.linearModel == 1)
        #expect(choice.weight == BlendWeight(linear: 0.5, boosted: 0.5))
    }

    @Test func `takes the better one alone where the other only harms`() {
        #expect(search(linearNoise: 0.05, treeNoise: 3).weight == BlendWeight(linear: 1, boosted: 0))
        #expect(search(linearNoise: 3, treeNoise: 0.05).weight == BlendWeight(linear: 0, boosted: 1))
    }

    @Test func `stays with persistence where both models are worse`() {
        let weight = search(linearNoise: 40, treeNoise: 40).weight
        #expect(weight.linear <= 0.1 && weight.boosted <= 0.1)
    }

    @Test func `gives nothing to trees that there are not`() {
        let weight = search(linearNoise: 0.1, treeNoise: 0, hasTrees: false).weight
        #expect(weight == BlendWeight(linear: 1, boosted: 0))
    }

    @Test func `is the first linear model alone where nothing was learned`() {
        let choice = BlendSearch(linearModels: 3, hasTrees: true).choice
        #expect(choice.linearModel == 0 && choice.weight == .linearAlone)
    }
}
