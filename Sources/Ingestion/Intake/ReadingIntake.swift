public import FeatureStore
public import Ledger
public import Logging
public import Readings
import Synchronization

/// The one way by which readings come into the lake while the program runs: judged, made durable, shown to those who
/// wait for news, counted.
public final class ReadingIntake: Sendable {
    /// What an intake works for.
    public struct Surroundings: Sendable {
        /// New readings of a schema after which a retraining is asked for, ≥ 1.
        public var retrainingThreshold: Int
        /// Whether readings are judged against the newest that are stored; history that comes whole brings its own past.
        public var judgesAgainstStored: Bool
        /// Told of readings that were stored and are new, such as the online store.
        public var onStored: @Sendable (ReadingTable) -> Void
        /// Told of counts that a ledger could not take.
        public var logger: Logger

        /// Surroundings.
        /// - Parameters:
        ///   - retrainingThreshold: new readings of a schema after which a retraining is asked for.
        ///   - judgesAgainstStored: whether readings are judged against the newest that are stored.
        ///   - onStored: told of readings that were stored and are new.
        ///   - logger: told of counts that a ledger could not take.
        public init(
            retrainingThreshold: Int = 1_000, judgesAgainstStored: Bool = true,
            onStored: @escaping @Sendable (ReadingTable) -> Void, logger: Logger
        ) {
            self.retrainingThreshold = retrainingThreshold
            self.judgesAgainstStored = judgesAgainstStored
            self.onStored = onStored
            self.logger = logger
        }
    }

    private struct Growth {
        var stored = 0
        var asked = 0
    }

    private let lake: ReadingLake
    private let writer: LakeWriter
    private let ledger: LedgerDatabase
    private let clock: WorldClock
    private let surroundings: Surroundings
    private let metrics = IntakeMetrics()
    private let judges: Mutex<[String: SchemaJudge]>
    private let growth: Mutex<[String: Growth]>

    /// An intake into the lake of a data directory.
    /// - Parameters:
    ///   - lake: where readings are.
    ///   - writer: writes to the same lake.
    ///   - ledger: counts, and keeps the wish for a retraining.
    ///   - clock: the world's.
    ///   - surroundings: what else it works for.
    /// - Throws: ``IngestionError`` when lake or ledger cannot be read.
    public init(
        lake: ReadingLake, writer: LakeWriter, ledger: LedgerDatabase, clock: WorldClock, surroundings: Surroundings
    ) throws(IngestionError) {
        self.lake = lake
        self.writer = writer
        self.ledger = ledger
        self.clock = clock
        self.surroundings = surroundings
        var judges: [String: SchemaJudge] = [:]
        var growth: [String: Growth] = [:]
        do {
            for schema in SensorSchema.all {
                let recent =
                    surroundings.judgesAgainstStored
                    ? try lake.newestReadings(of: schema, hours: SchemaJudge.historyHours) : nil
                judges[schema.name] = SchemaJudge(schema: schema, recent: recent)
                let count = try lake.rowCount(of: schema)
                try ledger.beginCountingReadings(ofSchema: schema.name, from: count)
                growth[schema.name] = Growth(
                    stored: count, asked: try ledger.countedReadings(ofSchema: schema.name))
            }
        } catch {
            throw IngestionError(error, subject: "readings")
        }
        self.judges = Mutex(judges)
        self.growth = Mutex(growth)
    }

    /// Takes readings in. When it returns, they are durable.
    ///
    /// It waits for the disk; what it did not store because of an error may be sent again.
    /// - Parameters:
    ///   - readings: of one schema; their flags are found here, what they carry is replaced.
    ///   - showsToOthers: whether `onStored` is told.
    /// - Returns: one receipt a reading.
    /// - Throws: ``IngestionError`` when the readings could not be stored; none is lost that was stored before.
    public func take(
        _ readings: ReadingTable, showsToOthers: Bool = true
    ) throws(IngestionError) -> [ReadingReceipt] {
        let name = readings.schema.name
        let judged = judges.withLock { judges in
            judges[name, default: SchemaJudge(schema: readings.schema, recent: nil)].judge(readings, now: clock.now)
        }
        let outcomes: [LakeOutcome]
        do {
            outcomes = try writer.add(judged.readings)
        } catch {
            judges.withLock { $0[name]?.forget(judged) }
            throw IngestionError(error, subject: "readings")
        }
        let stored = judged.readings.selecting { outcomes[$0] != .duplicate }
        if stored.rowCount > 0, showsToOthers { surroundings.onStored(stored) }
        count(judged, outcomes: outcomes)
        askForRetraining(schema: readings.schema, added: stored.rowCount)
        return outcomes.indices.map {
            ReadingReceipt(outcome: outcomes[$0], flags: judged.readings.flags[$0] ?? [])
        }
    }

    /// Judges readings that are not to be stored.
    /// - Parameter readings: of one schema.
    /// - Returns: the same rows with their flags.
    public func judged(_ readings: ReadingTable) -> ReadingTable {
        judges.withLock { judges in
            judges[readings.schema.name, default: SchemaJudge(schema: readings.schema, recent: nil)]
                .judge(readings, now: clock.now).readings
        }
    }

    private func count(_ judged: SchemaJudge.Judgement, outcomes: [LakeOutcome]) {
        let counts = judged.counts(outcomes: outcomes)
        metrics.record(judged.readings, outcomes: outcomes, counts: counts)
        do {
            try ledger.add(counts, at: clock.now)
        } catch {
            // The flags themselves are stored with the readings; only this sum of them misses some.
            surroundings.logger.warning("counts of doubtful readings were not kept", metadata: ["error": "\(error)"])
        }
    }

    private func askForRetraining(schema: SensorSchema, added: Int) {
        let threshold = surroundings.retrainingThreshold
        let isDue = growth.withLock { growth in
            growth[schema.name, default: Growth()].stored += added
            return growth[schema.name].map { $0.stored - $0.asked >= threshold } ?? false
        }
        guard isDue else { return }
        do {
            let count = try lake.rowCount(of: schema)
            let isNew = try ledger.requestRetraining(
                ofSchema: schema.name, readingCount: count, threshold: threshold, at: clock.now)
            let asked = try ledger.countedReadings(ofSchema: schema.name)
            growth.withLock { $0[schema.name] = Growth(stored: count, asked: asked) }
            if isNew {
                surroundings.logger.notice(
                    "enough readings are new: a retraining is asked for",
                    metadata: ["schema": "\(schema.name)", "readings": "\(count)"])
            }
        } catch {
            surroundings.logger.warning("a retraining could not be asked for", metadata: ["error": "\(error)"])
        }
    }
}
