import ArgumentParser
import Drift
import Features
import Foundation
import Pipeline

/// Two files of feature rows held against each other.
struct DriftReportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report", abstract: "Hold a file of feature rows against a reference.",
        discussion: """
            Files are CSV (also gzipped) or Parquet with a header, or folders of Parquet files such as a prediction log. \
            Numbers are compared as numbers, texts and truth values as labels. The first test decides whether a feature \
            has drifted; a drift that is found is no error. Columns of a known feature schema vote with their sensor.

            Examples:
              driftdetector drift report --reference june.csv --current july.csv
              driftdetector drift report --reference rows.parquet --current july.csv.gz --html drift.html
              driftdetector drift report --reference a.csv --current b.csv --tests ks,psi --correct --json
            """)

    @OptionGroup var global: GlobalOptions

    @Option(help: "File or folder that the other is held against, such as training rows.")
    var reference: String

    @Option(help: "File or folder under test.")
    var current: String

    @Option(help: "Tests in order, separated by commas: \(DriftTestList.names); or auto, as Evidently chooses.")
    var tests: DriftTestList?

    @Option(help: "Threshold of the first test; without it DRIFT_THRESHOLD for wasserstein_norm, else the test's own.")
    var threshold: Double?

    @Option(help: "An HTML file to write, with pictures and all figures.")
    var html: String?

    @Option(help: "What the columns are of: \(FeatureSchemaOption.names), or none; without it their names decide.")
    var schema: String?

    @Flag(help: "Adjust p-values for the number of features (Benjamini and Hochberg).")
    var correct = false

    func validate() throws {
        if let unknown = tests?.unknown, !unknown.isEmpty {
            throw ValidationError(
                "--tests: there is no test \(unknown.map { "\"\($0)\"" }.joined(separator: ", ")); there are "
                    + "\(DriftTestList.names), or auto alone")
        }
        if let threshold, !(threshold.isFinite && threshold >= 0) {
            throw ValidationError("--threshold: a number from 0")
        }
        if let schema, schema != "none", FeatureSchema.named(schema) == nil {
            throw ValidationError(
                "--schema: there is no schema \(schema); there are \(FeatureSchemaOption.names), and none")
        }
        if let html {
            var isDirectory: ObjCBool = false
            let exists = FileManager.default.fileExists(atPath: html, isDirectory: &isDirectory)
            guard !html.isEmpty, !(exists && isDirectory.boolValue) else {
                throw ValidationError("--html: \"\(html)\" is no name for a file")
            }
        }
    }

    func run() async throws {
        let settings = try await global.settings()
        let (before, after) = (try DriftFile(path: reference).read(), try DriftFile(path: current).read())
        let names = Set(before.columns.map(\.name)).intersection(after.columns.map(\.name))
        guard !names.isEmpty else {
            throw PipelineError(
                subject: "\(reference), \(current)",
                reason: .noCommonFeatures(before.columns.map(\.name), after.columns.map(\.name)))
        }
        let known = schema.map(FeatureSchema.named) ?? FeatureSchema.matching(names)
        let report = DriftReport(
            reference: before, current: after, criteria: criteria(settings), schema: known,
            judgement: FeedJudgement(
                reference: before, current: after, schema: known, criteria: settings.feeds.criteria))
        if global.json {
            print(report.json)
        } else {
            print(DriftText(report).text(html: html))
        }
        // Last: the figures are worth more than a file that cannot be written.
        if let html { try TextFile.write(report.html().utf8, to: html) }
    }

    private func criteria(_ settings: Settings) -> DriftCriteria {
        var criteria = DriftCriteria(
            tests: tests?.tests ?? DriftCriteria.standardTests, wassersteinThreshold: settings.driftThreshold,
            featureThresholds: settings.driftFeatureThresholds, seasonThreshold: settings.drift.seasonThreshold,
            correctsPValues: correct)
        guard let threshold else { return criteria }
        if let first = criteria.tests.first, first != .wassersteinNorm {
            criteria.thresholds[first] = threshold
        } else {
            criteria.wassersteinThreshold = threshold
        }
        return criteria
    }
}
