import Readings
public import ServiceLifecycle

/// Collects every hour, for as long as the program runs.
///
/// The clock may be set and the machine may sleep: each time it asks the clock anew which hour is current. Hours that
/// passed in between are accounted for and filled like any other gap.
public struct CollectionService: Service {
    private let collector: Collector
    private let schedule: CollectionSchedule
    private let clock: WorldClock
    private let onReport: @Sendable (CollectionReport) async -> Void

    /// A service around a collector.
    /// - Parameters:
    ///   - collector: collects an hour.
    ///   - schedule: the same as the collector's.
    ///   - clock: the world's.
    ///   - onReport: told after each hour.
    public init(
        collector: Collector, schedule: CollectionSchedule, clock: WorldClock,
        onReport: @escaping @Sendable (CollectionReport) async -> Void
    ) {
        self.collector = collector
        self.schedule = schedule
        self.clock = clock
        self.onReport = onReport
    }

    /// Collects until the service is shut down.
    public func run() async {
        await cancelWhenGracefulShutdown {
            var collector = collector
            var lastHour: Int64?
            while !Task.isCancelled {
                let now = clock.now
                let hour = now.hourIndex
                if hour != lastHour, now >= schedule.due(inHour: hour) {
                    lastHour = hour
                    await onReport(await collector.collect(hour: hour))
                } else if (try? await clock.sleep(until: schedule.next(after: now))) == nil {
                    return
                }
            }
        }
    }
}
