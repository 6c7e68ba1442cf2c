/// One series of a family, and who needs it.
struct Series {
    let instrument: Instrument
    /// Handles given out through swift-metrics and not destroyed yet.
    var leases = 0
    /// Declared, or handed out for direct use: never dropped.
    var isPermanent = false
}
