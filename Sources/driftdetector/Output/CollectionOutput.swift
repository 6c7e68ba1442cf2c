import Foundation
import Ingestion
import Readings

/// What `collect` tells of its hours: a line each on standard error, or one JSON object each on standard output.
struct CollectionOutput: Sendable {
    let isJSON: Bool
    let stationCount: Int

    /// Says what will be collected.
    func begin(_ configuration: CollectionConfiguration, sources: [String]) {
        guard !isJSON else { return }
        let minute = configuration.schedule.minute
        StandardError.write(
            "driftdetector: collecting \(configuration.stations.count) stations from \(sources.joined(separator: ", ")) "
                + "at minute \(minute) of each hour; Ctrl-C ends it\n")
        StandardError.write("driftdetector: \(OpenMeteoArchive.attribution)\n")
    }

    /// Tells of one hour.
    func show(_ report: CollectionReport) {
        if isJSON {
            JSONOutput.line(HourSummary(report))
        } else {
            StandardError.write("driftdetector: \(line(report))\n")
        }
    }

    /// Tells of one hour at length.
    func summarize(_ report: CollectionReport, callsToday: Int) throws {
        guard !isJSON else {
            try JSONOutput.print(HourSummary(report))
            return
        }
        var table = TextTable(["source", "new readings", "stations without"], leftAligned: [0])
        for (source, count) in report.newReadings.sorted(by: { $0.key < $1.key }) {
            table.add([source, "\(count)", "\(report.failures[source]?.count ?? 0)"])
        }
        print(table.text)
        for (_, failures) in report.failures.sorted(by: { $0.key < $1.key }) {
            // One failed call may concern all stations.
            for (error, stations) in Dictionary(grouping: failures, by: \.value).sorted(by: { $0.key < $1.key }) {
                print("  \(stations.count == 1 ? "\(stations[0].key)" : "\(stations.count) stations"): \(error)")
            }
        }
        print("\n  \(callsToday) calls to OpenWeatherMap are counted today")
        print("  \(OpenMeteoArchive.attribution)")
        print(
            "\nNext:\n  driftdetector collect    # every hour\n  driftdetector doctor     # what is wrong, if something is"
        )
    }

    private func line(_ report: CollectionReport) -> String {
        let hour = Timestamp(hourIndex: report.hour)
        var parts = report.newReadings.sorted { $0.key < $1.key }.map { "\($0.value) from \($0.key)" }
        let failures = report.failures.values.reduce(0) { $0 + $1.count }
        if failures > 0 { parts.append("\(failures) failed") }
        if report.filledHours > 0 { parts.append("\(report.filledHours) hours filled from the archive") }
        return "\(hour): \(parts.isEmpty ? "nothing new" : parts.joined(separator: ", "))"
    }
}

/// One hour's collection for machines.
private struct HourSummary: Encodable {
    let hour: String
    let newReadings: [String: Int]
    let failures: [String: [String: String]]
    let filledHours: Int

    init(_ report: CollectionReport) {
        hour = Timestamp(hourIndex: report.hour).description
        newReadings = report.newReadings
        failures = report.failures
        filledHours = report.filledHours
    }
}
