public import Ledger
public import Readings
public import Registry

/// Moves the alias of champions, and remembers each move.
public struct ChampionMoves: Sendable {
    private let registry: ModelRegistry
    private let ledger: LedgerDatabase

    /// Moves in one data directory.
    /// - Parameters:
    ///   - registry: its models.
    ///   - ledger: its ledger.
    public init(registry: ModelRegistry, ledger: LedgerDatabase) {
        self.registry = registry
        self.ledger = ledger
    }

    /// Makes a version the champion.
    /// - Parameters:
    ///   - version: an existing version.
    ///   - model: the model's name.
    ///   - expected: the version that must be champion still; nil for whichever is.
    ///   - cause: who moves it and why.
    ///   - isReturn: whether this takes the present champion back.
    ///   - moment: the present one.
    /// - Returns: the version that was champion before; nil when there was none.
    /// - Throws: ``RegistryError`` when it cannot be moved, ``LedgerError`` when the move, which has happened then, cannot be
    ///   remembered; the loop finds it later.
    @discardableResult
    public func promote(
        _ version: Int, of model: String, replacing expected: Int? = nil, cause: String, isReturn: Bool = false,
        at moment: Timestamp
    ) throws -> Int? {
        let predecessor = try registry.promote(version, of: model, replacing: expected)
        try ledger.record(
            AliasMove(
                model: model, alias: ModelAlias.champion.rawValue, version: version, predecessor: predecessor,
                movedAt: moment, cause: cause, isReturn: isReturn))
        return predecessor
    }

    /// Makes the version that was champion before the present one champion again.
    /// - Parameters:
    ///   - model: the model's name.
    ///   - cause: who moves it and why.
    ///   - moment: the present one.
    /// - Returns: the champion now and the one that was taken back; nil when no predecessor is known.
    /// - Throws: as ``promote(_:of:replacing:cause:at:)``.
    public func rollBack(
        _ model: String, cause: String, at moment: Timestamp
    ) throws -> (champion: Int, takenBack: Int)? {
        guard let present = try registry.aliases(of: model)[.champion] else {
            throw RegistryError(subject: model, reason: .aliasNotSet(.champion))
        }
        guard let before = try predecessor(of: present, model: model) else { return nil }
        try promote(before, of: model, replacing: present, cause: cause, isReturn: true, at: moment)
        return (before, present)
    }

    /// Remembers who is champion where the move was not: its process ended before it could say so, or another hand made it.
    /// - Parameters:
    ///   - model: the model's name.
    ///   - moment: the present one.
    /// - Throws: ``RegistryError`` and ``LedgerError`` when they cannot be read or written.
    public func rememberChampion(of model: String, at moment: Timestamp) throws {
        guard try !registry.versionNumbers(of: model).isEmpty,
            let champion = try registry.aliases(of: model)[.champion]
        else { return }
        let last = try championMoves(of: model).first?.version
        if last == champion { return }
        // To where a roll-back leads nothing else does: a challenger is newer.
        let isReturn = try last.map { try predecessor(of: $0, model: model) == champion } ?? false
        try ledger.record(
            AliasMove(
                model: model, alias: ModelAlias.champion.rawValue, version: champion, predecessor: last,
                movedAt: moment,
                cause: "found so", isReturn: isReturn))
    }

    /// The version that was champion before a version was.
    ///
    /// Versions that were themselves taken back are no predecessors: a second roll-back goes further back, not forth.
    private func predecessor(of present: Int, model: String) throws -> Int? {
        let moves = try championMoves(of: model)
        let numbers = Set(try registry.versionNumbers(of: model))
        // The move that made it champion, and did not take another back, says who was before; of a first one its training.
        let before = moves.first { $0.version == present && !$0.isReturn }?.predecessor
        let parent = (try? registry.version(.version(present), of: model))?.run.parent
        return (before ?? parent).flatMap { $0 != present && numbers.contains($0) ? $0 : nil }
    }

    /// The newest first.
    private func championMoves(of model: String) throws -> [AliasMove] {
        try ledger.aliasMoves(ofModel: model, limit: 1_000).filter { $0.alias == ModelAlias.champion.rawValue }
    }
}
