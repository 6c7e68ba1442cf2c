public import Ledger
public import Readings
public import Registry

/// How good a version's forecasts were in the last week of which outcomes are known.
public struct SkillReport: Sendable, Equatable {
    /// One station.
    public struct Station: Sendable, Equatable {
        /// Its name.
        public let name: String
        /// Its forecasts; what they are held against was promised for all stations together.
        public let skill: LiveSkill
    }

    /// The model's name.
    public let model: String
    /// The version.
    public let version: Int
    /// The newest hour with an outcome, where the week ends; nil where no outcome is known.
    public let newest: Timestamp?
    /// Over all stations.
    public let skill: LiveSkill
    /// By name.
    public let stations: [Station]

    /// Reads what the ledger knows.
    /// - Parameters:
    ///   - model: the model's name.
    ///   - number: the version; nil for the champion.
    ///   - registry: knows what the version promised.
    ///   - ledger: knows its errors.
    /// - Throws: ``RegistryError`` when there is no such version, ``LedgerError``.
    public init(of model: String, version number: Int?, registry: ModelRegistry, ledger: LedgerDatabase) throws {
        let version = try registry.version(number.map { .version($0) } ?? .alias(.champion), of: model)
        let newest = try ledger.newestOutcome(ofModel: model, version: version.number)
        let errors =
            try newest.map { newest in
                // Both ends count.
                try ledger.forecastErrors(
                    ofModel: model, version: version.number,
                    targets: newest.advanced(hours: 1 - ForecastWatch.windowHours)...newest)
            } ?? []
        self.model = model
        self.version = version.number
        self.newest = newest
        skill = LiveSkill(errors, promised: version.run.metrics)
        stations = Dictionary(grouping: errors, by: \.series.station).sorted { $0.key < $1.key }.map {
            Station(name: $0.key, skill: LiveSkill($0.value, promised: [:]))
        }
    }
}
