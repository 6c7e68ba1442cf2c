import AsyncHTTPClient
import Foundation
import Logging
import Pipeline
import Readings
import Registry
import Synchronization
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(10)))
struct JobTrainingTests {
    private static let moment = Timestamp(milliseconds: 1_795_897_800_000)
    private static let job = "driftdetector-weather-20261128t203000z"
    private static let subject = LoopSubject(
        sensors: .weather, detector: "anomaly-detection-model", forecaster: "weather-forecast-model")
    private static let record = ChallengeRecord(
        name: "anomaly-detection-model", version: 2, champion: 1, verdict: GateVerdict(checks: []))

    private let scratch: ScratchDirectory
    private let results: TrainingResults
    private let waits = Waits()

    /// Waits that take no time; what happens at each is the test's.
    private final class Waits: Sendable {
        private let made = Mutex<[Duration]>([])
        var all: [Duration] { made.withLock { $0 } }
        func add(_ duration: Duration) { made.withLock { $0.append(duration) } }
    }

    init() throws {
        scratch = try ScratchDirectory()
        results = TrainingResults(dataDirectory: scratch.path)
    }

    private func training(
        _ url: String, tokenFile: String? = nil, hours: Int = 1,
        onWait: @escaping @Sendable (Int) throws -> Void = { _ in }
    ) throws -> JobTraining {
        JobTraining(
            dataDirectory: scratch.path,
            target: JobTraining.Target(
                address: try #require(WebhookTarget(url: url, secret: nil)),
                template: try #require(JobTemplate(#"{"name":"{{job}}","schema":"{{schema}}"}"#)),
                tokenFile: tokenFile, patience: .seconds(3_600 * hours), limit: .seconds(300)),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
            wait: { [waits] duration in
                waits.add(duration)
                try onWait(waits.all.count)
            }
        ) {
            var configuration = HTTPClient.Configuration()
            configuration.redirectConfiguration = .disallow
            configuration.connectionPool.retryConnectionEstablishment = false
            return HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
        }
    }

    private func handOver(_ records: [ChallengeRecord], problems: [String] = [], job: String = Self.job) throws {
        let summary = ChallengeSummary(challenges: records, problems: problems, seconds: 1)
        try results.write(Array(JSONEncoder().encode(summary)), of: job)
    }

    @Test func `a job is asked for with the filled template and the token, and its result is taken`() async throws {
        let token = try scratch.write("open sesame\n", to: "token")
        let receiver = WebhookReceiver(answers: [201])
        let outcome = try await receiver.listening { port in
            let training = try self.training("http://127.0.0.1:\(port)/hook?key=1", tokenFile: token) {
                if $0 == 3 { try handOver([Self.record], problems: ["no forecaster"]) }
            }
            return await training.run(Self.subject, beganAt: Self.moment)
        }
        #expect(outcome == .challenges([Self.record], problems: ["no forecaster"]))
        #expect(receiver.deliveries.count == 1)
        let request = try #require(receiver.deliveries.first)
        #expect(String(decoding: request.body, as: UTF8.self) == #"{"name":"\#(Self.job)","schema":"weather"}"#)
        #expect(request.headers["authorization"] == "Bearer open sesame")
        #expect(request.headers["content-type"] == "application/json")
        #expect(waits.all == Array(repeating: .seconds(5), count: 3))
    }

    @Test func `after a restart the same job is waited for, and not made again`() async throws {
        let receiver = WebhookReceiver(answers: [])
        struct Restart: Error {}
        try await receiver.listening { port in
            let interrupted = try training("http://127.0.0.1:\(port)/hook") { _ in throw Restart() }
            guard case .failed = await interrupted.run(Self.subject, beganAt: Self.moment) else {
                Issue.record("it should have been interrupted")
                return
            }
            try handOver([Self.record])
            let again = try await training("http://127.0.0.1:\(port)/hook").run(Self.subject, beganAt: Self.moment)
            #expect(again == .challenges([Self.record], problems: []))
            // Until the next training the result is there for whoever could not keep it.
            #expect(try results.result(of: Self.job) != nil)
            _ = try await training("http://127.0.0.1:\(port)/hook")
                .run(Self.subject, beganAt: Self.moment.advanced(hours: 100))
            #expect(try results.result(of: Self.job) == nil)
        }
        #expect(receiver.deliveries.count == 2)
    }

