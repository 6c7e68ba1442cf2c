import Foundation
import Registry
import Testing

struct ParityCheckTests {
    private func check(graph: [Float], fitted: [Double], tolerance: Double) -> ParityCheck {
        ParityCheck(
            model: "model", engine: "onnxruntime 1.32.0", rows: graph.count, graph: graph, fitted: fitted,
            tolerance: tolerance)
    }

    private func package(_ parity: ParityCheck) throws(RegistryError) -> ModelPackage {
        try ModelPackage(graph: [1, 2, 3], description: "text", parity: parity)
    }

    static let passing: [(graph: [Float], fitted: [Double], largest: Double)] = [
        ([], [], 0), ([0.5, 1], [0.5, 1], 0), ([0.5, 1], [0.5, 0.75], 0.25), ([.nan, 2], [.nan, 2.25], 0.25),
    ]

    @Test(arguments: passing)
    func `passes up to the tolerance, and where both are undefined`(
        graph: [Float], fitted: [Double], largest: Double
    ) throws {
        let check = check(graph: graph, fitted: fitted, tolerance: 0.25)
        #expect(check.largestDifference == largest)
        #expect(try package(check).files.keys.sorted() == ["MLmodel", "checks.json", "model.onnx"])
    }

    static let failing: [(graph: [Float], fitted: [Double], largest: Double)] = [
        ([0.5], [0.75], 0.25), ([.nan], [0.5], .greatestFiniteMagnitude), ([0.5], [.nan], .greatestFiniteMagnitude),
        ([0.5, 0.5], [0.5], .greatestFiniteMagnitude), ([], [0.5], .greatestFiniteMagnitude),
        ([.infinity], [0.5], .greatestFiniteMagnitude),
        ([0.5, .nan, 0.5], [0.5, 0.5, 0.5], .greatestFiniteMagnitude),
    ]

    @Test(arguments: failing)
    func `packs nothing beyond the tolerance`(graph: [Float], fitted: [Double], largest: Double) {
        #expect(
            throws: RegistryError(
                subject: "model", reason: .parityFailed(largestDifference: largest, tolerance: 0.125))
        ) { try package(check(graph: graph, fitted: fitted, tolerance: 0.125)) }
    }

    @Test func `says in the package what was compared`() throws {
        let files = try package(check(graph: [0.5, 1], fitted: [0.5, 0.75], tolerance: 0.5)).files
        #expect(
            String(decoding: try #require(files["checks.json"]), as: UTF8.self) == """
                {
                  "parity" : {
                    "engine" : "onnxruntime 1.32.0",
                    "largest_difference" : 0.25,
                    "model" : "model",
                    "rows" : 2,
                    "tolerance" : 0.5
                  }
                }

                """)
    }

    @Test func `says in the package why nothing was compared`() throws {
        let files = try package(ParityCheck(model: "model", notRunBecause: "no library", tolerance: 0.5)).files
        #expect(
            String(decoding: try #require(files["checks.json"]), as: UTF8.self) == """
                {
                  "parity" : {
                    "largest_difference" : 0,
                    "model" : "model",
                    "not_run_because" : "no library",
                    "rows" : 0,
                    "tolerance" : 0.5
                  }
                }

                """)
    }
}
