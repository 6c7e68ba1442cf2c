import GRDB
public import Readings

extension LedgerDatabase {
    /// Errors of a version's forecasts, series by series.
    /// - Parameters:
    ///   - model: the model's name.
    ///   - version: the version.
    ///   - span: the moments of the targets.
    /// - Returns: series with at least one outcome, of forecasts that started from feeds that were believed.
    /// - Throws: ``LedgerError``.
    public func forecastErrors(
        ofModel model: String, version: Int, targets span: ClosedRange<Timestamp>
    ) throws(LedgerError) -> [ForecastErrors] {
        try read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT station, sensor, horizon, count(*) AS count, avg(abs(value - outcome)) AS error,
                        avg(abs(present - outcome)) AS persistence, count(lower) AS intervals,
                        coalesce(sum(outcome BETWEEN lower AND upper), 0) AS covered
                    FROM forecast_series JOIN forecasts ON series = id
                    WHERE model = ? AND version = ? AND target_hour BETWEEN ? AND ?
                        AND outcome IS NOT NULL AND NOT is_doubted
                    GROUP BY id ORDER BY station, sensor, horizon
                    """, arguments: [model, version, span.lowerBound.hourIndex, span.upperBound.hourIndex]
            ).map { row in
                ForecastErrors(
                    series: ForecastSeries(
                        model: model, version: version, station: row["station"], sensor: row["sensor"],
                        horizon: row["horizon"]), count: row["count"], meanAbsoluteError: row["error"],
                    persistenceError: row["persistence"], intervalCount: row["intervals"], coveredCount: row["covered"])
            }
        }
    }

    /// The newest hour for which a version's forecast has an outcome.
    /// - Parameters:
    ///   - model: the model's name.
    ///   - version: the version.
    /// - Returns: the hour's begin; nil where no outcome is known.
    /// - Throws: ``LedgerError``.
    public func newestOutcome(ofModel model: String, version: Int) throws(LedgerError) -> Timestamp? {
        try read { database in
            try Int64.fetchOne(
                database,
                sql: """
                    SELECT max((SELECT max(target_hour) FROM forecasts WHERE series = id AND outcome IS NOT NULL))
                    FROM forecast_series WHERE model = ? AND version = ?
                    """, arguments: [model, version]
            ).map { Timestamp(milliseconds: $0 * Timestamp.millisecondsPerHour) }
        }
    }

    /// Errors of two versions on the targets that both have forecast.
    /// - Parameters:
    ///   - model: the model's name.
    ///   - first: a version.
    ///   - second: another.
    ///   - span: the moments of the targets.
    /// - Returns: by hour; hours without an outcome are missing.
    /// - Throws: ``LedgerError``.
    public func pairedErrors(
        ofModel model: String, first: Int, second: Int, targets span: ClosedRange<Timestamp>
    ) throws(LedgerError) -> [PairedErrors] {
        try read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT a.target_hour AS hour, one.sensor AS sensor, one.horizon AS horizon,
                        avg(abs(a.value - a.outcome)) AS first, avg(abs(b.value - b.outcome)) AS second
                    FROM forecast_series AS one
                        JOIN forecast_series AS two ON two.model = one.model AND two.version = ?
                            AND two.station = one.station AND two.sensor = one.sensor AND two.horizon = one.horizon
                        JOIN forecasts AS a ON a.series = one.id AND a.target_hour BETWEEN ? AND ?
                        JOIN forecasts AS b ON b.series = two.id AND b.target_hour = a.target_hour
                    WHERE one.model = ? AND one.version = ? AND a.outcome IS NOT NULL AND b.outcome IS NOT NULL
                        AND NOT a.is_doubted AND NOT b.is_doubted
                    GROUP BY a.target_hour, one.sensor, one.horizon
                    ORDER BY a.target_hour, one.sensor, one.horizon
                    """,
                arguments: [second, span.lowerBound.hourIndex, span.upperBound.hourIndex, model, first]
            ).map { row in
                PairedErrors(
                    targetHour: row["hour"], sensor: row["sensor"], horizon: row["horizon"], first: row["first"],
                    second: row["second"])
            }
        }
    }
}
