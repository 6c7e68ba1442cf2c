import Ledger
import Readings

/// Who is champion and how others do beside it, and the moves that decisions ask for.
///
/// The loop stands on what the ledger and the registry hold, a replay on what it remembers itself.
protocol ModelStanding {
    /// The version of a model that answers; nil before the first.
    func champion(of model: String) throws -> Int?

    /// The versions of a model that a person has approved.
    func approvedVersions(of model: String) throws -> Set<Int>

    /// How a version has forecast beside another since a moment; nil where nothing is compared.
    func comparison(
        of version: Int, with other: Int, model: String, since start: Timestamp
    ) throws -> LiveComparison?

    /// How often a version has answered since a moment, and failed to; nil where nobody counts.
    func answers(of version: Int, model: String, since start: Timestamp) throws -> VersionAnswers?

    /// Makes a version champion.
    ///
    /// Throws ``RegistryError`` with `overtaken` when another than the expected one is champion.
    func promote(
        _ version: Int, of model: String, replacing expected: Int?, cause: String, isReturn: Bool, at moment: Timestamp
    ) throws

    /// A version is no challenger any more; another one may be on its way still.
    func dismiss(_ version: Int, of model: String, leaving other: Int?) throws
}
