import MQTT
import Testing

struct ReconnectDelayTests {
    @Test(arguments: [(1, 0.5), (2, 1), (3, 2), (6, 16), (7, 30), (99, 30)])
    func `doubles up to its longest, half of it by chance`(failures: Int, least: Double) {
        let low = ReconnectDelay(chance: { 0 }).wait(after: failures)
        let high = ReconnectDelay(chance: { 0.5 }).wait(after: failures)
        #expect(low == .seconds(least))
        #expect(high == .seconds(1.5 * least))
    }

    @Test func `is zero when nothing is to be waited for`() {
        #expect(ReconnectDelay(shortest: .zero, longest: .zero).wait(after: 5) == .zero)
    }
}
