import Readings

extension ParquetOfflineStore {
    /// Looks the entities of a join up, the newest months first, until all have an answer.
    /// - Parameters:
    ///   - join: gets the rows.
    ///   - progress: told how many months are done, and of how many at most.
    /// - Throws: ``FeatureStoreError`` when a file cannot be read or was written for another schema.
    public func answer(
        _ join: inout PointInTimeJoin, progress: (Int, Int) -> Void = { _, _ in }
    ) throws(FeatureStoreError) {
        guard let last = join.moments.max() else { return }
        let months = try months(of: join.schema).filter { $0 <= MonthPartition(of: last) }
        for (done, month) in months.reversed().enumerated() {
            guard join.needsOlderRows else { return }
            guard !Task.isCancelled else { throw .cancelled(folder(of: join.schema)) }
            let groups = try OfflineRowGroups(file(of: month, schema: join.schema))
            while let rows = try groups.next(where: join.concerns) { join.take(rows) }
            progress(done + 1, months.count)
        }
    }
}