    @Test func `a job that is there already is waited for`() async throws {
        try handOver([Self.record])
        let outcome = try await WebhookReceiver(answers: [409]).listening { port in
            try await training("http://127.0.0.1:\(port)/hook").run(Self.subject, beganAt: Self.moment)
        }
        #expect(outcome == .challenges([Self.record], problems: []))
    }

    @Test(arguments: [[503, 429, 500], [503], [429, 429]])
    func `what may be better later is tried again, after longer and longer`(answers: [Int]) async throws {
        try handOver([Self.record])
        let receiver = WebhookReceiver(answers: answers)
        let outcome = try await receiver.listening { port in
            try await training("http://127.0.0.1:\(port)/hook").run(Self.subject, beganAt: Self.moment)
        }
        #expect(outcome == .challenges([Self.record], problems: []))
        #expect(receiver.deliveries.count == answers.count + 1)
        #expect(waits.all == Array([.seconds(2), .seconds(4), .seconds(8)].prefix(answers.count)))
    }

    @Test(arguments: [([401], 1), ([404], 1), ([302], 1), ([503, 503, 503, 503], 4)])
    func `a refusal is told with host and status, and without secrets`(answers: [Int], count: Int) async throws {
        let receiver = WebhookReceiver(answers: answers)
        let (outcome, port) = try await receiver.listening { port in
            (
                try await training("http://me:word@127.0.0.1:\(port)/hook?key=secret")
                    .run(Self.subject, beganAt: Self.moment), port
            )
        }
        #expect(outcome == .failed("no job was made: http://127.0.0.1:\(port) answered \(answers[0])"))
        #expect(receiver.deliveries.count == count)
        #expect(!results.isMade(Self.job))
    }

    @Test func `who cannot be reached is tried four times`() async throws {
        let port = try RefusingPort()
        let outcome = try await training("http://127.0.0.1:\(port.number)/hook?key=secret").run(
            Self.subject, beganAt: Self.moment)
        #expect(outcome == .failed("no job was made: http://127.0.0.1:\(port.number) cannot be reached"))
        #expect(waits.all == [.seconds(2), .seconds(4), .seconds(8)])
    }

    @Test func `a token that cannot be read is told, and nothing is sent`() async throws {
        let receiver = WebhookReceiver(answers: [])
        let path = scratch.file("none")
        let outcome = try await receiver.listening { port in
            try await training("http://127.0.0.1:\(port)/hook", tokenFile: path).run(Self.subject, beganAt: Self.moment)
        }
        #expect(outcome == .failed("no job was made: \(path), with the token, cannot be read"))
        #expect(receiver.deliveries.isEmpty)
    }

    @Test func `a job without a result in time has failed`() async throws {
        let outcome = try await WebhookReceiver(answers: []).listening { port in
            try await training("http://127.0.0.1:\(port)/hook", hours: 2).run(Self.subject, beganAt: Self.moment)
        }
        #expect(outcome == .failed("the job \(Self.job) gave no result within 2 h"))
        #expect(waits.all.count == 2 * 720)
    }

    @Test(arguments: [
        (["too few readings", "no days"], "too few readings; no days"), ([], "the job \(job) made no version"),
    ])
    func `a job that made no version has failed, with its words`(problems: [String], words: String) async throws {
        try handOver([], problems: problems)
        let outcome = try await WebhookReceiver(answers: []).listening { port in
            try await training("http://127.0.0.1:\(port)/hook").run(Self.subject, beganAt: Self.moment)
        }
        #expect(outcome == .failed(words))
    }

    @Test func `a result that is none is told`() async throws {
        try results.write(Array("{}".utf8), of: Self.job)
        let outcome = try await WebhookReceiver(answers: []).listening { port in
            try await training("http://127.0.0.1:\(port)/hook").run(Self.subject, beganAt: Self.moment)
        }
        #expect(outcome == .failed("the result of the job \(Self.job) cannot be read"))
    }

    @Test func `waiting ends when it is cancelled`() async throws {
        let outcome = try await WebhookReceiver(answers: []).listening { port in
            try await training("http://127.0.0.1:\(port)/hook") { _ in throw CancellationError() }
                .run(Self.subject, beganAt: Self.moment)
        }
        #expect(outcome == .failed("the job \(Self.job) was not waited for"))
    }
}
