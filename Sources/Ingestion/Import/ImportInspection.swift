import Foundation
public import Readings

/// Looks into a file and finds how it is to be taken in.
public struct ImportInspection {
    private let path: String
    private let schema: SensorSchema
    private let options: ImportOptions
    private let memory: ImportMemory

    /// An inspection.
    /// - Parameters:
    ///   - path: ends in `.parquet`, or is taken for CSV, plain or gzipped.
    ///   - schema: what the stations report.
    ///   - options: what the user says.
    ///   - dataDirectory: where it is remembered what was said about files of the same header.
    public init(path: String, schema: SensorSchema, options: ImportOptions, dataDirectory: String) {
        self.path = path
        self.schema = schema
        self.options = options
        memory = ImportMemory(dataDirectory: dataDirectory)
    }

    static func open(_ path: String, delimiter: UInt8?) throws(IngestionError) -> any HistoryFile {
        if path.hasSuffix(".parquet") { return try ParquetHistoryFile(path: path) }
        return try CSVHistoryFile(path: path, delimiter: delimiter)
    }

    /// Finds the plan.
    /// - Returns: how the file is to be taken in.
    /// - Throws: ``IngestionError`` when it cannot be read, or when a column is missing.
    public func plan() throws(IngestionError) -> ImportPlan {
        let file = try Self.open(path, delimiter: options.delimiter)
        let remembered = try memory.entry(schema: schema, header: file.columnNames)
        let columns = try ImportColumns(
            of: schema, in: file.columnNames, ours: options.columns ?? remembered?.columns ?? [:],
            station: options.station, path: path)
        let csv = file as? CSVHistoryFile
        var reading = CellReading(missing: options.missing)
        let zoneText = options.zone?.description ?? remembered?.timezone
        let statedZone = zoneText.flatMap(ImportZone.init) ?? options.zone
        reading.isZoneStated = statedZone != nil
        if let format = options.momentFormat ?? remembered?.timeFormat.flatMap(MomentFormat.init) {
            reading.momentFormat = format
        } else {
            reading.momentFormat = try guessedFormat(columns, reading, csv?.delimiter)
        }
        if csv != nil {
            if let stated = options.decimalPoint ?? remembered?.decimal?.utf8.first {
                reading.decimalPoint = stated
            } else {
                reading.decimalPoint = try guessedDecimalPoint(columns, reading, csv?.delimiter)
            }
        }
        let sample = try sample(columns, reading, csv?.delimiter)
        let zone = try zone(stated: statedZone, of: sample)
        let quantities = quantities(columns, sample: sample, remembered: remembered)
        let usesMemory = options.columns == nil && remembered.map { !$0.columns.isEmpty } ?? false
        return ImportPlan(
            path: path, schema: schema, station: options.station, quantities: quantities,
            mapping: options.columns != nil ? .stated : usesMemory ? .remembered : .found,
            zone: zone.zone,
            zoneEvidence: zone.evidence == .stated && options.zone == nil ? .remembered : zone.evidence,
            momentFormat: reading.momentFormat, delimiter: csv?.delimiter,
            decimalPoint: csv == nil ? nil : reading.decimalPoint,
            ignored: file.columnNames.filter { !columns.names.contains($0) },
            warnings: warnings(quantities, zone: zone.evidence, sample: sample), columns: columns, reading: reading,
            memory: entry(header: file.columnNames, remembered: remembered))
    }

    /// The first rows.
    private func sample(
        _ columns: ImportColumns, _ reading: CellReading, _ delimiter: UInt8?
    ) throws(IngestionError) -> HistoryChunk? {
        try Self.open(path, delimiter: delimiter).next(columns, reading: reading)
    }

