import BenchmarkSupport
import Drift
import Foundation
import Pipeline

/// Our side of the comparison of drift tests, led by `drift.py`.
///
/// `DriftBench FOLDER` reads `small-reference.f64`, `small-current.f64`, `large-…` of the folder, 32 columns one after
/// another, and `stream.f64`, and answers `TASK REPEATS`.
@main
struct DriftBench {
    private static let columnCount = 32

    static func main() throws {
        let words = CommandLine.arguments
        guard words.count == 2 else { BenchDialogue.refuse("usage: DriftBench FOLDER") }
        let folder = URL(fileURLWithPath: words[1])
        let small = try Pair(folder, "small")
        let large = try Pair(folder, "large")
        let streams = try StreamBench(folder)
        try BenchDialogue.write(small.distances(), to: folder.appending(path: "distances.f64"))
        try BenchDialogue.answer { task, _ in
            switch task {
            case "small_distances": small.distances().reduce(0, +)
            case "large_distances": large.distances().reduce(0, +)
            case "small_ks": small.scores(.kolmogorovSmirnov)
            case "small_psi": small.scores(.psi)
            case "small_jensenshannon": small.scores(.jensenShannon)
            case "small_report": Double(small.report().json.utf8.count)
            case "small_page": Double(small.report().html().utf8.count)
            case "large_report": Double(large.report().json.utf8.count)
            case "window": small.slidWindow()
            case "profiles": large.current.map { Double(ReferenceProfile(Sample($0)).count) }.reduce(0, +)
            case "adwin": streams.adwin()
            case "page_hinkley": streams.pageHinkley()
            default: nil
            }
        }
    }

    /// Two windows of 32 columns.
    private struct Pair {
        let reference: [[Double]]
        let current: [[Double]]
        /// The reference, sorted once, as a service keeps it.
        let sorted: [Sample]
        /// The current rows, and a window that is full of them.
        private let rows: [[Float]]
        private let full: DriftWindow

        init(_ folder: URL, _ name: String) throws {
            reference = try Self.columns(folder.appending(path: "\(name)-reference.f64"))
            current = try Self.columns(folder.appending(path: "\(name)-current.f64"))
            sorted = reference.map { Sample($0) }
            let count = min(current[0].count, 1_000)
            rows = (0..<count).map { [current] row in current.map { Float($0[row]) } }
            var window = DriftWindow(sorted.map { WindowReference($0, windowCount: count) }, capacity: count)
            window.append(contentsOf: rows.map { (moment: 0, row: $0) })
            full = window
        }

        private static func columns(_ file: URL) throws -> [[Double]] {
            let values = try Data(contentsOf: file).withUnsafeBytes { Array($0.bindMemory(to: Double.self)) }
            let rows = values.count / columnCount
            return (0..<columnCount).map { Array(values[$0 * rows..<($0 + 1) * rows]) }
        }

        func distances() -> [Double] { scored(.wassersteinNorm) }

        func scores(_ test: DriftTest) -> Double { scored(test).reduce(0, +) }

        /// A thousand rows into a full window, all scores read after each.
        func slidWindow() -> Double {
            var (window, sum) = (full, 0.0)
            for (place, row) in rows.shuffled().enumerated() {
                window.append(row, at: Int64(place))
                sum += window.scores.reduce(0) { $0 + ($1 ?? 0) }
            }
            return sum
        }

        private func scored(_ test: DriftTest) -> [Double] {
            zip(sorted, current).map { reference, current in
                SampleComparison(reference: reference, current: Sample(current)).result(of: test)?.score ?? .nan
            }
        }

        func report() -> DriftReport {
            func table(_ columns: [[Double]]) -> DriftTable {
                DriftTable(
                    columns: columns.enumerated().map { DriftColumn(name: "f\($0)", values: .numbers($1)) })
            }
            return DriftReport(
                reference: table(reference), current: table(current),
                criteria: DriftCriteria(tests: [.wassersteinNorm]),
                schema: nil)
        }
    }
}
