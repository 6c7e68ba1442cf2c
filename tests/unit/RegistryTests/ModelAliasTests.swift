import Foundation
import Registry
import TestSupport
import Testing

struct ModelAliasTests {
    private let scratch: ScratchDirectory
    private let registry: ModelRegistry

    init() throws {
        scratch = try ScratchDirectory()
        registry = ModelRegistry(dataDirectory: scratch.path)
        for graph in ["one", "two"] {
            _ = try registry.register(
                name: "model", run: SampleModels.run(), package: SampleModels.package(graph: graph))
        }
    }

    @Test func `gives a new version no alias`() throws {
        #expect(try registry.aliases(of: "model") == [:])
    }

    @Test func `moves, and points at one version each`() throws {
        try registry.point(.champion, of: "model", at: 1)
        try registry.point(.challenger, of: "model", at: 2)
        #expect(try registry.aliases(of: "model") == [.champion: 1, .challenger: 2])
        try registry.point(.champion, of: "model", at: 2)
        #expect(try registry.aliases(of: "model") == [.champion: 2, .challenger: 2])
        #expect(try registry.version(.alias(.champion), of: "model").number == 2)
    }

    @Test func `is cleared without a version`() throws {
        try registry.point(.champion, of: "model", at: 1)
        try registry.point(.challenger, of: "model", at: 2)
        try registry.point(.challenger, of: "model", at: nil)
        #expect(try registry.aliases(of: "model") == [.champion: 1])
    }

    @Test func `points at no version that is not there`() throws {
        try registry.point(.champion, of: "model", at: 1)
        #expect(throws: RegistryError(subject: "model", reason: .unknownVersion(3))) {
            try registry.point(.champion, of: "model", at: 3)
        }
        #expect(try registry.aliases(of: "model") == [.champion: 1])
    }

    @Test(arguments: ["none"] + ModelRegistryTests.invalidNames, [nil, 1])
    func `makes nothing for a model that is not there`(name: String, number: Int?) throws {
        #expect(throws: RegistryError(subject: name, reason: .unknownModel)) {
            try registry.point(.champion, of: name, at: number)
        }
        #expect(try scratch.entries == ["models"])
        #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.file("models")) == ["model"])
    }

    @Test func `is a JSON file that others can read, and may hold aliases of others`() throws {
        try registry.point(.champion, of: "model", at: 2)
        let path = scratch.file("models/model/aliases.json")
        #expect(try String(contentsOfFile: path, encoding: .utf8) == "{\n  \"champion\" : 2\n}\n")
        _ = try scratch.write(#"{"champion": 1, "staging": 2}"#, to: "models/model/aliases.json")
        #expect(try registry.aliases(of: "model") == [.champion: 1])
        try registry.point(.challenger, of: "model", at: 2)
        let written = try String(contentsOfFile: path, encoding: .utf8)
        #expect(written == "{\n  \"challenger\" : 2,\n  \"champion\" : 1,\n  \"staging\" : 2\n}\n")
    }

    @Test func `promotes a challenger, which is one no more, and tells the champion before`() throws {
        #expect(try registry.promote(1, of: "model") == nil)
        try registry.point(.challenger, of: "model", at: 2)
        #expect(try registry.promote(2, of: "model") == 1)
        #expect(try registry.aliases(of: "model") == [.champion: 2])
        try registry.point(.challenger, of: "model", at: 1)
        #expect(try registry.promote(2, of: "model") == 2)
        #expect(try registry.aliases(of: "model") == [.champion: 2, .challenger: 1])
        #expect(throws: RegistryError(subject: "model", reason: .unknownVersion(3))) {
            try registry.promote(3, of: "model")
        }
        #expect(throws: RegistryError(subject: "none", reason: .unknownModel)) { try registry.promote(1, of: "none") }
        #expect(try registry.aliases(of: "model") == [.champion: 2, .challenger: 1])
    }

    @Test func `refuses a damaged file and says which`() throws {
        let path = try scratch.write("{\"champion\": ", to: "models/model/aliases.json")
        let error = #expect(throws: RegistryError.self) { try registry.aliases(of: "model") }
        #expect(error?.subject == path)
        guard case .malformed = error?.reason else {
            Issue.record("refused as \(String(describing: error))")
            return
        }
    }

    @Test func `may point at a version that was removed since`() throws {
        try registry.point(.champion, of: "model", at: 2)
        try FileManager.default.removeItem(atPath: scratch.file("models/model/2"))
        #expect(throws: RegistryError(subject: "model", reason: .unknownVersion(2))) {
            try registry.version(.alias(.champion), of: "model")
        }
    }
}
