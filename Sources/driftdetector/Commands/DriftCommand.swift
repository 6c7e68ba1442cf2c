import ArgumentParser

/// Commands about drift.
struct DriftCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "drift", abstract: "Show whether and how far features have moved.",
        discussion: """
            Examples:
              driftdetector drift report --reference june.csv --current july.csv
              driftdetector drift report --reference june.csv --current july.csv --html drift.html
            """,
        subcommands: [DriftReportCommand.self])
}
