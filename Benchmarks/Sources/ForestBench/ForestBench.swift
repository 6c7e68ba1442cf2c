import BenchmarkSupport
import Features
import Foundation
import Learning
import ONNX
import Registry

/// Our side of the comparison of isolation forests, led by `forest.py`.
///
/// `ForestBench FOLDER ROWS` makes synthetic rows, fits a forest to the first tenth of them, writes both and what the
/// forest gives to the folder, and answers `TASK REPEATS`.
@main
struct ForestBench {
    static func main() throws {
        let words = CommandLine.arguments
        guard words.count == 3, let count = Int(words[2]), count >= 100, count.isMultiple(of: 100) else {
            BenchDialogue.refuse("usage: ForestBench FOLDER ROWS, hundreds of rows")
        }
        let folder = URL(fileURLWithPath: words[1])
        let names = FeatureSchema.weather.featureNames
        let many = SyntheticWeather.completeRows(count, seed: 1)
        let rows = many.selecting(rows: stride(from: 0, to: count, by: 10))
        let trees = try IsolationForestTrainer(IsolationForestParameters(contamination: .auto, seed: 1))
        let trainer = try IsolationForestTrainer(IsolationForestParameters(contamination: .fraction(0.1), seed: 1))
        let forest = try trainer.fit(rows, featureNames: names)
        let model = folder.appending(path: "model.onnx")
        try Data(try forest.graph(schema: .weather).serialized()).write(to: model)
        try BenchDialogue.write(many.values, to: folder.appending(path: "many.f32"))
        try BenchDialogue.write(rows.values, to: folder.appending(path: "rows.f32"))
        try BenchDialogue.write(try forest.scoreSamples(rows), to: folder.appending(path: "scores.f64"))

        try BenchDialogue.answer { task, turn in
            switch task {
            case "trees": Double(try trees.trees(of: many, fill: forest.fill)[turn % 100].depth)
            case "fit_auto_many": Double(try trees.fit(many, featureNames: names).fill[0])
            case "fit_many": try trainer.fit(many, featureNames: names).offset
            case "fit": try trainer.fit(rows, featureNames: names).offset
            case "score": try forest.scoreSamples(rows)[turn % rows.rowCount]
            case "row": try forest.scoreSample(rows[row: turn % rows.rowCount].span)
            case "load":
                try IsolationForest(
                    graph: ModelGraph(serialized: [UInt8](Data(contentsOf: model))), schema: .weather, subject: "model"
                ).offset
            default: nil
            }
        }
    }
}
