extension Duration {
    /// Seconds as a number; a negative duration, which a stepped clock can give, counts as zero.
    static func seconds(ofNanoseconds nanoseconds: Int64) -> Double {
        Double(max(0, nanoseconds)) / 1e9
    }
}
