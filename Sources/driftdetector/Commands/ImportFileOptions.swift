import ArgumentParser
import Ingestion
import Readings

/// What a user says about a file of readings.
struct ImportFileOptions: ParsableArguments {
    @Option(help: "weather or machine.")
    var schema = "weather"

    @Option(help: "The station of all rows, for a file without a column for it.")
    var station: String?

    @Option(
        help: "Columns that are called otherwise: theirs=ours,… (machine_id, observed_at, known_at, temperature, …).")
    var map: String?

    @Option(help: "Units: temperature=°F,pressure=inHg,wind_speed=knots, …")
    var units: String?

    @Option(help: "Zone of moments without one: UTC, local, -05:00 or Europe/Berlin.")
    var timezone: String?

    @Option(help: "How moments are written: iso, unix, unix-ms, or a pattern such as 'dd.MM.yyyy HH:mm'.")
    var timeFormat: String?

    @Option(help: "The character between fields; 'tab' for a tabulator. Found in the file otherwise.")
    var delimiter: String?

    @Option(help: "The character before decimals, . or , – found in the file otherwise.")
    var decimal: String?

    @Option(help: "Further words for a missing value: -999,M, …")
    var missing: String?

    /// Throws a usage error for a schema that there is not.
    var sensorSchema: SensorSchema {
        get throws {
            guard let schema = SensorSchema.all.first(where: { $0.name == schema }) else {
                throw ValidationError("--schema: there is no schema \(schema); there are weather and machine")
            }
            return schema
        }
    }

    /// Throws a usage error for what cannot be meant.
    var importOptions: ImportOptions {
        get throws {
            var options = ImportOptions()
            if let station {
                guard !station.isEmpty else { throw ValidationError("--station: must not be empty") }
                options.station = station
            }
            if let map {
                let pairs = try Self.pairs(map, option: "--map", form: "theirs=ours")
                options.columns = Dictionary(pairs) { _, last in last }
            }
            if let units { options.units = try namedUnits(units) }
            options.zone = try timezone.map { text in
                try Self.known(
                    ImportZone(text), "--timezone: \"\(text)\" is no zone; use UTC, local, -05:00 or Europe/Berlin")
            }
            options.momentFormat = try timeFormat.map { text in
                try Self.known(
                    MomentFormat(text),
                    "--time-format: \"\(text)\" is none of iso, unix, unix-ms, nor a pattern with yyyy, MM and dd")
            }
            options.delimiter = try delimiter.map { text in
                let character = text == "tab" || text == "\\t" ? "\t" : text
                return try Self.known(
                    character.utf8.count == 1 && character != "\"" ? character.utf8.first : nil,
                    "--delimiter: \"\(text)\" is not one ASCII character, or is a quote")
            }
            options.decimalPoint = try decimal.map { text in
                try Self.known([".", ","].contains(text) ? text.utf8.first : nil, "--decimal: use . or ,")
            }
            if let delimiter = options.delimiter, delimiter == options.decimalPoint {
                throw ValidationError("--decimal: cannot be the same character as --delimiter")
            }
            options.missing = missing.map { $0.split(separator: ",").map(String.init) } ?? []
            return options
        }
    }

    private func namedUnits(_ text: String) throws -> [String: MeasurementUnit] {
        let schema = try sensorSchema
        var units: [String: MeasurementUnit] = [:]
        for (name, unit) in try Self.pairs(text, option: "--units", form: "quantity=unit") {
            guard let quantity = schema.quantities.first(where: { $0.name == name }) else {
                throw ValidationError(
                    "--units: \(schema.name) has no \(name); it has "
                        + schema.quantities.map(\.name).joined(separator: ", "))
            }
            units[name] = try Self.known(
                MeasurementUnit(spelling: unit, of: quantity),
                "--units: \(name) is not given in \(unit); there are "
                    + MeasurementUnit.units(of: quantity).map(\.rawValue).joined(separator: ", "))
        }
        return units
    }

    private static func pairs(_ text: String, option: String, form: String) throws -> [(String, String)] {
        try text.split(separator: ",").map { pair in
            // The file's name may have a = of its own, ours has none.
            guard let sign = pair.lastIndex(of: "="), sign != pair.startIndex, pair.index(after: sign) != pair.endIndex
            else { throw ValidationError("\(option): \"\(pair)\" is not of the form \(form)") }
            return (String(pair[..<sign]), String(pair[pair.index(after: sign)...]))
        }
    }

    private static func known<Value>(_ value: Value?, _ problem: String) throws -> Value {
        guard let value else { throw ValidationError(problem) }
        return value
    }
}
