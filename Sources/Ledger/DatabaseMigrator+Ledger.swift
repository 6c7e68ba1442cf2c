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
        return migrator
    }
}
