public import Features
public import Learning
public import Readings

extension BacktestReport {
    /// Draws a report's contents from what a backtest issued.
    /// - Parameters:
    ///   - issued: in order of issue.
    ///   - examples: all hours.
    ///   - evaluation: of the issued forecasts.
    ///   - start: the first hour of issue.
    ///   - days: between two trainings, ≥ 1.
    ///   - forecaster: what was trained, such as `linear`.
    public init(
        of issued: [IssuedForecasts], on examples: ForecastExamples, evaluation: ForecastEvaluation,
        from start: Timestamp, daysBetweenTrainings days: Int, forecaster: String
    ) {
        let trainings = Self.trainings(issued, on: examples, from: start, every: days)
        let quality = ForecastQuality(
            evaluation,
            trainings: trainings.map { (day: $0.day, evaluation: ForecastEvaluation(of: $0.issued, on: examples)) },
            quantities: examples.schema.sensors.quantities)
        let moments = issued.map { examples.issuedAt[$0.row] }
        let stations = Set(issued.map { examples.stations[examples.stationCodes[$0.row]] }).sorted()
        let named = stations.count <= 12 ? stations.joined(separator: ", ") : "\(stations.count) stations"
        let last = moments.max() ?? start
        self.init(
            dataDescription:
                "Forecasts issued at \(issued.count) hours of \(named), from \(start.description.prefix(10)) "
                + "to \(last.description.prefix(10)), as they would have been issued then.",
            findings: [
                quality.skillSentence, quality.coverageSentence,
                "\(trainings.count) forecasters (\(forecaster)) were trained, one every \(days) days, each on what was "
                    + "known by then.",
            ],
            quality: quality, fans: ForecastFan.typical(of: issued, on: examples))
    }

    /// The forecasts of each training, by the rule by which ``Backtest`` trains: on the first day with forecasts that is
    /// at least so many days after the last training.
    static func trainings(
        _ issued: [IssuedForecasts], on examples: ForecastExamples, from start: Timestamp, every days: Int
    ) -> [(day: String, issued: [IssuedForecasts])] {
        var trainings: [(day: String, issued: [IssuedForecasts])] = []
        var trainedOn: Int64?
        for forecasts in issued {
            let moment = examples.issuedAt[forecasts.row]
            let today = (moment.hourIndex - start.hourIndex) / 24
            if trainedOn.map({ today - $0 >= Int64(days) }) ?? true {
                trainings.append((String(moment.description.prefix(10)), []))
                trainedOn = today
            }
            trainings[trainings.count - 1].issued.append(forecasts)
        }
        return trainings
    }
}
