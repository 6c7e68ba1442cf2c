import Foundation

/// The CPU time of this process, all threads, user and system.
public enum CPUClock {
    /// Seconds since the process began.
    public static var seconds: Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    /// The CPU time of a piece of work.
    /// - Parameter work: done once.
    /// - Returns: seconds.
    /// - Throws: what the work throws.
    public static func measure<Failure>(_ work: () throws(Failure) -> Void) throws(Failure) -> Double {
        let begin = seconds
        try work()
        return seconds - begin
    }
}
