import Ledger
import Readings
import Registry

/// Standing by the aliases of the registry, and by forecasts and approvals that the ledger holds.
struct RegistryStanding: ModelStanding {
    let registry: ModelRegistry
    let ledger: LedgerDatabase
    /// Whose versions are compared by their forecasts; nil where nothing is forecast.
    let forecaster: String?
    let forecasts: ForecastWatch?

    func champion(of model: String) throws -> Int? {
        try registry.versionNumbers(of: model).isEmpty ? nil : registry.aliases(of: model)[.champion]
    }

    func approvedVersions(of model: String) throws -> Set<Int> {
        try ledger.approvedVersions(ofModel: model)
    }

    func comparison(
        of version: Int, with other: Int, model: String, since start: Timestamp
    ) throws -> LiveComparison? {
        model == forecaster ? try forecasts?.comparison(of: version, with: other, since: start) : nil
    }

    func answers(of version: Int, model: String, since start: Timestamp) throws -> VersionAnswers? {
        try ledger.answers(ofModel: model, version: version, since: start)
    }

    func promote(
        _ version: Int, of model: String, replacing expected: Int?, cause: String, isReturn: Bool, at moment: Timestamp
    ) throws {
        try ChampionMoves(registry: registry, ledger: ledger).promote(
            version, of: model, replacing: expected, cause: cause, isReturn: isReturn, at: moment)
    }

    func dismiss(_ version: Int, of model: String, leaving other: Int?) throws {
        if try registry.aliases(of: model)[.challenger] == version {
            try registry.point(.challenger, of: model, at: other)
        }
    }

    /// Remembers moves of aliases that another hand made, or this one before it was stopped.
    func reconcile(_ models: [String], at moment: Timestamp) throws {
        let moves = ChampionMoves(registry: registry, ledger: ledger)
        for model in models { try moves.rememberChampion(of: model, at: moment) }
    }
}
