import ArgumentParser

/// The option of commands that may run by a faster clock.
struct ClockOption: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Clock to collect by: real, scale=N, or the address of `simulate weather` (WORLD_CLOCK).",
            valueName: "real|scale=N|URL"))
    var clock: String?
}
