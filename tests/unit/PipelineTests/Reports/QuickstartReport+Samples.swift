import Foundation
import Pipeline
import Readings

extension QuickstartReport {
    /// As large as the report of the bundled year: three stations, 8,700 hours, four traces of 14 days, 32 features.
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
            quality: ForecastQuality(
                levels: [0.5, 0.8, 0.95],
                sensors: sensors.map { name, unit in
                    ForecastQuality.Sensor.sample(
                        name: name, unit: unit, months: 7, stations: stations, trainings: 0, random: &random)
                }),
            fans: sensors.map { ForecastFan.sample(sensor: $0.0, unit: $0.1, issuedAt: start, random: &random) },
            traces: (0..<4).map { place in
                Trace(
                    station: stations[place % 3], sensor: sensors[place % 4].0, unit: sensors[place % 4].1, horizon: 6,
                    times: (0..<336).map { start.advanced(hours: 7_000 + $0) },
                    forecast: random.numbers(336).map { 1_000 + 30 * $0 },
                    outcome: random.numbers(336).map { $0 < 0.02 ? .nan : 1_000 + 30 * $0 })
            },
            detectors: [
                DetectorFigures(
                    name: "Isolation forest", flaggedShare: ["2013-07": 0.02, "2013-08": 0.2],
                    areaUnderROC: ["spike": 0.99, "drop": 0.9])
            ],
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
        dataDescription: "", findings: [], models: [], skillDescription: "",
        quality: ForecastQuality(levels: [], sensors: []), fans: [], traces: [], detectors: [], scores: [],
        scoreThreshold: 0.6, trainedUntil: Timestamp(milliseconds: 0), anomalies: [], distributions: [])

    /// One of everything, each text being `text`, each number `number`, with `count` points.
    static func uniform(text: String, number: Double, count: Int) -> QuickstartReport {
        let times = (0..<count).map { Timestamp(milliseconds: 0).advanced(hours: $0) }
        let numbers = [Double](repeating: number, count: count)
        return QuickstartReport(
            dataDescription: text, findings: [text, text],
            models: [Model(name: text, version: 1, purpose: text, directory: text)], skillDescription: text,
            quality: ForecastQuality.uniform(text: text, number: number, count: count, hasTrainings: false),
            fans: [ForecastFan.uniform(text: text, number: number, count: count)],
            traces: [
                Trace(
                    station: text, sensor: text, unit: text, horizon: 6, times: times, forecast: numbers,
                    outcome: numbers)
            ],
            detectors: [
                DetectorFigures(name: text, flaggedShare: [text: number], areaUnderROC: [text: number])
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
