import BenchmarkSupport
import Drift
import Foundation

/// The detectors of changes in streams, over `stream.f64` of the folder.
struct StreamBench {
    private let values: [Double]

    /// Reads the stream, and writes the places of the changes found for comparison: `adwin.i64` and `page_hinkley.i64`.
    init(_ folder: URL) throws {
        values = try Data(contentsOf: folder.appending(path: "stream.f64"))
            .withUnsafeBytes { Array($0.bindMemory(to: Double.self)) }
        try BenchDialogue.write(detections(by: AdaptiveWindow()), to: folder.appending(path: "adwin.i64"))
        try BenchDialogue.write(detections(by: PageHinkley()), to: folder.appending(path: "page_hinkley.i64"))
    }

    func adwin() -> Double { Double(detections(by: AdaptiveWindow()).count) }

    func pageHinkley() -> Double { Double(detections(by: PageHinkley()).count) }

    private func detections(by detector: some ChangeStream) -> [Int] {
        var (detector, places) = (detector, [Int]())
        for (place, value) in values.enumerated() where detector.update(value) { places.append(place) }
        return places
    }
}
