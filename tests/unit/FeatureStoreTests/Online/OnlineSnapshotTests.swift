import FeatureStore
import Foundation
import Readings
import TestSupport
import Testing

struct OnlineSnapshotTests {
    private let scratch: ScratchDirectory
    private let snapshot: OnlineSnapshot

    init() throws {
        scratch = try ScratchDirectory()
        snapshot = OnlineSnapshot(dataDirectory: scratch.path)
    }

    @Test func `brings back what only the store knew, and the lake's readings stay as they are`() throws {
        let store = MemoryOnlineStore(schema: .weather)
        store.put(ReadingTable([.weather("a", hour: 1, 10), .weather("a", hour: 2, 20), .weather("b", hour: 1, 7)]))
        try snapshot.write(store)
        let next = MemoryOnlineStore(schema: .weather)
        next.put(ReadingTable([.weather("a", hour: 1, 11)]))
        try snapshot.restore(next)
        #expect(next.history(of: "a")?.columns[0] == [11, 20])
        #expect(next.history(of: "b")?.columns[0] == [7])
        try snapshot.restore(MemoryOnlineStore(schema: .machine))
    }

    @Test func `is whole however many write at once, and has what each of them knew`() async throws {
        let store = MemoryOnlineStore(schema: .weather)
        await withTaskGroup(of: Void.self) { group in
            for number in 0..<40 {
                group.addTask { [snapshot] in
                    store.put(ReadingTable([.weather("s\(number)", hour: number, 1)]))
                    do { try snapshot.write(store) } catch { Issue.record(error) }
                }
            }
        }
        let next = MemoryOnlineStore(schema: .weather)
        try snapshot.restore(next)
        #expect(next.stations == (0..<40).map { "s\($0)" }.sorted())
        #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.file("online")).count == 1)
    }

    @Test func `takes readings whole, and none where the file cannot be written`() throws {
        let store = MemoryOnlineStore(schema: .weather)
        try snapshot.put(ReadingTable([.weather("a", hour: 1, 10)]), into: store)
        // A folder in the file's place cannot be replaced by a file.
        let path = scratch.file("online/schema=weather.snapshot")
        try FileManager.default.removeItem(atPath: path)
        try FileManager.default.createDirectory(atPath: "\(path)/in the way", withIntermediateDirectories: true)
        let more = ReadingTable([.weather("a", hour: 2, 20), .weather("b", hour: 2, 30)])
        #expect(throws: OnlineStoreError.self) { try snapshot.put(more, into: store) }
        #expect(store.history(of: "a")?.columns[0] == [10] && store.stations == ["a"])
        try FileManager.default.removeItem(atPath: path)
        try snapshot.put(more, into: store)
        let next = MemoryOnlineStore(schema: .weather)
        try snapshot.restore(next)
        #expect(next.history(of: "a")?.columns[0] == [10, 20] && next.history(of: "b")?.columns[0] == [30])
    }

    @Test func `says where a damaged snapshot is damaged`() throws {
        let store = MemoryOnlineStore(schema: .weather)
        store.put(ReadingTable([.weather("a", hour: 1, 10)]))
        try snapshot.write(store)
        let path = scratch.file("online/schema=weather.snapshot")
        var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        bytes[20] ^= 1
        try bytes.write(to: URL(fileURLWithPath: path))
        let error = #expect(throws: OnlineStoreError.self) { try snapshot.restore(store) }
        #expect(error?.description == "\(path): is damaged at byte 0; remove it to start from the lake alone")
        try bytes.prefix(3).write(to: URL(fileURLWithPath: path))
        #expect(throws: OnlineStoreError.self) { try snapshot.restore(store) }
    }
}
