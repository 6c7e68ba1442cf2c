public import Features
public import FeatureStore
public import Learning
public import ONNX
public import Readings
public import Registry

/// Trains models on what the data directory holds and registers them.
///
/// The first version of a name becomes its champion; later ones stand beside it as challenger, unless the champion takes
/// other inputs than this program computes and so cannot answer.
public struct TrainingJob: Sendable {
    /// What a training needs to know of its surroundings.
    public struct Configuration: Sendable {
        /// The directory that holds everything.
        public var dataDirectory: String
        /// Under which names models are kept.
        public var names: ModelNames
        /// Of all random choices.
        public var seed: UInt64
        /// Threads at once; has no influence on the models.
        public var threads: Int
        /// Grows trees for the forecaster; nil for a linear one.
        public var booster: TreeBooster?
        /// What a new forecaster sees, and for which hours.
        public var forecastSchema: ForecastSchema
        /// Names the views that feature rows belong to.
        public var featureStore: FeatureStoreDefinition
        /// Training rows that a detector's version keeps at most, to hold later inputs against.
        public var referenceRows: Int
        /// The program's version.
        public var programVersion: String
        /// SHA-256 of the program's file, hexadecimal.
        public var programDigest: String?
        /// By the name of a schema which feeds are kept and not trained on.
        public var quarantine: [String: Quarantine] = [:]
        /// Runs exported graphs for the parity check, or why there is nothing that could.
        public var runtime: Result<RuntimeLibrary, ONNXError>

        /// Surroundings.
        /// - Parameters:
        ///   - dataDirectory: the directory that holds everything.
        ///   - names: under which models are kept.
        ///   - seed: of all random choices.
        ///   - threads: at once.
        ///   - programVersion: the program's version.
        ///   - programDigest: SHA-256 of the program's file.
        ///   - runtime: runs exported graphs for the parity check.
        ///   - booster: grows trees for the forecaster; nil for a linear one.
        ///   - forecastSchema: what a new forecaster sees, and for which hours; of weather.
        ///   - featureStore: names the views that feature rows belong to.
        ///   - referenceRows: training rows that a detector's version keeps at most.
        public init(
            dataDirectory: String, names: ModelNames, seed: UInt64, threads: Int, programVersion: String,
            programDigest: String? = nil, runtime: Result<RuntimeLibrary, ONNXError>, booster: TreeBooster? = nil,
            forecastSchema: ForecastSchema = .weather, featureStore: FeatureStoreDefinition = .standard,
            referenceRows: Int = ReferenceSet.defaultMostRows
        ) {
            self.booster = booster
            self.forecastSchema = forecastSchema
            self.featureStore = featureStore
            self.referenceRows = referenceRows
            self.dataDirectory = dataDirectory
            self.names = names
            self.seed = seed
            self.threads = threads
            self.programVersion = programVersion
            self.programDigest = programDigest
            self.runtime = runtime
        }
    }

    private static let parityRows = 1000

    let configuration: Configuration
    let registry: ModelRegistry
    private let now: Timestamp

    /// A job.
    /// - Parameters:
    ///   - configuration: what it needs to know.
    ///   - now: the moment that the versions are dated with.
    public init(_ configuration: Configuration, now: Timestamp) {
        self.configuration = configuration
        self.now = now
        registry = ModelRegistry(dataDirectory: configuration.dataDirectory)
    }

    /// Computes the features of new readings into the offline store, and gives all readings and their newest rows back.
    /// - Parameter schema: the features.
    /// - Returns: the readings and their rows, in the same order.
    /// - Throws: ``PipelineError`` when a file cannot be read or written.
    public func materialize(
        _ schema: FeatureSchema
    ) throws(PipelineError) -> (readings: ReadingTable, features: FeatureTable) {
        do {
            let lake = ReadingLake(dataDirectory: configuration.dataDirectory)
            let rowsBefore = try lake.rowCount(of: schema.sensors)
            _ = try FeatureMaterialization(
                dataDirectory: configuration.dataDirectory, schema: schema, definition: configuration.featureStore
            ).run()
            let readings = try trusted(lake.readings(of: schema.sensors))
            let rowsAfter = try lake.rowCount(of: schema.sensors)
            let features = try ParquetOfflineStore(
                dataDirectory: configuration.dataDirectory, definition: configuration.featureStore
            ).table(of: schema)
            // Stored features know no quarantine, and readings that came in between are in one of the two only.
            guard configuration.quarantine[schema.sensors.name]?.isEmpty ?? true, rowsBefore == rowsAfter,
                features.times == readings.observedAt,
                features.stations == readings.stationCodes.map({ readings.stations[$0] })
            else { return (readings, FeatureTable(of: readings, schema: schema, trustingFlagged: false)) }
            return (readings, features)
        } catch {
            throw PipelineError(error, subject: "\(schema.name) features")
        }
    }

    /// Of each hour that had been the best source's mean, with a doubt about each value whose feed is in quarantine.
    func trusted(_ readings: ReadingTable) -> ReadingTable {
        let best = readings.withoutFuture.preferringSources(.standard).hourly()
        return configuration.quarantine[readings.schema.name]?.applied(to: best) ?? best
    }

    /// Trains the anomaly detector of a feature set. All detectors of one kind of station are versions of one model.
    /// - Parameters:
    ///   - features: the rows of all readings.
    ///   - readings: the readings, in the same order.
    ///   - end: rows from this moment on are judged; nil leaves the last fifth to judge.
    /// - Returns: the version, and the training that made it.
    /// - Throws: ``PipelineError`` when there is too little to train on, or the export fails its checks.
    public func trainDetector(
        _ features: FeatureTable, readings: ReadingTable, trainUntil end: Timestamp? = nil
    ) throws(PipelineError) -> (model: TrainedModel, training: DetectorTraining.Outcome) {
        let training = try DetectorTraining(
            DetectorRecipe(for: features.schema, seed: configuration.seed), seed: configuration.seed,
            loop: .threads(configuration.threads)
        ).run(features, readings: readings, trainUntil: end)
        return (try register(training, schema: features.schema), training)
    }

