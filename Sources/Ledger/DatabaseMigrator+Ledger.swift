import GRDB

extension DatabaseMigrator {
    /// The steps from an empty file to today's tables. A step that was released never changes; moments are milliseconds
    /// since 1970 in UTC, days and hours counts since 1970.
    static var ledger: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("calls, pauses, missing hours, backfills, requests, quality") { database in
            try database.execute(
                sql: """
                    CREATE TABLE calls (
                        source TEXT NOT NULL, day INTEGER NOT NULL, count INTEGER NOT NULL,
                        PRIMARY KEY (source, day)) WITHOUT ROWID;
                    CREATE TABLE pauses (
                        source TEXT NOT NULL PRIMARY KEY, until INTEGER NOT NULL, reason TEXT NOT NULL) WITHOUT ROWID;
                    CREATE TABLE missing_hours (
                        station TEXT NOT NULL, hour INTEGER NOT NULL, reason TEXT NOT NULL, noted_at INTEGER NOT NULL,
                        PRIMARY KEY (station, hour)) WITHOUT ROWID;
                    CREATE TABLE backfills (
                        source TEXT NOT NULL, station TEXT NOT NULL, day INTEGER NOT NULL, fetched_at INTEGER NOT NULL,
                        PRIMARY KEY (source, station, day)) WITHOUT ROWID;
                    CREATE TABLE retraining_requests (
                        id INTEGER PRIMARY KEY AUTOINCREMENT, asked_at INTEGER NOT NULL, origin TEXT NOT NULL,
                        schema TEXT NOT NULL, reading_count INTEGER NOT NULL, detail TEXT NOT NULL,
                        settled_at INTEGER);
                    CREATE TABLE quality (
                        day INTEGER NOT NULL, schema TEXT NOT NULL, source TEXT NOT NULL, station TEXT NOT NULL,
                        reason TEXT NOT NULL, count INTEGER NOT NULL,
                        PRIMARY KEY (day, schema, source, station, reason)) WITHOUT ROWID;
                    CREATE TABLE growth (
                        schema TEXT NOT NULL PRIMARY KEY, reading_count INTEGER NOT NULL) WITHOUT ROWID;
                    """)
        }
        migrator.registerMigration("alerts, deliveries, drift checks") { database in
            try database.execute(
                sql: """
                    CREATE TABLE alerts (
                        id INTEGER PRIMARY KEY AUTOINCREMENT, fingerprint TEXT NOT NULL, starts_at INTEGER NOT NULL,
                        alertname TEXT NOT NULL, status TEXT NOT NULL, labels TEXT NOT NULL, annotations TEXT NOT NULL,
                        first_received_at INTEGER NOT NULL, last_received_at INTEGER NOT NULL, ends_at INTEGER,
                        times_received INTEGER NOT NULL, request INTEGER, UNIQUE (fingerprint, starts_at));
                    CREATE TABLE deliveries (
                        number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL,
                        payload TEXT NOT NULL, created_at INTEGER NOT NULL, attempts INTEGER NOT NULL,
                        next_attempt_at INTEGER, delivered_at INTEGER, last_error TEXT);
                    CREATE INDEX due_deliveries ON deliveries (next_attempt_at) WHERE next_attempt_at IS NOT NULL;
                    CREATE TABLE drift_checks (
                        id INTEGER PRIMARY KEY AUTOINCREMENT, checked_at INTEGER NOT NULL, schema TEXT NOT NULL,
                        model_name TEXT NOT NULL, model_version INTEGER NOT NULL, row_count INTEGER NOT NULL,
                        first_observed_at INTEGER, last_observed_at INTEGER, severity REAL, drifted INTEGER NOT NULL,
                        scores TEXT NOT NULL);
                    CREATE INDEX drift_checks_by_moment ON drift_checks (schema, checked_at);
                    """)
        }
        migrator.registerMigration("faults of feeds") { database in
            try database.execute(
                sql: """
                    CREATE TABLE feed_faults (
                        schema TEXT NOT NULL, station TEXT NOT NULL, sensor TEXT NOT NULL, found_at INTEGER NOT NULL,
                        cause TEXT NOT NULL, onset INTEGER NOT NULL, ended_at INTEGER, sentence TEXT NOT NULL,
                        payload TEXT NOT NULL,
                        PRIMARY KEY (schema, station, sensor, found_at)) WITHOUT ROWID;
                    """)
        }
        migrator.registerMigration("forecasts, decisions, moves of aliases") { database in
            try database.execute(
                sql: """
                    CREATE TABLE forecast_series (
                        id INTEGER PRIMARY KEY, model TEXT NOT NULL, version INTEGER NOT NULL, station TEXT NOT NULL,
                        sensor TEXT NOT NULL, horizon INTEGER NOT NULL,
                        UNIQUE (model, version, station, sensor, horizon));
                    CREATE INDEX forecast_series_by_sensor ON forecast_series (model, station, sensor);
                    CREATE TABLE forecasts (
                        series INTEGER NOT NULL, target_hour INTEGER NOT NULL, made_at INTEGER NOT NULL,
                        value REAL NOT NULL, lower REAL, upper REAL, present REAL NOT NULL, is_doubted INTEGER NOT NULL,
                        outcome REAL, outcome_source TEXT,
                        PRIMARY KEY (series, target_hour)) WITHOUT ROWID;
                    CREATE VIEW forecast_outcomes AS
                        SELECT model, version, station, sensor, horizon, (target_hour - horizon) * 3600000 AS issued_at,
                            target_hour * 3600000 AS target_at, made_at, value, lower, upper, present, is_doubted,
                            outcome, outcome_source
                        FROM forecasts JOIN forecast_series ON forecast_series.id = forecasts.series;
                    CREATE TABLE decisions (
                        id INTEGER PRIMARY KEY AUTOINCREMENT, moment INTEGER NOT NULL, schema TEXT NOT NULL,
                        model TEXT, version INTEGER, verdict TEXT NOT NULL, reasons TEXT NOT NULL,
                        sentence TEXT NOT NULL, inputs TEXT NOT NULL);
                    ALTER TABLE retraining_requests ADD COLUMN decision INTEGER;
                    CREATE TABLE loop_states (name TEXT NOT NULL PRIMARY KEY, state TEXT NOT NULL) WITHOUT ROWID;
                    CREATE TABLE alias_moves (
                        id INTEGER PRIMARY KEY AUTOINCREMENT, model TEXT NOT NULL, alias TEXT NOT NULL,
                        version INTEGER, predecessor INTEGER, moved_at INTEGER NOT NULL, cause TEXT NOT NULL,
                        is_return INTEGER NOT NULL);
                    CREATE INDEX alias_moves_by_moment ON alias_moves (model, alias, moved_at);
                    CREATE TABLE approvals (
                        model TEXT NOT NULL, version INTEGER NOT NULL, approved_at INTEGER NOT NULL,
                        PRIMARY KEY (model, version)) WITHOUT ROWID;
                    """)
        }
        migrator.registerMigration("cancellations of trainings") { database in
            try database.execute(
                sql: """
                    ALTER TABLE retraining_requests ADD COLUMN is_cancellation INTEGER NOT NULL DEFAULT 0;
                    ALTER TABLE retraining_requests ADD COLUMN cancelled_training INTEGER;
                    """)
        }
        migrator.registerMigration("answers of versions") { database in
            try database.execute(
                sql: """
                    CREATE TABLE version_answers (
                        model TEXT NOT NULL, version INTEGER NOT NULL, hour INTEGER NOT NULL,
                        answers INTEGER NOT NULL, failures INTEGER NOT NULL,
                        PRIMARY KEY (model, version, hour)) WITHOUT ROWID;
                    """)
        }
        migrator.registerMigration("indexes of requests") { database in
            try database.execute(
                sql: """
                    CREATE INDEX retraining_requests_by_decision ON retraining_requests (decision)
                        WHERE decision IS NOT NULL;
                    CREATE INDEX retraining_requests_open ON retraining_requests (id) WHERE settled_at IS NULL;
                    """)
        }
        return migrator
    }
}
