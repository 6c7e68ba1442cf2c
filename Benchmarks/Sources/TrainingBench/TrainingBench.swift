import BenchmarkSupport
import Features
import Foundation
import Learning
import Pipeline
import Readings
import Synchronization
import XGBoost

/// Our side of the comparison of trainings of the forecaster, led by `training.py`.
///
/// `TrainingBench FOLDER LIBRARIES HOURS` writes what the trees of a station's weather of so many hours are grown from,
/// and answers `TASK REPEATS`: `ridge`, the linear forecaster of a year of ten stations; `linear` and `trees`, the
/// forecaster of the one station without and with trees.
@main
struct TrainingBench {
    private static let year = 365 * 24

    static func main() throws {
        let words = CommandLine.arguments
        guard words.count == 4, let hours = Int(words[3]), hours > 0 else {
            BenchDialogue.refuse("usage: TrainingBench FOLDER LIBRARIES HOURS")
        }
        let folder = URL(fileURLWithPath: words[1])
        let library = try XGBoostLibrary(searching: [words[2]])
        let many = examples(stations: 10, hours: year)
        let one = examples(stations: 1, hours: hours)
        let end = Timestamp(milliseconds: 4_000_000_000_000)

        let pieces = Mutex<[(rows: FeatureMatrix, changes: [Float])]>([])
        let listener = TreeBooster(name: "listener", parameters: [:]) { rows, changes in
            pieces.withLock { $0.append((rows, changes)) }
            return BoostedForecaster.Ensemble(base: 0, trees: [])
        }
        _ = try ForecasterTrainer(booster: listener).fit(one, outcomesBefore: end)
        for (number, piece) in pieces.withLock({ $0 }).enumerated() {
            try BenchDialogue.write(piece.rows.values, to: folder.appending(path: "\(number).rows"))
            try BenchDialogue.write(piece.changes, to: folder.appending(path: "\(number).changes"))
        }

        try BenchDialogue.answer { task, _ in
            switch task {
            case "ridge": Double(try ForecasterTrainer().fit(many, outcomesBefore: end).intervals.count)
            case "linear": Double(try ForecasterTrainer().fit(one, outcomesBefore: end).intervals.count)
            case "trees":
                Double(
                    try ForecasterTrainer(booster: TreeBooster(library, seed: 1)).fit(one, outcomesBefore: end)
                        .intervals.count)
            default: nil
            }
        }
    }

    private static func examples(stations: Int, hours: Int) -> ForecastExamples {
        let readings = SyntheticWeather.readings(stations: stations, hours: hours, seed: 1)
        let series = zip(readings.stations, readings.rowsByStation()).map { station, rows in
            (station: station, series: readings.series(ofRows: rows, trustingFlagged: false))
        }
        return ForecastExamples(of: series, schema: .weather)
    }
}
