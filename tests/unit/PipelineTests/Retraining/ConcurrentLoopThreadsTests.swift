import Learning
import Pipeline
import Synchronization
import Testing

struct ConcurrentLoopThreadsTests {
    @Test(arguments: [-1, 0, 1, 2, 3, 16], [0, 1, 2, 1000])
    func `runs every piece once and keeps the results in order`(threads: Int, pieces: Int) {
        let runs = Mutex([Int](repeating: 0, count: pieces))
        let results = ConcurrentLoop.threads(threads).map(pieces) { piece in
            runs.withLock { $0[piece] += 1 }
            return "\(piece)"
        }
        #expect(results == (0..<pieces).map(String.init))
        #expect(runs.withLock { $0 } == [Int](repeating: 1, count: pieces))
    }
}
