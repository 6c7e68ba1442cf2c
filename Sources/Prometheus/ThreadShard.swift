#if canImport(Darwin)
internal import Darwin
#elseif canImport(Musl)
internal import Musl
#else
internal import Glibc
#endif

/// Spreads threads over the parts of a metric, so that two event loops seldom write the same cache line.
enum ThreadShard {
    /// Parts of each counter and histogram.
    static let count = 8

    /// The part of the calling thread, in `0..<count`. Two threads may share one: that costs time, not counts.
    static var current: Int {
        #if canImport(Glibc)
        let thread = UInt64(pthread_self())
        #else
        let thread = UInt64(UInt(bitPattern: pthread_self()))
        #endif
        // Fibonacci hashing: thread addresses lie at a constant stride, which their low bits would not tell apart.
        return Int(truncatingIfNeeded: (thread &* 0x9E37_79B9_7F4A_7C15) >> 61)
    }
}
