import Foundation
import Pipeline
import Readings

extension QuickstartReport {
    /// As large as the report of the bundled year: three stations, 8,700 hours, six traces of 14 days, 32 features.
    static func sample(seed: UInt64) -> QuickstartReport {
        var random = Weyl(state: seed)
        let start = Timestamp(milliseconds: 1_372_636_800_000)
        let stations = ["EWR", "JFK", "LGA"]
        let sensors = [("temperature", "°C"), ("pressure", "hPa"), ("humidity", "%"), ("wind_speed", "m/s")]
        return QuickstartReport(
            dataDescription: "Hourly readings of three airports.",
            findings: ["Forecasts beat persistence.", "One reading in a hundred is strange."],
            models: [
                Model(name: "anomaly-detection-model", version: 1, purpose: "anomaly", directory: "models/anomaly/1")
            ],
            skillDescription: "Judged on the last three months.",
            skills: sensors.map { name, unit in
                Skill(
                    sensor: name, unit: unit, horizons: [1, 3, 6, 12, 24], errors: random.numbers(5),
                    persistenceErrors: random.numbers(5), skills: random.numbers(5))
            },
            traces: (0..<6).map { place in
                Trace(
                    station: stations[place % 3], sensor: sensors[place % 4].0, unit: sensors[place % 4].1, horizon: 6,
                    times: (0..<336).map { start.advanced(hours: 7_000 + $0) },
                    forecast: random.numbers(336).map { 1_000 + 30 * $0 },
                    outcome: random.numbers(336).map { $0 < 0.02 ? .nan : 1_000 + 30 * $0 })
            },
            scores: stations.map { station in
                ScoreSeries(
                    station: station, times: (0..<8_700).map { start.advanced(hours: $0) },
                    scores: random.numbers(8_700).map { 0.36 + 0.3 * pow($0, 3) })
            },
            scoreThreshold: 0.65, trainedUntil: start.advanced(hours: 6_500),
            anomalies: (0..<15).map { place in
                Anomaly(
                    station: stations[place % 3], time: start.advanced(hours: 400 * place), score: 0.7,
                    values: ["temperature 38.9 °C", "pressure 1003.2 hPa", "humidity 31.0 %", "wind_speed 4.6 m/s"])
            },
            distributions: (0..<32).map { place in
                let least = 100 * random.number()
                return Distribution(
                    feature: "temperature_mean_\(place)h", edges: (0...24).map { least + 1.7 * Double($0) },
                    training: random.numbers(24).map { $0 / 12 }, later: random.numbers(24).map { $0 / 12 })
            })
    }

    /// Nothing but a threshold and a moment.
    static let empty = QuickstartReport(
        dataDescription: "", findings: [], models: [], skillDescription: "", skills: [], traces: [], scores: [],
        scoreThreshold: 0.6, trainedUntil: Timestamp(milliseconds: 0), anomalies: [], distributions: [])

    /// One of everything, each text being `text`, each number `number`, with `count` points.
    static func uniform(text: String, number: Double, count: Int) -> QuickstartReport {
        let times = (0..<count).map { Timestamp(milliseconds: 0).advanced(hours: $0) }
        let numbers = [Double](repeating: number, count: count)
        return QuickstartReport(
            dataDescription: text, findings: [text, text],
            models: [Model(name: text, version: 1, purpose: text, directory: text)], skillDescription: text,
            skills: [
                Skill(
                    sensor: text, unit: text, horizons: Array(0..<count), errors: numbers, persistenceErrors: numbers,
                    skills: numbers)
            ],
            traces: [
                Trace(
                    station: text, sensor: text, unit: text, horizon: 6, times: times, forecast: numbers,
                    outcome: numbers)
            ],
            scores: [ScoreSeries(station: text, times: times, scores: numbers)], scoreThreshold: number,
            trainedUntil: Timestamp(milliseconds: 0),
            anomalies: [
                Anomaly(station: text, time: Timestamp(milliseconds: 0), score: number, values: [text, text])
            ],
            distributions: [
                Distribution(
                    feature: text, edges: [Double](repeating: number, count: count + 1), training: numbers,
                    later: numbers)
            ])
    }
}

/// SplitMix64 (Steele, Lea and Flood 2014), as numbers in 0 ..< 1.
private struct Weyl {
    var state: UInt64

    mutating func number() -> Double {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return Double((mixed ^ (mixed >> 31)) >> 11) * 0x1p-53
    }

    mutating func numbers(_ count: Int) -> [Double] { (0..<count).map { _ in number() } }
}
