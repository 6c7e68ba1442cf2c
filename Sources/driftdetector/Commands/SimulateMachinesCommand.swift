import ArgumentParser
import Foundation
import Ingestion
import Readings
import Simulation

/// Machines that send readings.
struct SimulateMachinesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "machines", abstract: "Send the readings of made-up machines over HTTP or MQTT.",
        discussion: """
            Every machine reports at every moment; what was not acknowledged is sent again. A service elsewhere wants its \
            SERVE_TOKEN; a broker gets one message a reading below the topic of MQTT_TOPIC, and MQTT_CA_FILE holds for \
            it. Faults are MACHINE:KIND:QUANTITY[:AMOUNT]@FROM[..UNTIL] with the kinds bias, drift and stuck.

            Examples:
              driftdetector simulate machines --to http://127.0.0.1:8000
              driftdetector simulate machines --to mqtt://127.0.0.1:1883 --machines 100 --interval 1
              driftdetector simulate machines --to http://127.0.0.1:8000 --start 2026-01-01 --interval 3600 \\
                  --clock scale=1000000 --moments 2000 --fault machine_003:bias:vibration:+0.4@2026-02-01
            """)

    /// Readings that are sent at once when the machines' clock is ahead.
    private static let longestBatch = 1_000

    @OptionGroup var global: GlobalOptions

    @Option(help: ArgumentHelp("Where to send to: http://HOST:PORT or mqtt://HOST.", valueName: "URL"))
    var to: String

    @Option(help: "Machines, called machine_001 and on.")
    var machines = 10

    @Option(help: "Seconds of the machines' clock between two readings of each.")
    var interval = 60.0

    @Option(help: "End after so many moments; never, unless told.")
    var moments: Int?

    @Option(help: "Seed of the readings.")
    var seed: UInt64 = 42

    @Option(help: ArgumentHelp("How fast the machines' clock runs: real or scale=N.", valueName: "real|scale=N"))
    var clock = "real"

    @Option(help: "The machines' moment at the start, such as 2026-03-01; now, unless told otherwise.")
    var start: String?

    @Option(help: ArgumentHelp("A fault of a machine's sensor; may be repeated.", valueName: "FAULT"))
    var fault: [String] = []

    func validate() throws {
        guard (1...100_000).contains(machines) else {
            throw ValidationError("--machines: \(machines) is not 1 to 100000")
        }
        guard interval.isFinite, (0.001...86_400).contains(interval) else {
            throw ValidationError("--interval: \(interval) is not 0.001 to 86400 seconds")
        }
        guard moments.map({ $0 >= 1 }) ?? true else { throw ValidationError("--moments: must be 1 or more") }
        guard scale != nil else {
            throw ValidationError("--clock: \"\(clock)\" is neither real nor scale=N with N from 1 to 1000000")
        }
        if let start, Timestamp(iso8601: start) == nil {
            throw ValidationError("--start: \"\(start)\" is not a moment such as 2026-03-01")
        }
        for text in fault where MachineFault(text) == nil {
            throw ValidationError("--fault: \"\(text)\" is not MACHINE:KIND:QUANTITY[:AMOUNT]@FROM[..UNTIL]")
        }
    }

    func run() async throws {
        let settings = try await global.settings()
        let delivery = try MachineDelivery(to, settings: settings)
        let real = Assembly.now()
        let origin = start.flatMap { Timestamp(iso8601: $0) } ?? real
        let world = WorldClock(scale: ClockScale(realOrigin: real, worldOrigin: origin, scale: scale ?? 1)) {
            Assembly.now()
        }
        var stream = MachineStream(
            machineCount: machines, seed: seed, start: origin,
            intervalMilliseconds: Int64((interval * 1_000).rounded()), faults: fault.compactMap { MachineFault($0) })
        let progress = ProgressLog()
        progress.step("\(machines) machines send to \(MachineDelivery.withoutSecrets(to))")
        let share = ProgressShare(progress, unit: "moments")
        var (sent, repeated) = (0, 0)
        while moments.map({ sent < $0 }) ?? true {
            try await world.sleep(until: stream.nextMoment)
            var readings = stream.next()
            sent += 1
            // Who cannot keep up sends what has come due together.
            while stream.nextMoment <= world.now, readings.count + machines <= Self.longestBatch,
                moments.map({ sent < $0 }) ?? true
            {
                readings += stream.next()
                sent += 1
            }
            repeated += try await deliver(readings, by: delivery)
            if let moments { share.tell(sent, of: moments) }
        }
        try show(sent: sent * machines, repeated: repeated, seconds: progress.elapsed)
    }

    /// Sends until it was acknowledged, and says how often it was tried again.
    private func deliver(_ readings: [Reading], by delivery: MachineDelivery) async throws -> Int {
        var attempts = 0
        while true {
            do throws(MachineDeliveryError) {
                try await delivery.send(readings)
                return attempts
            } catch {
                guard error.isTransient else { throw error }
                if attempts == 0 { StandardError.write("driftdetector: \(error); trying again\n") }
                attempts += 1
                try await Task.sleep(for: .milliseconds(min(100 << min(attempts, 7), 10_000)))
            }
        }
    }

    private func show(sent: Int, repeated: Int, seconds: Double) throws {
        if global.json {
            try JSONOutput.print(Summary(readings: sent, repetitions: repeated, seconds: seconds))
            return
        }
        print(
            "\(sent) readings acknowledged, \(repeated) times tried again, "
                + "\(Number.short(Double(sent) / max(seconds, 0.001), digits: 0)) a second")
    }

    private struct Summary: Encodable {
        let readings: Int
        let repetitions: Int
        let seconds: Double
    }

    private var scale: Double? {
        switch WorldClockSetting(clock) {
        case .real?: 1
        case .scale(let scale)?: scale
        case .simulator?, nil: nil
        }
    }
}
