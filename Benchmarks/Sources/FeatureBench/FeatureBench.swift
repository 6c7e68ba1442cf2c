import BenchmarkSupport
import Features
import Foundation
import Readings

/// Our side of the comparison of features of many readings, led by `features.py`.
///
/// `FeatureBench FOLDER STATIONS HOURS` makes synthetic weather, writes it and its features to the folder in the
/// machine's own order of bytes and says so. Then it answers each line, `table` or `stream`, with the CPU seconds of
/// computing all rows into one table, or one after another without keeping them.
@main
struct FeatureBench {
    static func main() throws {
        let words = CommandLine.arguments
        guard words.count == 4, let stations = Int(words[2]), let hours = Int(words[3]), stations > 0, hours > 0 else {
            FileHandle.standardError.write(Data("usage: FeatureBench FOLDER STATIONS HOURS\n".utf8))
            exit(64)
        }
        let folder = URL(fileURLWithPath: words[1])
        let readings = SyntheticWeather.readings(stations: stations, hours: hours, seed: 1)
        func write<Number>(_ numbers: [Number], _ name: String) throws {
            try numbers.withUnsafeBytes { try Data($0).write(to: folder.appending(path: name)) }
        }
        try write(readings.observedAt.map(\.milliseconds), "times.i64")
        for (quantity, column) in zip(readings.schema.quantities, readings.columns) {
            try write(column, "\(quantity.name).f64")
        }
        try write(FeatureTable(of: readings, schema: .weather, trustingFlagged: true).matrix.values, "features.f32")
        answer(#"{"ready":true}"#)

        let series = readings.rowsByStation().map { readings.series(ofRows: $0, trustingFlagged: true) }
        let extractor = FeatureExtractor(schema: .weather)
        while let task = readLine() {
            var checksum: Float = 0
            let seconds = CPUClock.measure {
                switch task {
                case "table":
                    let table = FeatureTable(of: readings, schema: .weather, trustingFlagged: true)
                    checksum = table.matrix[table.rowCount - 1, 0]
                default:
                    for one in series { extractor.forEachRow(of: one) { _, row in checksum += row[0] } }
                }
            }
            answer(#"{"cpu_seconds":\#(seconds),"checksum":\#(checksum)}"#)
        }
    }

    private static func answer(_ line: String) {
        FileHandle.standardOutput.write(Data("\(line)\n".utf8))
    }
}
