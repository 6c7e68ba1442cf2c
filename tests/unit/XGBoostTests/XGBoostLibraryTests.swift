import Foundation
import Testing
import XGBoost

@Suite
struct XGBoostLibraryTests {
    @Test
    func `a path that is given is the only place looked at`() {
        let environment = ["XGBOOST_LIBRARY": "/env/lib.so"]
        #expect(
            XGBoostLibrary.candidates(
                path: "/given/lib.so", environment: environment, programPath: "/opt/bin/program",
                directories: ["/native"]) == ["/given/lib.so"])
        #expect(
            XGBoostLibrary.candidates(
                path: nil, environment: environment, programPath: "/opt/bin/program", directories: ["/native"])
                == ["/env/lib.so"])
    }

    @Test
    func `looks beside the program, in the directories, then where the system looks`() throws {
        let candidates = XGBoostLibrary.candidates(
            path: nil, environment: ["XGBOOST_LIBRARY": ""], programPath: "/opt/bin/program",
            directories: ["/native/lib"])
        let name = try #require(candidates.first { !$0.contains("/") })
        #expect(
            candidates.prefix(5) == [
                "/opt/bin/../lib/\(name)", "/opt/bin/../lib/xgboost/lib/\(name)", "/native/lib/\(name)",
                "/native/lib/xgboost/lib/\(name)", name,
            ])
        #expect(
            XGBoostLibrary.candidates(path: nil, environment: [:], programPath: nil, directories: []).first == name)
    }

    @Test
    func `says where it looked when there is no library`() throws {
        let error = try #require(throws: XGBoostError.self) { try XGBoostLibrary(path: "/nowhere/libxgboost.so") }
        #expect(error.subject == "XGBoost")
        guard case .libraryMissing(let attempts) = error.reason else {
            Issue.record("\(error)")
            return
        }
        #expect(attempts.count == 1)
        #expect(attempts.first?.contains("/nowhere/libxgboost.so") == true)
    }

    @Test
    func `refuses another library`() {
        #if os(macOS)
        let path = "/usr/lib/libSystem.B.dylib"
        #else
        let path = "libm.so.6"
        #endif
        #expect(throws: XGBoostError(path, .libraryForeign("it has no XGBoostVersion"))) {
            try XGBoostLibrary(path: path)
        }
    }

    @Test(.enabled(if: XGBoostFixture.isExpected, "XGBoost is not installed: run `make setup`"))
    func `goes on to the next place when one has no library`() throws {
        let found = try XGBoostFixture.library()
        let library = try XGBoostLibrary(candidates: ["/nowhere/libxgboost.so", found.path])
        #expect(library.path == found.path)
        #expect(library.version == found.version)
        #expect(library.version.wholeMatch(of: /\d+\.\d+\.\d+/) != nil)
    }

    @Test(.enabled(if: XGBoostFixture.isExpected, "XGBoost is not installed: run `make setup`"))
    func `lets idle threads sleep`() throws {
        _ = try XGBoostFixture.library()
        #expect(getenv("OMP_WAIT_POLICY") != nil)
    }
}
