import Features
public import Learning
public import Readings
import Registry

extension TrainingJob {
    /// Answers of a version loaded anew that are compared with the fitted model's.
    private static let loadedRows = 64
    /// Days before the newest reading that a new detector is judged on where there is a champion.
    private static let detectorDays = 7

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
        guard let newest = readings.observedAt.max(), let champion = answering,
            let seen = Timestamp(iso8601: champion.version.run.data.to)
        else { return try firstForecaster(of: readings, watch: watch) }
        let days = HeldOutDays(championHasSeen: seen, newest: newest)
        guard days.count > 0 else { throw PipelineError(subject: name, reason: .nothingToJudge) }
        let examples = forecastExamples(of: readings)
        let judged = examples.keepingOutcomes { _, target in days.contains(target) }
        let sensors = examples.schema.horizons.count * examples.sensorCount
        let testRows = (0..<examples.rowCount).filter { row in
            judged.outcomes[row * sensors..<(row + 1) * sensors].contains { !$0.isNaN }
        }
        let training = try ForecasterTraining(
            trainer: ForecasterTrainer(booster: configuration.booster), loop: .threads(configuration.threads),
            watch: watch
        ).run(
            learning: examples.keepingOutcomes { !days.contains($0) && !days.contains($1) },
            outcomesBefore: newest.advanced(hours: 1), judging: judged, testRows: testRows)
        let model = try register(training, of: examples)
        let own = ForecasterGate.Errors(of: training.forecaster, on: judged)
        let theirs = ForecasterGate.Errors(
            of: champion.forecaster, on: championExamples(champion, of: readings, like: examples, days: days, judged))
        var verdict = ForecasterGate.verdict(challenger: own, champion: (theirs, champion.version.number))
        verdict.checks.append(infrastructure(of: model, training.forecaster, on: judged, rows: testRows))
        return Challenge(model: model, champion: champion.version.number, verdict: verdict)
    }

    /// Whether the registered forecaster answers as the fitted one, on rows that were judged.
    private func infrastructure(
        of model: TrainedModel, _ forecaster: Forecaster, on examples: ForecastExamples, rows: [Int]
    ) -> GateVerdict.Check {
        let sensors = examples.sensorCount
        func inputs(_ place: Int) -> (row: [Float], present: [Double]) {
            let row = rows[place * max(1, rows.count / Self.loadedRows)]
            return (Array(examples.inputs[row: row]), Array(examples.present[row * sensors..<(row + 1) * sensors]))
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

    private func firstForecaster(
        of readings: ReadingTable, watch: TrainingWatch
    ) throws(PipelineError) -> Challenge {
        let examples = forecastExamples(of: readings)
        let (model, training) = try trainForecaster(examples, watch: watch)
        let rows = Set(training.testRows.map { examples.issuedAt[$0] })
        let judged = examples.keepingOutcomes { issued, _ in rows.contains(issued) }
        var verdict = ForecasterGate.verdict(
            challenger: ForecasterGate.Errors(of: training.forecaster, on: judged), champion: nil)
        verdict.checks.append(infrastructure(of: model, training.forecaster, on: examples, rows: training.testRows))
        return Challenge(model: model, champion: nil, verdict: verdict)
    }

    /// The hours as the champion sees them: it may have other horizons or neighbours.
    private func championExamples(
        _ champion: LoadedForecaster, of readings: ReadingTable, like examples: ForecastExamples, days: HeldOutDays,
        _ judged: ForecastExamples
    ) -> ForecastExamples {
        let schema = champion.forecaster.schema
        if schema == examples.schema, champion.forecaster.neighbours == examples.neighbours { return judged }
        let series = zip(readings.stations, readings.rowsByStation()).map { station, rows in
            (station: station, series: readings.series(ofRows: rows, trustingFlagged: false))
        }.sorted { $0.station < $1.station }
        return ForecastExamples(of: series, schema: schema, neighbours: champion.forecaster.neighbours)
            .keepingOutcomes { _, target in days.contains(target) }
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
        var end: Timestamp?
        if champion != nil, let newest = readings.observedAt.max() {
            end = newest.advanced(hours: -24 * Self.detectorDays)
        }
        let (model, training) = try trainDetector(features, readings: readings, trainUntil: end)
        do {
            let split = training.split
            let rows = split.testRows(of: features.times)
            let gate = DetectorGate(
                evaluation: DetectorEvaluation(readings: readings, split: split, seed: configuration.seed)
            ) { schema in
                schema == features.schema
                    ? features.matrix.selecting(rows: rows)
                    : FeatureTable(of: readings, schema: schema, trustingFlagged: false).matrix.selecting(rows: rows)
            }
            var verdict = try gate.verdict(
                challenger: (training.detector, schema),
                champion: champion.map { ($0.detector, $0.schema, $0.version.number) })
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
        } catch {
            throw PipelineError(error, subject: name)
        }
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
