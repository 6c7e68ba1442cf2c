import ArgumentParser

/// Commands about drift.
struct DriftCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "drift", abstract: "Show whether and how far features have moved.",
        discussion: """
            Examples:
              driftdetector drift report --reference june.csv --current july.csv
              driftdetector drift report --reference june.csv --current july.csv --html drift.html
              driftdetector drift calibrate --trusted-before 2013-07-01
            """,
        subcommands: [DriftReportCommand.self, DriftCalibrateCommand.self])
}
