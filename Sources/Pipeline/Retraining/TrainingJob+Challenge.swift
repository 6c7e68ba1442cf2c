import Features
public import Learning
public import Readings
import Registry

extension TrainingJob {
    /// Answers of a version loaded anew that are compared with the fitted model's.
    private static let loadedRows = 64

    /// Trains a forecaster to take the champion's place, on all trusted history but for some days since the champion's
    /// training, on which both are judged.
    ///
    /// Without a champion that can answer it is judged on the last fifth of history, against persistence alone.
    /// - Parameter watch: is told of progress, and asked whether to go on.
    /// - Returns: the version and what the gate says.
    /// - Throws: ``PipelineError`` when there is too little to learn from, or no day that the champion has not seen.
    public func challengeForecaster(watch: TrainingWatch = .none) throws(PipelineError) -> Challenge {
        let name = configuration.names.weatherForecaster
        let readings = try forecastReadings()
        let answering = try champion(named: name) { (number) throws(RegistryError) in
            try LoadedForecaster(.version(number), of: name, in: registry, sensors: .weather)
        }
        if answering == nil, let problem = FirstForecaster(readings).problem { throw problem }
        let challenge = ForecasterChallenge(
            training: ForecasterTraining(
                trainer: ForecasterTrainer(booster: configuration.booster), loop: .threads(configuration.threads),
                watch: watch))
        let examples = forecastExamples(of: readings)
        let outcome: ForecasterChallenge.Outcome
        if let newest = readings.observedAt.max(), let champion = answering,
            let seen = Timestamp(iso8601: champion.version.run.data.to)
        {
            outcome = try challenge.run(
                examples, newest: newest,
                against: ForecasterChallenge.Champion(
                    forecaster: champion.forecaster, version: champion.version.number, seen: seen),
                seeing: championExamples(champion, of: readings, like: examples))
        } else {
            outcome = try challenge.first(examples)
        }
        let model = try register(outcome.training, of: examples)
        var verdict = outcome.verdict
        verdict.checks.append(
            infrastructure(
                of: model, outcome.training.forecaster, on: outcome.judged, rows: outcome.training.testRows))
        return Challenge(model: model, champion: answering?.version.number, verdict: verdict)
    }

    /// Whether the registered forecaster answers as the fitted one, on rows that were judged.
    private func infrastructure(
        of model: TrainedModel, _ forecaster: Forecaster, on examples: ForecastExamples, rows: [Int]
    ) -> GateVerdict.Check {
        func inputs(_ place: Int) -> (row: [Float], present: [Double]) {
            let row = rows[place * max(1, rows.count / Self.loadedRows)]
            return (examples.inputs[row: row], examples.present(row: row))
        }
        return InfrastructureCheck.check(rows: min(rows.count, Self.loadedRows)) { place in
            let (row, present) = inputs(place)
            return forecaster.forecasts(inputs: row, present: present)
        } load: {
            let loaded = try LoadedForecaster(
                .version(model.version.number), of: model.version.name, in: registry, sensors: .weather)
            return { place in
                let (row, present) = inputs(place)
                return try loaded.forecasts(inputs: row, present: present)
            }
        }
    }

    /// The hours as a champion of other horizons or neighbours sees them; nil where it sees the same.
    private func championExamples(
        _ champion: LoadedForecaster, of readings: ReadingTable, like examples: ForecastExamples
    ) -> ForecastExamples? {
        let schema = champion.forecaster.schema
        if schema == examples.schema, champion.forecaster.neighbours == examples.neighbours { return nil }
        let series = zip(readings.stations, readings.rowsByStation()).map { station, rows in
            (station: station, series: readings.series(ofRows: rows, trustingFlagged: false))
        }.sorted { $0.station < $1.station }
        return ForecastExamples(of: series, schema: schema, neighbours: champion.forecaster.neighbours)
    }

    /// Trains a detector of the champion's features to take its place.
    ///
    /// With a champion it is judged on the last week, which neither has seen, otherwise on the last fifth of history.
    /// - Parameter sensors: the kind of station.
    /// - Returns: the version and what the gate says.
    /// - Throws: ``PipelineError`` when there is too little to train on.
    public func challengeDetector(of sensors: SensorSchema) throws(PipelineError) -> Challenge {
        let name = configuration.names.detector(ofSchema: sensors.name)
        let champion = try champion(named: name) { (number) throws(RegistryError) in
            try LoadedDetector(.version(number), of: name, in: registry, schemas: FeatureSchema.all(of: sensors))
        }
        guard let schema = champion?.schema ?? FeatureSchema.all(of: sensors).first else {
            throw PipelineError(subject: name, reason: .tooFewReadings(have: 0, need: DetectorTraining.fewestReadings))
        }
        let (readings, features) = try materialize(schema)
        let challenge = try DetectorChallenge(
            seed: configuration.seed, loop: .threads(configuration.threads)
        ).run(
            features, readings: readings,
            against: champion.map {
                DetectorChallenge.Champion(
                    detector: $0.detector, schema: $0.schema, version: $0.version.number,
                    seen: Timestamp(iso8601: $0.version.run.data.to) ?? Timestamp(milliseconds: 0))
            })
        let training = challenge.training
        var verdict = challenge.verdict
        let model = try register(training, schema: schema)
        let some = training.heldOut
        verdict.checks.append(
            InfrastructureCheck.check(rows: min(some.rowCount, Self.loadedRows)) { row in
                try training.detector.anomalyScores(some.selecting(rows: [row]))
            } load: {
                let loaded = try LoadedDetector(
                    .version(model.version.number), of: name, in: registry, schemas: FeatureSchema.all(of: sensors))
                return { try loaded.detector.anomalyScores(some.selecting(rows: [$0])) }
            })
        return Challenge(model: model, champion: champion?.version.number, verdict: verdict)
    }

    /// The champion; nil where there is none, or it takes inputs that this program does not compute. One that cannot be
    /// loaded for another reason is an error: its challenger would pass without ever being held against it.
    private func champion<Model>(
        named name: String, load: (Int) throws(RegistryError) -> Model
    ) throws(PipelineError) -> Model? {
        do {
            guard try !registry.versionNumbers(of: name).isEmpty,
                let number = try registry.aliases(of: name)[.champion]
            else { return nil }
            return try load(number)
        } catch {
            if case .otherSchema = error.reason { return nil }
            throw PipelineError(subject: name, reason: .registry(error))
        }
    }
}
