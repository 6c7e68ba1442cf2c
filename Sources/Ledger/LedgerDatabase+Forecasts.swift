import GRDB
public import Readings

extension LedgerDatabase {
    /// Keeps forecasts, each once: one that is known stays as it was issued.
    /// - Parameter forecasts: in any order.
    /// - Returns: how many were new.
    /// - Throws: ``LedgerError``; then none is kept.
    @discardableResult
    public func keep(_ forecasts: [KeptForecast]) throws(LedgerError) -> Int {
        guard !forecasts.isEmpty else { return 0 }
        return try write { database in
            var ids: [ForecastSeries: Int64] = [:]
            var added = 0
            let insert = try database.makeStatement(
                sql: """
                    INSERT INTO forecasts (
                        series, target_hour, made_at, value, lower, upper, present, is_doubted)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
                    """)
            for forecast in forecasts {
                let id = try ids[forecast.series] ?? Self.id(of: forecast.series, in: database)
                ids[forecast.series] = id
                try insert.execute(arguments: [
                    id, forecast.targetHour, forecast.madeAt.milliseconds, forecast.value,
                    forecast.interval?.lowerBound, forecast.interval?.upperBound, forecast.present, forecast.isDoubted,
                ])
                added += database.changesCount
            }
            return added
        }
    }

    /// The hours at which a version has issued forecasts of each station.
    /// - Parameters:
    ///   - model: the model's name.
    ///   - version: the version.
    ///   - hour: the first hour looked at, in hours since 1970.
    /// - Returns: hours since 1970, by station.
    /// - Throws: ``LedgerError``.
    public func issuedHours(
        ofModel model: String, version: Int, since hour: Int64
    ) throws(LedgerError) -> [String: Set<Int64>] {
        try read { database in
            let rows = try Row.fetchAll(
                database,
                sql: """
                    SELECT DISTINCT station, target_hour - horizon AS issued
                    FROM forecast_series JOIN forecasts ON series = id
                    WHERE model = ? AND version = ? AND target_hour >= ? + horizon
                    """, arguments: [model, version, hour])
            return rows.reduce(into: [:]) { hours, row in
                hours[row["station"], default: []].insert(row["issued"])
            }
        }
    }

    /// Gives forecasts their outcomes; what was known of the same hours is corrected.
    /// - Parameters:
    ///   - outcomes: in any order.
    ///   - model: the model's name.
    /// - Returns: how many forecasts got another outcome than they had.
    /// - Throws: ``LedgerError``; then none is changed.
    @discardableResult
    public func settle(_ outcomes: [ForecastOutcome], ofModel model: String) throws(LedgerError) -> Int {
        guard !outcomes.isEmpty else { return 0 }
        return try write { database in
            let update = try database.makeStatement(
                sql: """
                    UPDATE forecasts SET outcome = ?1, outcome_source = ?2
                    WHERE target_hour = ?3
                        AND series IN (SELECT id FROM forecast_series WHERE model = ?4 AND station = ?5 AND sensor = ?6)
                        AND (outcome IS NOT ?1 OR outcome_source IS NOT ?2)
                    """)
            var changed = 0
            for outcome in outcomes {
                try update.execute(arguments: [
                    outcome.value, outcome.value == nil ? nil : outcome.source, outcome.hour, model, outcome.station,
                    outcome.sensor,
                ])
                changed += database.changesCount
            }
            return changed
        }
    }

    /// Forgets forecasts for hours before a moment.
    /// - Parameter moment: what was for earlier hours goes.
    /// - Returns: how many went.
    /// - Throws: ``LedgerError``.
    @discardableResult
    public func forgetForecasts(before moment: Timestamp) throws(LedgerError) -> Int {
        try write { database in
            try database.execute(
                sql: """
                    DELETE FROM forecasts WHERE target_hour < ? AND series IN (SELECT id FROM forecast_series)
                    """, arguments: [moment.hourIndex])
            let count = database.changesCount
            // Those of versions that have not forecast for as long; each outcome looks through all that are known.
            try database.execute(
                sql: "DELETE FROM forecast_series WHERE NOT EXISTS (SELECT 1 FROM forecasts WHERE series = id)")
            return count
        }
    }

    private static func id(of series: ForecastSeries, in database: Database) throws -> Int64 {
        let arguments: StatementArguments = [
            series.model, series.version, series.station, series.sensor, series.horizon,
        ]
        let known = try Int64.fetchOne(
            database,
            sql: """
                SELECT id FROM forecast_series
                WHERE model = ? AND version = ? AND station = ? AND sensor = ? AND horizon = ?
                """, arguments: arguments)
        if let known { return known }
        try database.execute(
            sql: "INSERT INTO forecast_series (model, version, station, sensor, horizon) VALUES (?, ?, ?, ?, ?)",
            arguments: arguments)
        return database.lastInsertedRowID
    }
}
