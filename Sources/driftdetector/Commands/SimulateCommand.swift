import ArgumentParser

/// Stand-ins for what readings come from.
struct SimulateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "simulate", abstract: "Stand in for the weather services, or for machines.",
        discussion: """
            Examples:
              driftdetector simulate weather --port 9100
              driftdetector simulate machines --to http://127.0.0.1:8000
            """,
        subcommands: [SimulateWeatherCommand.self, SimulateMachinesCommand.self])
}
