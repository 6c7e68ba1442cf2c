import Foundation
import Registry
import TestSupport
import Testing

/// What a crash, a copy cut short or another program may leave in the directory.
struct ModelRegistryLeftoverTests {
    private let scratch: ScratchDirectory
    private let registry: ModelRegistry

    init() throws {
        scratch = try ScratchDirectory()
        registry = ModelRegistry(dataDirectory: scratch.path)
        _ = try register()
    }

    private func register() throws -> ModelVersion {
        try registry.register(name: "model", run: SampleModels.run(), package: SampleModels.package())
    }

    private func place(_ text: String, in directory: String, as file: String) throws {
        try FileManager.default.createDirectory(
            atPath: scratch.file(directory), withIntermediateDirectories: true)
        _ = try scratch.write(text, to: "\(directory)/\(file)")
    }

    @Test func `takes nothing over from a version that was never finished`() throws {
        try place("half a graph", in: "models/model/.staging", as: "model.onnx")
        try place("junk", in: "models/model/.staging", as: "junk")
        let second = try register()
        #expect(second.number == 2)
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: second.directory).sorted()
                == ["MLmodel", "checks.json", "model.onnx", "run.json"])
        #expect(try registry.contents(of: "model.onnx", in: second) == Array("graph".utf8))
        #expect(!FileManager.default.fileExists(atPath: scratch.file("models/model/.staging")))
    }

    @Test func `does not list a version without a record, nor give its number again`() throws {
        try place("half a graph", in: "models/model/2", as: "model.onnx")
        #expect(try registry.versions(of: "model").map(\.number) == [1])
        #expect(throws: RegistryError(subject: "model", reason: .unknownVersion(2))) {
            try registry.version(.version(2), of: "model")
        }
        #expect(try register().number == 3)
        #expect(try registry.versions(of: "model").map(\.number) == [1, 3])
    }

    @Test func `does not list a name whose first version was never finished`() throws {
        try place("half a graph", in: "models/other/.staging", as: "model.onnx")
        #expect(try registry.names() == ["model"])
    }

    @Test func `says which record is damaged`() throws {
        try place("{}", in: "models/model/2", as: "run.json")
        let error = #expect(throws: RegistryError.self) { try registry.version(.version(2), of: "model") }
        #expect(error?.subject == scratch.file("models/model/2/run.json"))
        guard case .malformed = error?.reason else {
            Issue.record("refused as \(String(describing: error))")
            return
        }
        #expect(try registry.version(.version(1), of: "model").number == 1)
    }

    @Test func `keeps the aliases when a new set of them was not finished`() throws {
        try registry.point(.champion, of: "model", at: 1)
        try place("{\"champ", in: "models/model", as: "aliases.json.new")
        #expect(try registry.aliases(of: "model") == [.champion: 1])
        try registry.point(.challenger, of: "model", at: 1)
        #expect(try registry.aliases(of: "model") == [.champion: 1, .challenger: 1])
    }

    @Test func `ignores what is no model and no version`() throws {
        try place("x", in: "models", as: "notes")
        try place("x", in: "models", as: "README.md")
        try place("x", in: "models/.cache", as: "x")
        try place("x", in: "models/Not A Model/1", as: "run.json")
        try place("x", in: "models/model", as: "notes.txt")
        try place("x", in: "models/model", as: "7")
        for folder in ["02", "+3", "-4", "0", "1.5", "99999999999999999999", "\(Int.max)"] {
            try place("{}", in: "models/model/\(folder)", as: "run.json")
        }
        #expect(try registry.names() == ["model"])
        #expect(try registry.versions(of: "model").map(\.number) == [1])
        #expect(try registry.versions(of: "notes") == [])
        #expect(try register().number == 8)
    }

    @Test func `gives distinct numbers to registrations at the same time`() async throws {
        let registry = registry
        let versions = try await withThrowingTaskGroup(of: (ModelVersion, String).self) { group in
            for number in 0..<16 {
                group.addTask {
                    let package = try SampleModels.package(graph: "graph \(number)")
                    let version = try registry.register(name: "model", run: SampleModels.run(), package: package)
                    try registry.point(.challenger, of: "model", at: version.number)
                    return (version, "graph \(number)")
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(versions.map(\.0.number).sorted() == Array(2...17))
        for (version, graph) in versions {
            #expect(try registry.contents(of: "model.onnx", in: version) == Array(graph.utf8))
        }
        let aliases = try registry.aliases(of: "model")
        #expect(aliases.keys.sorted { $0.rawValue < $1.rawValue } == [.challenger])
        #expect((2...17).contains(try #require(aliases[.challenger])))
    }
}
