import FeatureStore
import Ledger
import Logging
import Metrics
import Pipeline
import Readings
import TestSupport
import Testing

@Suite("The watch of feeds")
struct FeedWatchTests {
    private let scratch: ScratchDirectory
    private let ledger: LedgerDatabase
    private static let now = Timestamp(iso8601: "2013-12-20T00:00:00Z")

    init() throws {
        scratch = try ScratchDirectory()
        ledger = try LedgerDatabase(dataDirectory: scratch.path)
    }

    /// The bundled year until a moment, with one thermometer too warm for its last days.
    private func store(until end: String, warmFrom start: String, to healed: String = "2014") throws {
        let year = try BundledYear.readings.get()
        let (last, first) = (try moment(end), try moment(start))
        var table = ReadingTable(schema: .weather)
        for row in 0..<year.rowCount where year.observedAt[row] < last {
            var reading = year.reading(row)
            if reading.station == "LGA", reading.observedAt >= first, reading.observedAt.description < healed {
                reading.values[0] += 5
            }
            table.append(reading)
        }
        try LakeWriter(dataDirectory: scratch.path).add(table)
    }

    private func moment(_ text: String) throws -> Timestamp { try #require(Timestamp(iso8601: text)) }

    private func watch(trustedUntil: Timestamp?, memory: DriftWatch.Memory = .historyAndEvents, rest: Int = 20)
        throws -> FeedWatch
    {
        let now = try #require(Self.now)
        return FeedWatch(
            dataDirectory: scratch.path,
            watched: [SensorSchema.weather, .machine].map { sensors in
                FeedWatch.Watched(sensors: sensors) { trustedUntil }
            },
            criteria: FeedCriteria(), ledger: ledger, memory: memory, rest: rest, now: { now },
            metrics: NOOPMetricsHandler.instance, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    }

    @Test("what is found is shown, kept and told once, also after a restart")
    func found() throws {
        try store(until: "2013-12-20", warmFrom: "2013-12-17")
        let watch = try watch(trustedUntil: try moment("2013-12-01"))
        #expect(watch.judgement(ofSchema: "weather") == nil)
        watch.look()
        watch.look()
        let judgement = try #require(watch.judgement(ofSchema: "weather"))
        let open = try #require(judgement.open.first { $0.sensor == "temperature" })
        #expect(open.station == "LGA" && open.cause == .offset)
        #expect(watch.judgement(ofSchema: "machine") == nil)
        try self.watch(trustedUntil: try moment("2013-12-01")).look()
        let faults = try ledger.feedFaults(ofSchema: "weather", since: try moment("2013-12-19"))
        #expect(faults.contains { $0.station == "LGA" && $0.cause == "offset" && $0.endedAt == nil })
        let events = try ledger.dueDeliveries(at: try moment("2014-01-01"), limit: 10)
        #expect(events.map(\.kind) == ["feed.fault"])
        #expect(events.first?.payload.contains(#""station":"LGA""#) == true)
    }

    @Test(
        "a fault that is over stays in quarantine, also after a champion has learned up to later",
        arguments: [
            DriftWatch.Memory.historyAndEvents, .none,
        ])
    func ended(memory: DriftWatch.Memory) throws {
        try store(until: "2013-12-20", warmFrom: "2013-12-13", to: "2013-12-17")
        let watch = try watch(trustedUntil: try moment("2013-12-01"), memory: memory)
        #expect(watch.quarantine(ofSchema: "weather").isEmpty)
        watch.look()
        let doubts = watch.quarantine(ofSchema: "weather").doubts(ofStation: "LGA")
        let doubt = try #require(doubts.first { $0.sensor == "temperature" })
        let (within, after) = (try moment("2013-12-15"), try moment("2013-12-19"))
        #expect(doubt.isOver && doubt.covers(within) && !doubt.covers(after))
        guard memory == .historyAndEvents else { return }
        let later = try self.watch(trustedUntil: try moment("2013-12-20"), memory: memory)
        later.look()
        #expect(later.quarantine(ofSchema: "weather").doubts(ofStation: "LGA").contains(doubt))
    }

    @Test("looks that go on find what one that begins anew finds, also after the past was corrected")
    func goingOn() throws {
        func findings(_ watch: FeedWatch) throws -> [FeedFinding] {
            watch.look()
            return try #require(watch.judgement(ofSchema: "weather")).findings
        }
        let trusted = try moment("2013-12-01")
        let first = try watch(trustedUntil: trusted, memory: .none, rest: 0)
        try store(until: "2013-12-14", warmFrom: "2013-12-12")
        let early = try findings(first)
        try store(until: "2013-12-20", warmFrom: "2013-12-12")
        let late = try findings(first)
        #expect(late != early)
        #expect(try late == findings(watch(trustedUntil: trusted, memory: .none)))
        // Ten days of autumn are corrected by ten degrees.
        let year = try BundledYear.readings.get()
        var corrected = ReadingTable(schema: .weather)
        for row in 0..<year.rowCount where year.observedAt[row].description.hasPrefix("2013-10-1") {
            var reading = year.reading(row)
            reading.values[0] += 10
            reading.knownAt = try moment("2013-12-20")
            corrected.append(reading)
        }
        try LakeWriter(dataDirectory: scratch.path).add(corrected)
        let mended = try findings(first)
        #expect(try mended == findings(watch(trustedUntil: trusted, memory: .none)))
    }

    @Test("the last week is judged though a model was trained on it just now")
    func trainedJustNow() throws {
        try store(until: "2013-12-20", warmFrom: "2013-12-16")
        let watch = try watch(trustedUntil: try moment("2013-12-20"), memory: .none)
        watch.look()
        #expect(watch.judgement(ofSchema: "weather")?.open.contains { $0.station == "LGA" } == true)
        #expect(try ledger.feedFaults(ofSchema: "weather", since: Timestamp(milliseconds: 0)).isEmpty)
    }

    @Test("what was believed for 90 days is trusted though the champion has not learned it")
    func oldChampion() throws {
        try store(until: "2013-12-20", warmFrom: "2013-12-16")
        // Neighbours are asked after 24 trusted weeks.
        let watch = try watch(trustedUntil: try moment("2013-01-20"), memory: .none)
        watch.look()
        let judgement = try #require(watch.judgement(ofSchema: "weather"))
        let (earliest, latest) = (try moment("2013-09-10"), try moment("2013-09-21"))
        #expect(earliest < judgement.from && judgement.from <= latest)
        #expect(judgement.open.contains { $0.station == "LGA" && $0.cause == .offset })
    }

    @Test("without readings, and with less than two weeks of them, nothing is judged")
    func tooLittle() throws {
        let empty = try watch(trustedUntil: nil)
        empty.look()
        #expect(empty.judgement(ofSchema: "weather") == nil)
        try store(until: "2013-01-15", warmFrom: "2014-01-01")
        let watch = try watch(trustedUntil: nil)
        watch.look()
        #expect(watch.judgement(ofSchema: "weather") == nil)
    }
}
