import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Ledger
import Serving
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(10)))
struct AlertBackpressureTests {
    private static let body =
        #"{"version":"4","alerts":[{"status":"firing","labels":{},"startsAt":"2026-11-23T05:09:48Z"}]}"#
    private static let headers: HTTPFields = [.authorization: "Bearer open sesame"]

    private let world: ServedWorld

    init() throws { world = try ServedWorld() }

    private func dependencies(_ acceptance: AlertAcceptance) -> ServingDependencies {
        var dependencies = world.dependencies()
        dependencies.token = "open sesame"
        dependencies.alerts = acceptance
        return dependencies
    }

    @Test func `of more than may wait for the ledger the others are asked to come again`() async throws {
        let (released, release) = AsyncStream<Void>.makeStream()
        let gate = Task { for await _ in released {} }
        let api = try InferenceAPI(
            dependencies: dependencies(
                AlertAcceptance(
                    patience: .seconds(3_600),
                    record: { _ async throws(LedgerError) in
                        await gate.value
                        return AlertReceipt()
                    }, recorded: { _ async throws(LedgerError) in [] })))
        let statuses = try await api.application().test(.router) { client in
            try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<40 {
                    group.addTask {
                        let answer = try await Answer(
                            client.executeRequest(
                                uri: "/alerts", method: .post, headers: Self.headers,
                                body: ByteBuffer(string: Self.body)))
                        #expect(answer.status == 202 || answer.header("Retry-After") == "1")
                        return answer.status
                    }
                }
                var statuses: [Int] = []
                for try await status in group {
                    statuses.append(status)
                    // Those that may wait do, until this lets them go.
                    if statuses.count == 8 { release.finish() }
                }
                return statuses
            }
        }
        #expect(Array(statuses.prefix(8)) == Array(repeating: 503, count: 8))
        #expect(statuses.filter { $0 == 202 }.count == 32)
    }

    @Test func `nobody is kept waiting for longer than they would wait`() async throws {
        let acceptance = AlertAcceptance(
            patience: .milliseconds(20),
            record: { _ async throws(LedgerError) in
                try? await Task.sleep(for: .seconds(3_600))
                throw LedgerError(subject: "ledger.sqlite", reason: .busy)
            }, recorded: { _ async throws(LedgerError) in [] })
        let answer = try await world.post("/alerts", Self.body, headers: Self.headers, of: dependencies(acceptance))
        #expect(answer.status == 503)
        #expect(answer.header("Retry-After") == "10")
        #expect(answer.text.contains("the ledger is busy"))
    }

    @Test func `damaged notifications are refused or read, and nothing else`() async throws {
        let acceptance = AlertAcceptance(
            record: { alerts async throws(LedgerError) in
                var receipt = AlertReceipt()
                receipt.recorded = alerts.count
                return receipt
            }, recorded: { _ async throws(LedgerError) in [] })
        let api = try InferenceAPI(dependencies: dependencies(acceptance))
        let whole = Array(try Data(contentsOf: ProjectFiles.fixture("alertmanager/firing.json")))
        var mutator = ByteMutator(seed: 7)
        let bodies = (0..<ByteMutator.rounds(2_000)).map { _ in mutator.damage(whole) }
        let statuses = try await api.application().test(.router) { client in
            var statuses: Set<Int> = []
            for body in bodies {
                let answer = try await client.executeRequest(
                    uri: "/alerts", method: .post, headers: Self.headers, body: ByteBuffer(bytes: body))
                statuses.insert(answer.status.code)
            }
            return statuses
        }
        #expect(statuses == [202, 400, 422])
    }
}
