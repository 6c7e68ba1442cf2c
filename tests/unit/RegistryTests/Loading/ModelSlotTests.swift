import Registry
import Testing

struct ModelSlotTests {
    @Test func `lets the next request see another model, and a begun one keep its own`() {
        let slot = ModelSlot("first")
        let begun = slot.current
        slot.replace(with: "second")
        #expect(begun == "first")
        #expect(slot.current == "second")
    }

    @Test func `gives one whole model or the other while it is swapped`() async {
        let slot = ModelSlot([0, 0, 0, 0])
        let torn = await withTaskGroup(of: Int.self) { group in
            group.addTask {
                for number in 1...2000 { slot.replace(with: Array(repeating: number, count: 4)) }
                return 0
            }
            group.addTask { (0..<2000).count { _ in Set(slot.current).count != 1 } }
            return await group.reduce(0, +)
        }
        #expect(torn == 0)
        #expect(slot.current == [2000, 2000, 2000, 2000])
    }
}
