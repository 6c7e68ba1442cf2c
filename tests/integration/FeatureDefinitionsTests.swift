import Foundation
import TestSupport
import Testing

struct FeatureDefinitionsTests {
    private let scratch: ScratchDirectory

    init() throws { scratch = try ScratchDirectory() }

    private static let definitions = ProjectFiles.root.appending(path: "features/definitions.yaml").path

    private var file: String {
        get throws { try String(contentsOfFile: Self.definitions, encoding: .utf8) }
    }

    @Test func `the file of definitions says what the program has built in`() async throws {
        let path = Self.definitions
        let read = try await BuiltProgram.run(["features", "validate", path, "--json"])
        let built = try await BuiltProgram.run(["features", "list", "--json"])
        #expect(read.status == 0 && read.output == built.output)
        #expect(try await BuiltProgram.run(["features", "validate", path]).output.contains("built in"))
    }

    @Test func `a file of one's own is in force`() async throws {
        let text = try file.replacing("project: driftdetector", with: "project: greenhouse")
            .replacing("ttl: 24h", with: "ttl: forever")
            .replacing("features: [machine_stats_view]", with: #"features: ["machine_stats_view:vibration"]"#)
        let path = try scratch.write(text, to: "own.yaml")
        let list = try await BuiltProgram.run(
            ["features", "list", "--json"], environment: ["FEATURE_DEFINITIONS": path])
        let object = try list.object
        #expect(object["project"] as? String == "greenhouse")
        let views = try #require(object["feature_views"] as? [[String: Any]])
        #expect(views.map { $0["ttl"] as? String } == Array(repeating: "forever", count: 4))
        let services = try #require(object["feature_services"] as? [[String: Any]])
        #expect(services[1]["features"] as? [String] == ["machine_stats_view:vibration"])
    }

    @Test(arguments: [
        ("ttl: 24h", "ttl: 0h", "ttl must be 1h to 87600h, or forever, is \"0h\""),
        ("ttl: 24h", "ttl: a day", "ttl must be"),
        ("ttl: 24h", "tll: 24h", "tll is unknown here"),
        ("schema: weather", "schema: whether", "there is no schema whether; there is weather, machine"),
        ("schema: machine", "schema: weather", "stands where weather has"),
        ("aggregation: 1h", "aggregation: 1m", "aggregation must be 1h"),
        ("{name: pressure,", "{name: presure,", "presure stands where weather has pressure"),
        ("dtype: Float32", "dtype: Float64", "dtype must be Float32"),
        ("machine_stats_view", "sensor_stats_view", "twice"),
        ("push_source: machine_readings", "push_source: sensor_stats_view", "there is a view sensor_stats_view"),
        (
            "push_source: machine_readings", "push_source: weather_readings",
            "weather_readings brings readings of weather stations already"
        ),
        ("entity: machine_id", "entity: station", "entity must be machine_id, which readings"),
        ("entity: machine_id", "entity: [machine_id]", "entity must be a text"),
        ("project: driftdetector", "project: \"drift detector\"", "project must be of a-z, A-Z, 0-9, _ and -"),
        ("features: [sensor_stats_view]", "features: [\"sensor_stats_view:nothing\"]", "neither a view nor"),
        ("feature_services:", "services:", "services is unknown here"),
    ])
    func `says on which line something is wrong`(found: String, replacement: String, message: String) async throws {
        let path = try scratch.write(try file.replacing(found, with: replacement), to: "wrong.yaml")
        let outcome = try await BuiltProgram.run(["features", "validate", path])
        #expect(outcome.status == 78)
        #expect(outcome.errors.contains(message))
        #expect(outcome.errors.contains(#/wrong\.yaml:\d+: /#))
    }

    @Test(arguments: [
        (
            "name: machine_stats_view", "name: sensor_stats_view",
            "there is a view sensor_stats_view twice"
        ),
        ("name: machine_anomaly", "name: weather_anomaly", "there is a service weather_anomaly twice"),
        ("entity: machine_id", "entity: pump", "entity must be machine_id"),
        ("entity: machine_id", "entity: machine_id\nentity: again", "twice in one mapping: entity"),
    ])
    func `names the very line`(found: String, replacement: String, message: String) async throws {
        let text = try file.replacing(found, with: replacement)
        let path = try scratch.write(text, to: "wrong.yaml")
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        // The last line of what was put in; of a key that is there twice the parser knows where the mapping starts.
        let wrong = try #require(lines.lastIndex { $0.contains(replacement.split(separator: "\n").last ?? "") }) + 1
        let outcome = try await BuiltProgram.run(["features", "validate", path])
        #expect(outcome.status == 78)
        #expect(outcome.errors.contains(message))
        #expect(outcome.errors.split(separator: "\n").count == 1, "\(outcome.errors)")
        if !message.contains("mapping") {
            #expect(outcome.errors.contains("wrong.yaml:\(wrong): "), "\(outcome.errors)")
        }
    }

    @Test(arguments: ["project", "entity", "feature_views", "feature_services"])
    func `names no line for what is not there`(key: String) async throws {
        var lines = try file.split(separator: "\n", omittingEmptySubsequences: false)
        let first = try #require(lines.firstIndex { $0.hasPrefix("\(key):") })
        let after = lines[(first + 1)...].firstIndex { !$0.isEmpty && !$0.hasPrefix(" ") } ?? lines.endIndex
        lines.removeSubrange(first..<after)
        let path = try scratch.write(lines.joined(separator: "\n"), to: "wrong.yaml")
        let outcome = try await BuiltProgram.run(["features", "validate", path])
        #expect(outcome.status == 78)
        #expect(outcome.errors.hasPrefix("driftdetector: \(path): \(key) must be"), "\(outcome.errors)")
    }

    @Test(arguments: ["", "a: [", "- 1\n", "just words"])
    func `refuses what is no such file`(text: String) async throws {
        let path = try scratch.write(text, to: "wrong.yaml")
        let outcome = try await BuiltProgram.run(["features", "validate", path])
        #expect(outcome.status == 78 && outcome.errors.contains(path))
        let missing = try await BuiltProgram.run(["features", "list"], environment: ["FEATURE_DEFINITIONS": "/none"])
        #expect(missing.status == 78)
        #expect(missing.errors == "driftdetector: /none: cannot be read: No such file or directory\n")
    }
}
