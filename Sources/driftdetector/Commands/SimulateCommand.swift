import ArgumentParser

/// Stand-ins for what readings come from.
struct SimulateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "simulate", abstract: "Stand in for the weather services.",
        discussion: """
            Examples:
              driftdetector simulate weather --port 9100
            """,
        subcommands: [SimulateWeatherCommand.self])
}
