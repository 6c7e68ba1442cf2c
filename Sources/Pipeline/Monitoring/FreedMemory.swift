#if canImport(Glibc)
import Glibc
#endif

/// Memory that was freed and is still held for the process.
///
/// glibc keeps what a look at all of history needed, for each thread that ever had one, which adds up to hundreds of megabytes
/// in months; elsewhere it goes back by itself.
public enum FreedMemory {
    /// Pieces from this size on come from the system and go back to it when they are freed.
    private static let largePiece: Int32 = 1 << 20

    /// Lets less be held from the start on: there are no more pools than processors, and large pieces are in none of them.
    ///
    /// To be called before there are threads.
    /// - Parameter processors: ≥ 1.
    public static func limitPools(toProcessors processors: Int) {
        #if canImport(Glibc)
        // Neither the function nor its numbers are among what the module offers.
        typealias Option = @convention(c) (Int32, Int32) -> Int32
        guard let symbol = dlsym(nil, "mallopt") else { return }
        let set = unsafeBitCast(symbol, to: Option.self)
        let (trimThreshold, mappingThreshold, pools): (Int32, Int32, Int32) = (-1, -3, -8)
        _ = set(pools, Int32(clamping: max(2, processors)))
        _ = set(mappingThreshold, largePiece)
        _ = set(trimThreshold, largePiece)
        #endif
    }

    /// Gives back what lies between pieces in use.
    static func giveBack() {
        #if canImport(Glibc)
        typealias Trim = @convention(c) (Int) -> Int32
        guard let symbol = dlsym(nil, "malloc_trim") else { return }
        _ = unsafeBitCast(symbol, to: Trim.self)(0)
        #endif
    }
}
