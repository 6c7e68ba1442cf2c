public import AsyncHTTPClient
import Foundation
public import Logging
import NIOCore
import NIOHTTP1
public import Readings
import Registry

/// Trains in a job of a cluster: asks for it over HTTP, and waits for the file in which it hands over what it came to.
///
/// The job runs `driftdetector train --challenge SCHEMA --result JOB` on the same data directory. After a restart the same job
/// is waited for, and not made a second time.
public struct JobTraining: Sendable {
    /// Where jobs are made, and how.
    public struct Target: Sendable {
        /// Where the request is sent.
        public var address: WebhookTarget
        /// The request.
        public var template: JobTemplate
        /// A file with the bearer token, read at each call; nil for none.
        public var tokenFile: String?
        /// How long a job's result is waited for.
        public var patience: Duration
        /// How long one request may take.
        public var limit: Duration

        /// Where jobs are made.
        /// - Parameters:
        ///   - address: where the request is sent.
        ///   - template: the request.
        ///   - tokenFile: a file with the bearer token.
        ///   - patience: how long a job's result is waited for.
        ///   - limit: how long one request may take.
        public init(
            address: WebhookTarget, template: JobTemplate, tokenFile: String?, patience: Duration,
            limit: Duration = .seconds(30)
        ) {
            self.address = address
            self.template = template
            self.tokenFile = tokenFile
            self.patience = patience
            self.limit = limit
        }
    }

    private static let (attempts, firstWait) = (4, Duration.seconds(2))
    /// Between two looks for a result.
    private static let interval = Duration.seconds(5)

    private let dataDirectory: String
    private let target: Target
    private let makeClient: @Sendable () -> HTTPClient
    private let wait: @Sendable (Duration) async throws -> Void
    private let logger: Logger

    /// A training in jobs.
    /// - Parameters:
    ///   - dataDirectory: the directory that the jobs share.
    ///   - target: where jobs are made.
    ///   - logger: told of jobs that are made.
    ///   - wait: lets time pass; ends early when its task is cancelled.
    ///   - makeClient: makes a client that follows no redirects, for one call.
    public init(
        dataDirectory: String, target: Target, logger: Logger,
        wait: @escaping @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) },
        makeClient: @escaping @Sendable () -> HTTPClient
    ) {
        self.dataDirectory = dataDirectory
        self.target = target
        self.logger = logger
        self.wait = wait
        self.makeClient = makeClient
    }

    /// Trains the models of a kind of station; stops waiting when the task is cancelled.
    /// - Parameters:
    ///   - subject: what is trained together.
    ///   - beginning: when the training began, the same after a restart.
    /// - Returns: what it came to.
    public func run(_ subject: LoopSubject, beganAt beginning: Timestamp) async -> TrainingOutcome {
        let schema = subject.sensors.name
        let job = JobTemplate.jobName(schema: schema, beganAt: beginning)
        let results = TrainingResults(dataDirectory: dataDirectory)
        results.forget(beginningWith: JobTemplate.prefix(ofSchema: schema), butFor: job)
        do {
            if !results.isMade(job) {
                if let problem = try await make(job, schema: schema) { return .failed(problem) }
                try results.noteMade(job)
                logger.notice("a training job was made", metadata: ["job": "\(job)", "at": "\(target.address)"])
            }
            return try await outcome(of: job, in: results)
        } catch is CancellationError {
            return .failed("the job \(job) was not waited for")
        } catch {
            return .failed("\(error)")
        }
    }

    /// Asks for a job.
    /// - Returns: why there is none, in words without secrets; nil when it was made, or was there.
    private func make(_ job: String, schema: String) async throws -> String? {
        var problem = ""
        for attempt in 0..<Self.attempts {
            if attempt > 0 { try await wait(Self.firstWait * (1 << (attempt - 1))) }
            var message = HTTPClientRequest(url: target.address.url)
            message.method = .POST
            message.headers.add(name: "Content-Type", value: "application/json")
            message.headers.add(name: "User-Agent", value: "driftdetector/0.1 (training job)")
            if let file = target.tokenFile {
                guard let token = try? String(contentsOfFile: file, encoding: .utf8) else {
                    return "no job was made: \(file), with the token, cannot be read"
                }
                let word = token.trimmingCharacters(in: .whitespacesAndNewlines)
                message.headers.add(name: "Authorization", value: "Bearer \(word)")
            } else if let authorization = target.address.authorization {
                message.headers.add(name: "Authorization", value: authorization)
            }
            message.body = .bytes(ByteBuffer(bytes: target.template.filled(schema: schema, job: job)))
            switch try await status(of: message) {
            // Conflict: the job is there, made by a process that ended before it could remember it.
            case 200, 201, 202, 409: return nil
            case nil: problem = "no job was made: \(target.address) cannot be reached"
            case .some(let status):
                problem = "no job was made: \(target.address) answered \(status)"
                guard status == 429 || status >= 500 else { return problem }
            }
        }
        return problem
    }

    /// The status of an answer; nil where there was none. What a client says of a failure may hold secrets.
    private func status(of message: HTTPClientRequest) async throws -> Int? {
        let client = makeClient()
        let result: Result<Int, any Error>
        do {
            let response = try await client.execute(message, timeout: TimeAmount(target.limit))
            result = .success(Int(response.status.code))
        } catch {
            result = .failure(error)
        }
        try? await client.shutdown()
        try Task.checkCancellation()
        return try? result.get()
    }

    private func outcome(of job: String, in results: TrainingResults) async throws -> TrainingOutcome {
        for _ in 0..<max(1, Int(target.patience / Self.interval)) {
            if let bytes = try results.result(of: job) {
                guard let summary = try? JSONDecoder().decode(ChallengeSummary.self, from: Data(bytes)) else {
                    return .failed("the result of the job \(job) cannot be read")
                }
                return summary.challenges.isEmpty
                    ? .failed(
                        summary.problems.isEmpty
                            ? "the job \(job) made no version" : summary.problems.joined(separator: "; "))
                    : .challenges(summary.challenges, problems: summary.problems)
            }
            try await wait(Self.interval)
        }
        return .failed("the job \(job) gave no result within \(Int(target.patience / .seconds(3_600))) h")
    }
}
