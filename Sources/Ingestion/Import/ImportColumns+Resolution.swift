import Readings

extension ImportColumns {
    private static let station = "machine_id", observedAt = "observed_at", knownAt = "known_at"
    /// Names that files use for ours, tried when they have not ours.
    private static let aliases = ["machine_id": ["city", "station"], "observed_at": ["time", "timestamp"]]

    /// The names by which columns can be called.
    static func names(of schema: SensorSchema) -> [String] {
        [station, observedAt, knownAt] + schema.quantities.map(\.name)
    }

    /// Finds the columns of a file.
    /// - Parameters:
    ///   - schema: what the stations report.
    ///   - found: the file's columns.
    ///   - ours: our names by the file's, for those called otherwise.
    ///   - station: the station of all rows, when it is given.
    ///   - path: the file, for errors.
    /// - Throws: ``IngestionError``: `.unknownColumns`, `.missingColumns`, `.mapping`.
    init(
        of schema: SensorSchema, in found: [String], ours: [String: String], station: String?, path: String
    ) throws(IngestionError) {
        func failure(_ reason: IngestionError.Reason) -> IngestionError {
            IngestionError(subject: path, reason: reason)
        }
        for (theirs, name) in ours.sorted(by: { $0.key < $1.key }) {
            guard Self.names(of: schema).contains(name) else {
                throw failure(
                    .mapping(
                        "\(theirs)=\(name): \(name) is no column of \(schema.name); there are "
                            + Self.names(of: schema).joined(separator: ", ")))
            }
            guard found.contains(theirs) else {
                throw failure(
                    .mapping(
                        "\(theirs)=\(name): the file has no column \(theirs); it has \(IngestionError.list(found))"))
            }
            if ours.values.count(where: { $0 == name }) > 1 {
                throw failure(.mapping("\(name): two columns cannot both be it"))
            }
        }
        func theirs(_ name: String) -> String? {
            if let mapped = ours.first(where: { $0.value == name })?.key { return mapped }
            // A column that is said to be something else is not also what it is called.
            return ([name] + (Self.aliases[name] ?? [])).first { found.contains($0) && ours[$0] == nil }
        }
        let stationColumn = theirs(Self.station)
        if station != nil, let stationColumn {
            throw failure(
                .mapping(
                    "the column \(stationColumn) already names the station of each row; leave out --station"))
        }
        quantities = schema.quantities.map { theirs($0.name) }
        let moment = theirs(Self.observedAt)
        var missing: [String] = []
        if stationColumn == nil, station == nil { missing.append(Self.station) }
        if moment == nil { missing.append(Self.observedAt) }
        if quantities.allSatisfy({ $0 == nil }) { missing += schema.quantities.map(\.name) }
        guard missing.isEmpty, let moment else { throw failure(.unmappedColumns(missing, found: found)) }
        self.station = stationColumn
        observedAt = moment
        knownAt = theirs(Self.knownAt)
    }
}
