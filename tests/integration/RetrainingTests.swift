import Foundation
import Ledger
import Readings
import TestSupport
import Testing

/// What the loop is asked from outside of its process.
@Suite(.timeLimit(.minutes(10)))
struct RetrainingTests {
    /// A ledger's newest decision of a verdict, once there is one.
    private func decision(_ verdict: String, in ledger: LedgerDatabase) async throws -> DecisionRecord {
        while true {
            if let found = try ledger.decisions(limit: 100).first(where: { $0.verdict == verdict }) { return found }
            await Task.yield()
        }
    }

    @Test func `a job hands over what train --challenge prints, whole, and says what it could not train`() async throws
    {
        let directory = try await QuickstartDirectory.copy()
        let data = directory.file("data")
        let outcome = try await BuiltProgram.run([
            "train", "--challenge", "machine", "--result", "driftdetector-machine-1", "--json", "--data-dir", data,
        ])
        #expect(outcome.status == 0)
        let path = "\(data)/models/.results/driftdetector-machine-1.json"
        #expect(try String(contentsOfFile: path, encoding: .utf8) + "\n" == outcome.output)
        #expect(try FileManager.default.contentsOfDirectory(atPath: "\(data)/models/.results").count == 1)

        let empty = try ScratchDirectory()
        let failed = try await BuiltProgram.run([
            "train", "--challenge", "machine", "--result", "a", "--data-dir", empty.path,
        ])
        #expect(failed.status == 65)
        let text = try String(contentsOfFile: "\(empty.path)/models/.results/a.json", encoding: .utf8)
        let object = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        #expect((object["challenges"] as? [Any])?.isEmpty == true && (object["problems"] as? [String])?.count == 1)
    }

    @Test func `a person ends a training from another process`() async throws {
        let directory = try await QuickstartDirectory.copy()
        let data = directory.file("data")
        let nothing = try await BuiltProgram.run(["retrain", "--cancel", "--json", "--data-dir", data])
        #expect(nothing.status == 0)
        #expect(try nothing.object["request"] == nil && nothing.object["withdrawn"] as? [Int] == [])
        let waiting = try await BuiltProgram.run(["retrain", "--reason", "ben", "--data-dir", data])
        #expect(waiting.output.hasPrefix("Request 1 waits for the loop."))
        // Nobody listens at this address: the training tries again, some seconds long.
        let template = try directory.write(#"{"name":"{{job}}"}"#)
        let monitor = try await ServedProgram(
            data, command: ["monitor"],
            environment: ["RETRAIN_JOB_URL": "http://127.0.0.1:9/jobs", "RETRAIN_JOB_TEMPLATE": template])
        let ledger = try LedgerDatabase(dataDirectory: data)
        let begun = try await decision("retrain", in: ledger)
        let ended = try await BuiltProgram.run([
            "retrain", "--cancel", "--reason", "anna: wrong data", "--data-dir", data,
        ])
        #expect(ended.output.hasPrefix("The loop ends the training that began at \(begun.moment)."), "\(ended.output)")
        let told = try await decision("cancelled", in: ledger)
        #expect(told.sentence == "A person ended the training that began at \(begun.moment): anna: wrong data.")
        #expect(try await monitor.stop().status == 0)
        #expect(try !ledger.decisions(limit: 100).contains { $0.verdict == "failed" })
    }
}
