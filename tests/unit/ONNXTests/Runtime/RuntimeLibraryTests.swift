import ONNX
import Testing

@Suite
struct RuntimeLibraryTests {
    @Test
    func `a path that is given is the only place looked at`() {
        let environment = ["ONNXRUNTIME_LIBRARY": "/env/lib.so"]
        #expect(
            RuntimeLibrary.candidates(
                path: "/given/lib.so", environment: environment, programPath: "/opt/bin/program",
                directories: ["/native"]) == ["/given/lib.so"])
        #expect(
            RuntimeLibrary.candidates(
                path: nil, environment: environment, programPath: "/opt/bin/program", directories: ["/native"])
                == ["/env/lib.so"])
    }

    @Test
    func `looks beside the program, in the directories, then where the system looks`() throws {
        let candidates = RuntimeLibrary.candidates(
            path: nil, environment: ["ONNXRUNTIME_LIBRARY": ""], programPath: "/opt/bin/program",
            directories: ["/native/lib", "/other"])
        let name = try #require(candidates.first { !$0.contains("/") })
        #expect(candidates.prefix(4) == ["/opt/bin/../lib/\(name)", "/native/lib/\(name)", "/other/\(name)", name])
        #expect(
            RuntimeLibrary.candidates(path: nil, environment: [:], programPath: nil, directories: []).first == name)
    }

    @Test
    func `says where it looked when there is no library`() throws {
        let error = try #require(throws: ONNXError.self) { try RuntimeLibrary(path: "/nowhere/libonnxruntime.so") }
        #expect(error.subject == "ONNX Runtime")
        guard case .libraryMissing(let attempts) = error.reason else {
            Issue.record("\(error)")
            return
        }
        #expect(attempts.count == 1)
        #expect(attempts.first?.contains("/nowhere/libonnxruntime.so") == true)
    }

    @Test
    func `refuses another library`() {
        #if os(macOS)
        let path = "/usr/lib/libSystem.B.dylib"
        #else
        let path = "libm.so.6"
        #endif
        #expect(throws: ONNXError(path, .libraryForeign("it has no OrtGetApiBase"))) {
            try RuntimeLibrary(path: path)
        }
    }

    @Test(.enabled(if: RuntimeFixture.isExpected, "ONNX Runtime is not installed: run `make setup`"))
    func `goes on to the next place when one has no library`() throws {
        let found = try RuntimeFixture.library()
        let library = try RuntimeLibrary(candidates: ["/nowhere/libonnxruntime.so", found.path])
        #expect(library.path == found.path)
        #expect(library.version == found.version)
        #expect(library.version.hasPrefix("1."))
    }
}
