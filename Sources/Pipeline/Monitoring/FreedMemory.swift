#if canImport(Glibc)
import Glibc
#endif

/// Memory that was freed and is still held for the process.
enum FreedMemory {
    /// Gives it back to the system.
    ///
    /// glibc keeps what a look at all of history needed for each thread that ever had one, which adds up to hundreds of
    /// megabytes in months; elsewhere it goes back by itself.
    static func giveBack() {
        #if canImport(Glibc)
        // Not among what the module offers.
        typealias Trim = @convention(c) (Int) -> Int32
        guard let symbol = dlsym(nil, "malloc_trim") else { return }
        _ = unsafeBitCast(symbol, to: Trim.self)(0)
        #endif
    }
}
