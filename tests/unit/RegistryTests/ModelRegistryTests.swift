import Foundation
import Registry
import TestSupport
import Testing

struct ModelRegistryTests {
    private let scratch: ScratchDirectory
    private let registry: ModelRegistry

    init() throws {
        scratch = try ScratchDirectory()
        registry = ModelRegistry(dataDirectory: scratch.path)
    }

    @discardableResult
    private func register(_ name: String = "model", graph: String = "graph") throws -> ModelVersion {
        try registry.register(name: name, run: SampleModels.run(), package: SampleModels.package(graph: graph))
    }

    @Test func `is empty before anything is registered`() throws {
        #expect(try registry.names() == [])
        #expect(try registry.versions(of: "model") == [])
        #expect(try registry.aliases(of: "model") == [:])
        #expect(try scratch.entries == [])
    }

    @Test func `numbers the versions of each name 1, 2, 3`() throws {
        let numbers = try ["first", "first", "second", "first"].map { try register($0).number }
        #expect(numbers == [1, 2, 1, 3])
        #expect(try registry.names() == ["first", "second"])
        #expect(try registry.versions(of: "first").map(\.number) == [1, 2, 3])
    }

    @Test func `gives back what was registered`() throws {
        let run = SampleModels.run(parent: 4)
        let package = try SampleModels.package()
        let registered = try registry.register(name: "model", run: run, package: package)
        #expect(registered.run == run)
        #expect(registered.directory == scratch.file("models/model/1"))
        #expect(registered.digests.keys.sorted() == ["MLmodel", "checks.json", "model.onnx"])
        let found = try registry.version(.version(1), of: "model")
        #expect(found == registered)
        for (file, bytes) in package.files { #expect(try registry.contents(of: file, in: found) == bytes) }
    }

    @Test func `names files by their SHA-256`() throws {
        // printf abc | sha256sum
        #expect(
            try register(graph: "abc").digests["model.onnx"]
                == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    }

    @Test func `leaves a version as it was when another is registered and aliases move`() throws {
        let first = try register(graph: "one")
        let before = try snapshot(first.directory)
        try register(graph: "two")
        try registry.point(.champion, of: "model", at: 2)
        #expect(try snapshot(first.directory) == before)
        #expect(before.keys.sorted() == ["MLmodel", "checks.json", "model.onnx", "run.json"])
    }

    @Test(arguments: ["model.onnx", "MLmodel", "checks.json"])
    func `notices a changed byte`(file: String) throws {
        let version = try register()
        let path = "\(version.directory)/\(file)"
        var bytes = try Data(contentsOf: URL(filePath: path))
        bytes[bytes.count / 2] ^= 1
        try bytes.write(to: URL(filePath: path))
        #expect(throws: RegistryError(subject: "model version 1", reason: .digestMismatch(file: file))) {
            try registry.contents(of: file, in: version)
        }
    }

    @Test func `refuses a file that was added to a version`() throws {
        let version = try register()
        try Data("x".utf8).write(to: URL(filePath: "\(version.directory)/more.txt"))
        #expect(throws: RegistryError(subject: "model version 1", reason: .digestMismatch(file: "more.txt"))) {
            try registry.contents(of: "more.txt", in: version)
        }
    }

    @Test func `says which file of a version is gone`() throws {
        let version = try register()
        let path = "\(version.directory)/model.onnx"
        try FileManager.default.removeItem(atPath: path)
        let error = #expect(throws: RegistryError.self) { try registry.contents(of: "model.onnx", in: version) }
        #expect(error?.subject == path)
        guard case .file = error?.reason else {
            Issue.record("refused as \(String(describing: error))")
            return
        }
    }

    @Test func `knows no version that was never registered`() throws {
        try register()
        #expect(throws: RegistryError(subject: "none", reason: .unknownModel)) {
            try registry.version(.version(1), of: "none")
        }
        #expect(throws: RegistryError(subject: "none", reason: .unknownModel)) {
            try registry.version(.alias(.champion), of: "none")
        }
        #expect(throws: RegistryError(subject: "model", reason: .unknownVersion(2))) {
            try registry.version(.version(2), of: "model")
        }
        #expect(throws: RegistryError(subject: "model", reason: .aliasNotSet(.challenger))) {
            try registry.version(.alias(.challenger), of: "model")
        }
    }

    static let invalidNames = ["", "Model", "a/b", "..", ".", "a b", "a.b", "modèle", "model\n", "-\u{0}"]

    @Test(arguments: invalidNames)
    func `registers nothing under an invalid name`(name: String) throws {
        #expect(throws: RegistryError(subject: name, reason: .invalidName)) { try register(name) }
        #expect(throws: RegistryError(subject: name, reason: .unknownModel)) {
            try registry.version(.version(1), of: name)
        }
        #expect(try scratch.entries == [])
    }

    @Test(arguments: ["a", "anomaly-detection-model", "weather_2", "0"])
    func `takes a valid name`(name: String) throws {
        #expect(ModelRegistry.isValidName(name))
        #expect(try register(name).name == name)
    }

    @Test func `registers nothing when the directory cannot be made`() throws {
        let blocker = try scratch.write("a file in its place", to: "models")
        let error = #expect(throws: RegistryError.self) { try register() }
        guard case .file = error?.reason else {
            Issue.record("refused as \(String(describing: error))")
            return
        }
        #expect(try String(contentsOfFile: blocker, encoding: .utf8) == "a file in its place")
        #expect(try registry.names() == [])
    }

    /// Name and content of all files.
    private func snapshot(_ directory: String) throws -> [String: Data] {
        var files: [String: Data] = [:]
        for name in try FileManager.default.contentsOfDirectory(atPath: directory) {
            files[name] = try Data(contentsOf: URL(filePath: "\(directory)/\(name)"))
        }
        return files
    }
}
