import BenchmarkSupport
import FeatureStore
import Features
import Foundation
import Readings
import Redis

/// Our side of the comparison with Feast's online retrieval, led by `retrieval.py`.
///
/// `RetrievalBench URL STATIONS HOURS` writes the features and histories of synthetic weather into a Redis and says so.
/// Then it does what each line asks for, a number of retrievals of one station's 32 features one after another, and
/// answers with the CPU seconds of one and the time of each.
@main
struct RetrievalBench {
    static func main() async throws {
        let words = CommandLine.arguments
        guard words.count == 4, let stations = Int(words[2]), let hours = Int(words[3]), stations > 0, hours > 0 else {
            FileHandle.standardError.write(Data("usage: RetrievalBench URL STATIONS HOURS\n".utf8))
            exit(64)
        }
        let definition = FeatureStoreDefinition.standard
        guard let view = definition.view(of: .weather) else { return }
        let store = RedisOnlineStore(
            client: try RedisClient(configuration: RedisConfiguration(url: words[1])), schema: .weather,
            definition: definition)
        let readings = SyntheticWeather.readings(stations: stations, hours: hours, seed: 1)
        try await store.put(readings)
        answer(["ready": true])
        var turn = 0
        while let line = readLine() {
            guard let count = Int(line), count > 0 else { exit(64) }
            var latencies: [Double] = []
            latencies.reserveCapacity(count)
            var defined = 0
            let begin = CPUClock.seconds
            let clock = ContinuousClock()
            for _ in 0..<count {
                turn = (turn + 1) % stations
                let station = readings.stations[turn]
                let start = clock.now
                let row = try await store.rows(of: view, stations: [station])[0]
                latencies.append((clock.now - start) / .milliseconds(1))
                defined += row?.values.count ?? 0
            }
            let seconds = (CPUClock.seconds - begin) / Double(count)
            answer(["cpu_seconds": seconds, "milliseconds": latencies, "values": defined])
        }
    }

    private static func answer(_ object: [String: Any]) {
        let line = try? JSONSerialization.data(withJSONObject: object)
        FileHandle.standardOutput.write((line ?? Data()) + Data("\n".utf8))
    }
}
