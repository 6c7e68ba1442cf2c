import Learning
import Testing

struct PathLengthTests {
    @Test(arguments: [
        (0, 0), (1, 0), (2, 1), (3, 1.207392357589623), (4, 1.8516559071392855), (10, 3.748880484475505),
        (64, 7.471950782586131), (256, 10.244770920119917), (1000, 12.969940887100174),
    ])
    func `gives scikit-learn's average path length`(count: Int, length: Double) {
        #expect(abs(PathLength.average(of: count) - length) <= 1e-14)
    }

    @Test func `grows with every row`() {
        let lengths = (1...5000).map(PathLength.average(of:))
        #expect(zip(lengths, lengths.dropFirst()).allSatisfy { $0 < $1 })
    }
}
