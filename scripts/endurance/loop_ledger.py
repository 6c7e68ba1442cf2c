"""What the ledger says of the loop, as tables; read while the program may be writing."""
import contextlib
import json
import sqlite3

import pandas

HOUR = 3_600_000


def moment(value):
    """Such as `2026-03-05T11:13`; – without one."""
    return "–" if value is None or pandas.isna(value) else pandas.Timestamp(value, unit="ms").strftime("%Y-%m-%dT%H:%M")


def milliseconds(text):
    return int(pandas.Timestamp(text, tz="UTC").timestamp() * 1000)


class LoopLedger:
    def __init__(self, directory):
        self.path = directory / "ledger.sqlite"

    def select(self, query, *arguments):
        with contextlib.closing(sqlite3.connect(f"file:{self.path}?mode=ro", uri=True, timeout=30)) as database:
            return pandas.read_sql_query(query, database, params=arguments)

    def decisions(self):
        table = self.select("SELECT * FROM decisions WHERE schema = 'weather' ORDER BY id")
        table["inputs"] = table["inputs"].map(json.loads)
        return table

    def findings(self):
        return self.select("SELECT * FROM feed_faults WHERE schema = 'weather' ORDER BY found_at")

    def forecasts_of_champions(self, sensor="temperature", model="weather-forecast-model"):
        """What the version forecast that was champion when it was computed."""
        found = self.select(
            "SELECT version, station, horizon, issued_at, target_at, made_at, value, present, is_doubted, outcome "
            "FROM forecast_outcomes WHERE model = ? AND sensor = ? ORDER BY made_at", model, sensor)
        moves = self.select(
            "SELECT moved_at, version AS champion FROM alias_moves WHERE model = ? AND alias = 'champion' "
            "AND version IS NOT NULL ORDER BY moved_at, id", model)
        if found.empty or moves.empty:
            return found.iloc[:0]
        found = pandas.merge_asof(found, moves, left_on="made_at", right_on="moved_at")
        return found[found["version"] == found["champion"]]

    def mebibytes(self):
        return sum(path.stat().st_size for path in self.path.parent.glob("ledger.sqlite*")) / 2**20


def feed_of(sentence):
    """Sensor and station of a decision about a feed: `A feed is not believed: pressure of New York: …`."""
    named = sentence.split(": ", 1)[1].rstrip(".")
    sensor, _, rest = named.partition(" of ")
    return sensor, rest.split(": ")[0]
