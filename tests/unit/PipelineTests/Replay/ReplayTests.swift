import FeatureStore
import Learning
import Ledger
import ONNX
import Pipeline
import Readings
import Registry
import TestSupport
import Testing

/// The bundled year of three New York airports, from its first weeks on.
struct ReplayTests {
    private static let lake = Result { () throws -> ScratchDirectory in
        let scratch = try ScratchDirectory()
        let end = Timestamp(iso8601: "2013-04-21") ?? Timestamp(milliseconds: 0)
        let year = try BundledYear.readings.get()
        try LakeWriter(dataDirectory: scratch.path).add(year.selecting { year.observedAt[$0] < end })
        return scratch
    }

    private func replay(
        _ policies: [String], inject faults: [String] = [], threads: Int = 1, in directory: String? = nil,
        watch: TrainingWatch = .none
    ) throws -> ReplayReport {
        let plan = Replay.Plan(
            policies: try policies.map { try #require(ReplayPolicy($0)) },
            from: try #require(Timestamp(iso8601: "2013-03-10")),
            faults: try faults.map { try #require(ReplayFault($0)) },
            retraining: RetrainingRules(scheduleDays: 15, warmUpHours: 24, coolDownHours: 24))
        let job = TrainingJob(
            TrainingJob.Configuration(
                dataDirectory: try directory ?? Self.lake.get().path, names: ModelNames(), seed: 42,
                threads: threads,
                programVersion: "0.1.0", runtime: .failure(ONNXError("ONNX Runtime", .libraryMissing(attempts: [])))),
            now: Timestamp(milliseconds: 0))
        return try Replay(plan, job: job).run(watch: watch)
    }

    @Test func `policies begin with the same models, and each trains when it would have`() throws {
        let report = try replay(["never", "schedule"], threads: 2)
        let (never, schedule) = (report.outcomes[0], report.outcomes[1])
        #expect(never.retrainings == 0 && never.falseAlarms == 0)
        #expect(schedule.retrainings == 2 && schedule.falseAlarms == 0)
        for (one, other) in zip(never.decisions.prefix(3), schedule.decisions) {
            #expect(one.moment == other.moment && one.sentence == other.sentence)
        }
        let first = try #require(never.decisions.first)
        #expect(first.moment == Timestamp(iso8601: "2013-03-10") && first.reasons == ["first_training"])
        let trainings = schedule.decisions.filter { $0.reasons == ["scheduled"] && $0.verdict == "retrain" }
        #expect(trainings.map { String($0.moment.description.prefix(10)) } == ["2013-03-25", "2013-04-09"])
        for outcome in report.outcomes {
            #expect(outcome.meanAbsoluteError > 0.5 && outcome.meanAbsoluteError < 3)
            #expect(Set(outcome.monthlyErrors.keys) == ["2013-03", "2013-04"])
            #expect(outcome.days.count == 42 && outcome.moves.first?.version == 1)
        }
        // Nothing tells that a policy watched better, and the cheaper of two that are as good is the one to choose.
        #expect(report.recommended != nil)
    }

    @Test func `the figures do not depend on the threads, nor on which policies stand beside`() throws {
        let alone = try replay(["two-key"]).outcomes[0]
        let beside = try replay(["never", "two-key"], threads: 2).outcomes[1]
        #expect(alone.decisions == beside.decisions)
        #expect(alone.meanAbsoluteError == beside.meanAbsoluteError && alone.skill == beside.skill)
        let other = try replay(["two-key"], threads: 2)
        #expect(try replay(["two-key"]).html() == other.html())
    }

    @Test func `a fault that is put in is found, and is not trained on`() throws {
        let report = try replay(["schedule"], inject: ["stuck:temperature@2013-03-20..2013-04-01/JFK"])
        #expect(report.missedFaults.isEmpty)
        let finding = try #require(report.findings.first { $0.station == "JFK" && $0.sensor == "temperature" })
        #expect(finding.cause == .stuck && finding.onset.description < "2013-03-20T02")
        let decisions = report.outcomes[0].decisions
        #expect(decisions.contains { $0.verdict == "quarantine" && $0.sentence.contains("temperature of JFK") })
        #expect(decisions.contains { $0.verdict == "release" })
        let healthy = try replay(["schedule"])
        #expect(!healthy.findings.contains { $0.station == "JFK" && $0.sensor == "temperature" })
    }

    @Test func `a change of the weather is no fault, and becomes what forecasts are held against`() throws {
        let report = try replay(["never"], inject: ["bias:temperature:+30@2013-04-01/all"])
        let fault = try #require(report.faults.first)
        #expect(fault.isOfWorld && report.missedFaults.isEmpty)
        #expect(report.outcomes[0].missedChanges == 1)
        let healthy = try replay(["never"]).outcomes[0]
        #expect(report.outcomes[0].meanAbsoluteError < healthy.meanAbsoluteError + 1)
        // What a station's own fault does to its forecasts is an error.
        let faulty = try replay(["never"], inject: ["bias:temperature:+30@2013-04-01..2013-04-15/JFK"]).outcomes[0]
        #expect(faulty.meanAbsoluteError > healthy.meanAbsoluteError + 1)
    }

    @Test func `a reading that is dated years ahead changes nothing`() throws {
        let scratch = try ScratchDirectory()
        let writer = LakeWriter(dataDirectory: scratch.path)
        try writer.add(try ReadingLake(dataDirectory: try Self.lake.get().path).readings(of: .weather))
        var strange = ReadingTable(schema: .weather)
        strange.append(
            Reading(
                station: "JFK", observedAt: try #require(Timestamp(iso8601: "2099-01-01")),
                knownAt: try #require(Timestamp(iso8601: "2013-04-01")), source: "push", kind: .measurement,
                values: [20, 1_000, 50, 3], flags: [QualityFlag(quantity: QualityFlag.wholeReading, reason: .future)]))
        try writer.add(strange)
        let (with, without) = (try replay(["never"], in: scratch.path), try replay(["never"]))
        #expect(with.html() == without.html())
    }

    @Test(arguments: [
        ("bias/Paris", "there is no station Paris"), ("bias:colour", "there is no sensor colour"),
        ("stuck@2013-01-05", "does not lie between the first training and the end"),
    ])
    func `what cannot be put in is refused with its reason`(fault: String, reason: String) {
        #expect {
            _ = try replay(["never"], inject: [fault])
        } throws: {
            "\($0)".contains(reason)
        }
    }

    @Test func `a replay ends when it is asked to`() throws {
        let watch = TrainingWatch(begin: { _ in }, pieceEnded: {}, isCancelled: { true })
        #expect(throws: PipelineError.self) { _ = try replay(["never"], watch: watch) }
    }
}
