import FeatureStore
import HTTPTypes
import JSON
import Ledger
import Readings
import Serving
import TestSupport
import Testing

struct ReadingRoutesTests {
    private static let machine =
        #"{"machine_id":"m","observed_at":"2026-03-01T00:00:00Z","temperature":75.5,"vibration":0.42,"rotation_speed":1450}"#

    private let world: ServedWorld
    private let scratch: ScratchDirectory
    private let token: HTTPFields = [.authorization: "Bearer open sesame"]

    init() throws {
        world = try ServedWorld()
        scratch = try ScratchDirectory()
    }

    private func dependencies(
        token: String? = "open sesame", refusal: ReadingAcceptance.Refusal? = nil
    ) -> ServingDependencies {
        let writer = LakeWriter(dataDirectory: scratch.path)
        var dependencies = world.dependencies()
        dependencies.token = token
        dependencies.intake = ReadingAcceptance(
            take: { readings, _ async throws(ReadingAcceptance.Refusal) in
                if let refusal { throw refusal }
                do {
                    let control = QualityControl(schema: readings.schema)
                    return try writer.add(readings).enumerated().map { row, outcome in
                        ReadingReceipt(outcome: outcome, flags: control.flags(for: readings.reading(row).values))
                    }
                } catch {
                    throw .storageFailed("\(error)")
                }
            },
            quality: { days in
                [QualityCount(schema: "weather", source: "push", station: "a", reason: "duplicate", count: days)]
            })
        return dependencies
    }

    private func post(_ body: String) async throws -> Answer {
        try await world.post("/readings", body, headers: token, of: dependencies())
    }

    private var stored: ReadingTable {
        get throws { try ReadingLake(dataDirectory: scratch.path).readings(of: .machine) }
    }

    @Test func `stores one reading, and the same again changes nothing`() async throws {
        #expect(
            try await post(Self.machine).text
                == #"{"stored":1,"corrections":0,"duplicates":0,"rejected":0,"results":[{"status":"stored"}]}"#)
        #expect(
            try await post(Self.machine).text
                == #"{"stored":0,"corrections":0,"duplicates":1,"rejected":0,"results":[{"status":"duplicate"}]}"#)
        let other = Self.machine.replacing("75.5", with: "76.5")
        #expect(try await post(other).json["corrections"] == .integer(1))
        #expect(try stored.rowCount == 1)
        #expect(try stored.reading(0).values == [76.5, 0.42, 1450])
    }

    @Test func `takes lines and arrays, and says of each what became of it`() async throws {
        let broken = #"{"machine_id":"m","temperature":}"#
        let wrong = #"{"machine_id":"","temperature":1,"vibration":"x"}"#
        let hot = Self.machine.replacing("75.5", with: "9000").replacing("00:00:00", with: "01:00:00")
        let lines = try await post([Self.machine, broken, "", wrong, hot].joined(separator: "\n")).json
        #expect(lines["stored"] == .integer(2))
        #expect(lines["rejected"] == .integer(2))
        #expect(lines["results"]?[1]?["detail"]?[0]?["type"] == .string("json_invalid"))
        #expect(
            lines["results"]?[2]?["detail"]?[0]?["loc"]
                == .array([.string("body"), .integer(2), .string("machine_id")]))
        #expect(lines["results"]?[3]?["flags"] == .array([.string("temperature:out_of_range")]))
        let array = try await post("[\(Self.machine),\(wrong)]").json
        #expect(array["duplicates"] == .integer(1))
        #expect(array["rejected"] == .integer(1))
    }

    @Test func `a value that is absent or null was not reported`() async throws {
        let body = #"{"machine_id":"m","observed_at":"2026-03-01T00:00:00Z","vibration":0.4,"rotation_speed":null}"#
        #expect(try await post(body).json["stored"] == .integer(1))
        let values = try stored.reading(0).values
        #expect(values[0].isNaN && values[2].isNaN)
        #expect(values[1] == 0.4)
    }

    @Test(arguments: [
        ("", 400), ("{", 400), ("[]", 422), ("3", 422), (#"{"machine_id":"m"}"#, 422),
        (#"{"machine_id":"m","vibration":null,"rotation_speed":null}"#, 422),
        (#"[{"machine_id":"m","vibration":true}]"#, 422),
        (#"{"machine_id":"m","vibration":1,"observed_at":"yesterday"}"#, 422),
    ])
    func `nothing is stored of a body that cannot be meant`(body: String, status: Int) async throws {
        #expect(try await post(body).status == status)
        #expect(try stored.rowCount == 0)
    }

    @Test func `needs the token where one is set, and this machine where none is`() async throws {
        for headers in [[:], [.authorization: "Bearer wrong"], [.authorization: "open sesame"]] as [HTTPFields] {
            let answer = try await world.post("/readings", Self.machine, headers: headers, of: dependencies())
            #expect(answer.status == 401)
            #expect(answer.header("WWW-Authenticate") == "Bearer")
        }
        #expect(try await world.post("/readings", Self.machine, of: dependencies(token: nil)).status == 403)
        #expect(try stored.rowCount == 0)
    }

    @Test(arguments: ["bearer", "BEARER", "Bearer ", "bEaReR"])
    func `takes the token's scheme in any case`(scheme: String) async throws {
        let headers: HTTPFields = [.authorization: "\(scheme) open sesame"]
        #expect(try await world.post("/readings", Self.machine, headers: headers, of: dependencies()).status == 200)
        let loud: HTTPFields = [.authorization: "\(scheme) OPEN SESAME"]
        #expect(try await world.post("/readings", Self.machine, headers: loud, of: dependencies()).status == 401)
    }

    @Test(arguments: [(ReadingAcceptance.Refusal.overloaded, "1"), (.storageFailed("disk full"), "10")])
    func `says when to send again what could not be stored`(
        refusal: ReadingAcceptance.Refusal, seconds: String
    ) async throws {
        let answer = try await world.post(
            "/readings", Self.machine, headers: token, of: dependencies(refusal: refusal))
        #expect(answer.status == 503)
        #expect(answer.header("Retry-After") == seconds)
    }

    @Test func `counts what was doubtful over some days`() async throws {
        let answer = try await world.ask(.get, "/readings/quality?days=3", of: dependencies())
        #expect(
            answer.text
                == #"{"days":3,"totals":{"duplicate":3},"counts":[{"schema":"weather","source":"push","machine_id":"a","reason":"duplicate","count":3}]}"#
        )
        #expect(try await world.ask(.get, "/readings/quality", of: dependencies()).json["days"] == .integer(7))
        for days in ["0", "-1", "x", "3661"] {
            #expect(try await world.ask(.get, "/readings/quality?days=\(days)", of: dependencies()).status == 422)
        }
    }
}
