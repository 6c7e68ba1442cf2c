import Parquet
import Readings

extension LakeMonth {
    /// Lets `visit` see the readings of one row group after the other, with all their versions, and counts the rows.
    ///
    /// - Parameters:
    ///   - span: row groups of files that cover none of it are passed over, other readings outside of it left out.
    ///   - stations: readings of others are left out; nil for all.
    ///   - begin: makes what `visit` fills; once more when the month changed while it was read.
    ///   - visit: gets the readings, in the order in which they came.
    /// - Returns: what was filled, and the rows of all files by their footers.
    /// - Throws: ``FeatureStoreError`` when a file cannot be read, or what `visit` throws.
    func eachRowGroup<Value>(
        within span: ClosedRange<Timestamp>? = nil, stations: Set<String>? = nil, begin: () -> Value,
        visit: (ReadingTable, inout Value) throws(FeatureStoreError) -> Void
    ) throws(FeatureStoreError) -> (value: Value, rowCount: Int) {
        try eachFile(begin: { (value: begin(), rowCount: 0) }) { file, found throws(FeatureStoreError) in
            let groups = try LakeRowGroups(file)
            found.rowCount += groups.rowCount
            if let span, let covered = groups.span, !covered.overlaps(span) { return }
            for group in 0..<groups.count {
                let names = try stations.map { _ throws(FeatureStoreError) in try groups.stations(of: group) }
                if let stations, let names, stations.isDisjoint(with: names) { continue }
                var readings = try groups.readings(of: group, schema: schema)
                if stations != nil || span != nil {
                    let isWanted = readings.stations.map { stations?.contains($0) ?? true }
                    readings = readings.selecting { row in
                        isWanted[readings.stationCodes[row]] && span?.contains(readings.observedAt[row]) ?? true
                    }
                }
                if readings.rowCount > 0 { try visit(readings, &found.value) }
            }
        }
    }

    /// How many readings each station has, all versions counted.
    func rowCounts() throws(FeatureStoreError) -> [String: Int] {
        try eachFile(begin: { [:] }) { file, counts throws(FeatureStoreError) in
            try file.eachRowGroup(columns: ["machine_id"]) { batch throws(FeatureStoreError) in
                let stations = try batch.codedTexts("machine_id", of: file.path, expected: "a name")
                var ofGroup = [Int](repeating: 0, count: stations.names.count)
                for code in stations.codes { ofGroup[code] += 1 }
                for (name, count) in zip(stations.names, ofGroup) { counts[name, default: 0] += count }
            }
        }
    }
}

extension [LakeMonth] {
    /// The months in which any of some stations has a reading; all of them for nil.
    /// - Throws: ``FeatureStoreError``: `.unknownStations` when one of the stations has none in any of the months.
    func filter(holdingAny stations: Set<String>?) throws(FeatureStoreError) -> [LakeMonth] {
        guard let stations, let first else { return self }
        var unknown = stations
        var holding: [LakeMonth] = []
        for month in self {
            let found = stations.intersection(try month.rowCounts().keys)
            unknown.subtract(found)
            if !found.isEmpty { holding.append(month) }
        }
        guard unknown.isEmpty else {
            throw FeatureStoreError(
                subject: "\(first.schema.name) readings", reason: .unknownStations(unknown.sorted()))
        }
        return holding
    }
}