    /// Registers a detector that was judged.
    func register(
        _ training: DetectorTraining.Outcome, schema: FeatureSchema
    ) throws(PipelineError) -> TrainedModel {
        let name = configuration.names.detector(ofSchema: schema.sensors.name)
        do {
            let package = try ModelPackage(
                detector: training.detector, schema: schema, name: name, heldOut: training.heldOut,
                reference: ReferenceSet(
                    of: training.trainingRows, mostRows: configuration.referenceRows, seed: configuration.seed),
                runtime: configuration.runtime)
            let run = run(
                .anomaly, view: schema.name, fingerprint: schema.fingerprint, inputs: schema.featureNames,
                data: training.data, metrics: training.metrics,
                parameters: DetectorRecipe(for: schema, seed: configuration.seed).parameters)
            return try register(name, run: run, package: package)
        } catch {
            throw PipelineError(error, subject: name)
        }
    }

    /// Trains the forecaster and judges it, without registering it.
    /// - Parameters:
    ///   - examples: all hours.
    ///   - end: outcomes from this moment on are judged; nil leaves the last fifth to judge.
    ///   - watch: is told of progress, and asked whether to go on.
    /// - Returns: the training.
    /// - Throws: ``PipelineError`` when there is too little to train or judge on.
    public func evaluateForecaster(
        _ examples: ForecastExamples, trainUntil end: Timestamp?, watch: TrainingWatch = .none
    ) throws(PipelineError) -> ForecasterTraining.Outcome {
        let training = ForecasterTraining(
            trainer: ForecasterTrainer(booster: configuration.booster), loop: .threads(configuration.threads),
            watch: watch)
        let split: TimeSplit
        if let end {
            split = TimeSplit(trainingEnd: end, testStart: end)
        } else {
            split = try training.usualSplit(of: examples)
        }
        return try training.run(examples, split: split)
    }

    /// Trains the forecaster, judges it and registers it.
    /// - Parameters:
    ///   - examples: all hours.
    ///   - end: outcomes from this moment on are judged; nil leaves the last fifth to judge.
    ///   - watch: is told of progress, and asked whether to go on.
    /// - Returns: the version, and the training that made it.
    /// - Throws: ``PipelineError`` when there is too little to train on, or the export fails its checks.
    public func trainForecaster(
        _ examples: ForecastExamples, trainUntil end: Timestamp? = nil, watch: TrainingWatch = .none
    ) throws(PipelineError) -> (model: TrainedModel, training: ForecasterTraining.Outcome) {
        let training = try evaluateForecaster(examples, trainUntil: end, watch: watch)
        return (try register(training, of: examples), training)
    }

    /// Registers a forecaster that was judged.
    func register(
        _ training: ForecasterTraining.Outcome, of examples: ForecastExamples
    ) throws(PipelineError) -> TrainedModel {
        let name = configuration.names.weatherForecaster
        let rows = training.testRows
        let step = max(1, rows.count / Self.parityRows)
        do {
            let package = try ModelPackage(
                forecaster: training.forecaster, name: name, heldOut: examples,
                rows: stride(from: 0, to: rows.count, by: step).map { rows[$0] }, runtime: configuration.runtime)
            let run = run(
                .forecast, view: examples.schema.sensors.name, fingerprint: examples.schema.fingerprint,
                inputs: examples.schema.inputNames, data: training.data,
                metrics: training.evaluation.metrics.merging(training.promises) { _, promise in promise },
                parameters: training.parameters(booster: configuration.booster))
            return try register(name, run: run, package: package)
        } catch {
            throw PipelineError(error, subject: name)
        }
    }

    private func run(
        _ kind: ModelKind, view: String, fingerprint: String, inputs: [String], data: TrainingRun.DataWindow,
        metrics: [String: Double], parameters: [String: String]
    ) -> TrainingRun {
        TrainingRun(
            kind: kind, view: view, schemaFingerprint: fingerprint, inputs: inputs, data: data,
            parameters: parameters, seed: configuration.seed, metrics: metrics, trainedAt: now.description,
            programVersion: configuration.programVersion, programDigest: configuration.programDigest)
    }

    /// Registers a version unless there is one of the same model and data, and lets the alias point at it that is due to
    /// it: a training that was killed may have left a version without one.
    private func register(_ name: String, run: TrainingRun, package: ModelPackage) throws -> TrainedModel {
        let aliases = try registry.aliases(of: name)
        // A version whose record is damaged cannot be the same, and must not keep a new one from being registered.
        let versions = try registry.versionNumbers(of: name).compactMap { number in
            try? registry.version(.version(number), of: name)
        }
        // A version whose files were changed cannot answer: training anew must give another.
        let known = versions.last {
            $0.isSameModel(as: package, trainedOn: run.data) && (try? registry.requireUnchanged($0)) != nil
        }
        if let known, let alias = aliases.first(where: { $0.value == known.number })?.key {
            return TrainedModel(version: known, alias: alias, isNew: false)
        }
        var run = run
        run.parent = aliases[.champion]
        let version = try known ?? registry.register(name: name, run: run, package: package)
        let alias = alias(dueTo: run, among: versions, aliases: aliases)
        if let alias { try registry.point(alias, of: name, at: version.number) }
        return TrainedModel(version: version, alias: alias, isNew: known == nil)
    }
}