    /// ISO 8601, unless only a count since 1970 fits the first rows.
    private func guessedFormat(
        _ columns: ImportColumns, _ reading: CellReading, _ delimiter: UInt8?
    ) throws(IngestionError) -> MomentFormat {
        for format in [MomentFormat.iso8601, .unixSeconds, .unixMilliseconds] {
            var reading = reading
            reading.momentFormat = format
            guard let sample = try sample(columns, reading, delimiter) else { continue }
            let isPlausible = sample.observedAt.contains { moment in
                guard case .written(let written) = moment else { return false }
                // Counts of both kinds are numbers; only one of them lies in our times.
                let moment = written.moment(inZone: 0)
                return format == .iso8601 || (Timestamp.plausible.contains(moment) && moment.date.year > 1970)
            }
            if isPlausible { return format }
        }
        return .iso8601
    }

    /// A comma where more of the first rows' numbers can be read with it than with a point.
    private func guessedDecimalPoint(
        _ columns: ImportColumns, _ reading: CellReading, _ delimiter: UInt8?
    ) throws(IngestionError) -> UInt8 {
        let point = UInt8(ascii: "."), comma = UInt8(ascii: ",")
        guard delimiter != comma else { return point }
        func unreadable(_ decimalPoint: UInt8) throws(IngestionError) -> Int {
            var reading = reading
            reading.decimalPoint = decimalPoint
            let sample = try sample(columns, reading, delimiter)
            return sample?.quantities.reduce(0) { $0 + ($1?.unreadableRows.count ?? 0) } ?? 0
        }
        return try unreadable(comma) < unreadable(point) ? comma : point
    }

    private func zone(
        stated: ImportZone?, of sample: HistoryChunk?
    ) throws(IngestionError) -> (zone: ImportZone, evidence: ImportPlan.Evidence) {
        if let stated { return (stated, .stated) }
        let hasZone = sample?.observedAt.contains { moment in
            if case .written(let written) = moment { written.offsetMinutes != nil } else { false }
        }
        return (.utc, hasZone ?? false ? .found : .assumed)
    }

    private func quantities(
        _ columns: ImportColumns, sample: HistoryChunk?, remembered: ImportMemory.Entry?
    ) -> [ImportPlan.QuantityColumn] {
        schema.quantities.enumerated().map { place, quantity in
            guard let column = columns.quantities[place] else {
                return ImportPlan.QuantityColumn(quantity: quantity, column: nil, unit: nil)
            }
            let values = sample?.quantities[place]?.values ?? []
            let stated =
                options.units[quantity.name]
                ?? remembered?.units[quantity.name].flatMap { MeasurementUnit(spelling: $0, of: quantity) }
            let unit = stated.map { UnitGuess($0, .stated) } ?? UnitGuess(of: quantity, header: column, sample: values)
            return ImportPlan.QuantityColumn(quantity: quantity, column: column, unit: unit)
        }
    }

    private func warnings(
        _ quantities: [ImportPlan.QuantityColumn], zone: ImportPlan.Evidence, sample: HistoryChunk?
    ) -> [String] {
        var warnings: [String] = []
        for column in quantities {
            if column.column == nil { warnings.append("no column has \(column.quantity.name); it will be missing") }
            if let unit = column.unit, let doubt = unit.doubt {
                warnings.append(
                    "\(column.quantity.name): \(doubt); say which with --units \(column.quantity.name)=…")
            }
        }
        if zone == .assumed, sample != nil {
            warnings.append("moments have no zone and are taken as UTC; say which with --timezone")
        }
        return warnings
    }

    /// What the user said now, and what was said before and not taken back.
    private func entry(header: [String], remembered: ImportMemory.Entry?) -> ImportMemory.Entry {
        var entry = remembered ?? ImportMemory.Entry(schema: schema.name, header: header)
        if let columns = options.columns { entry.columns = columns }
        for (name, unit) in options.units { entry.units[name] = unit.rawValue }
        if let zone = options.zone { entry.timezone = zone.description }
        if let format = options.momentFormat { entry.timeFormat = format.description }
        if let point = options.decimalPoint { entry.decimal = String(UnicodeScalar(point)) }
        return entry
    }
}
