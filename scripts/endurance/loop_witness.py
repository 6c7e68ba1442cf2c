"""What another program sees of a data directory with a loop: SQLite, pyarrow and digests, and nothing of DriftDetector's code.

A `Witness` looks again and again, while the program runs or after it was killed, and keeps what it has seen: what was
committed must stay, and must stay as it was.
"""
import bisect
import collections
import contextlib
import hashlib
import json
import pathlib
import sqlite3
import time

import pyarrow
import pyarrow.compute
import pyarrow.dataset

HOUR = 3_600_000
FORECASTER = "weather-forecast-model"
PRIMARY = ("openweathermap", "open-meteo", "open-meteo-archive")
# Tables whose rows never change once they are there, with their columns. Series go with their last forecast, which is
# missed itself when it goes too early.
KEPT = {
    "decisions": "id, moment, schema, model, version, verdict, reasons, sentence, inputs",
    "alias_moves": "id, model, alias, version, predecessor, moved_at, cause, is_return",
    "forecast_series": "id, model, version, station, sensor, horizon",
}


def connect(directory):
    ledger = sqlite3.connect(f"file:{directory}/ledger.sqlite?mode=ro", uri=True, timeout=20, isolation_level=None)
    return contextlib.closing(ledger)


def aliases(directory):
    """Where the aliases of all models point."""
    found = {}
    for path in pathlib.Path(directory, "models").glob("*/aliases.json"):
        found[path.parent.name] = json.loads(path.read_text(encoding="utf-8"))
    return found


def damaged(directory):
    """Aliases that point at a version that is not whole: gone, without a record, or with a file of another digest."""
    wrong = []
    for name, pointed in aliases(directory).items():
        for alias, number in pointed.items():
            folder = pathlib.Path(directory, "models", name, str(number))
            try:
                record = json.loads((folder / "run.json").read_text(encoding="utf-8"))
                found = {file: hashlib.sha256((folder / file).read_bytes()).hexdigest() for file in record["digests"]}
                if found != record["digests"] or not found:
                    wrong.append(f"{alias} of {name}: files of version {number} were changed")
            except (OSError, ValueError, KeyError) as error:
                wrong.append(f"{alias} of {name}: version {number}: {error!r}")
    return wrong


def readings(directory, since=None, columns=("machine_id", "observed_at", "source", "temperature")):
    """Rows of weather; those of the months before `since` are left out."""
    if not any(pathlib.Path(directory, "readings", "schema=weather").glob("year=*/month=*/*.parquet")):
        return None
    for attempt in range(20):
        try:
            data = pyarrow.dataset.dataset(pathlib.Path(directory, "readings", "schema=weather"), format="parquet",
                                           partitioning="hive")
            table = data.to_table(columns=list(columns), filter=None if since is None else
                                  pyarrow.compute.field("observed_at") >= pyarrow.scalar(since, pyarrow.timestamp("ms", "UTC")))
            return table.to_pandas().astype({"machine_id": str, "source": str})
        except (FileNotFoundError, pyarrow.ArrowInvalid, OSError):
            # A file was merged away between listing and reading.
            if attempt == 19:
                raise
            time.sleep(0.02)
    return None


def keys(table):
    if table is None:
        return []
    moments = table["observed_at"].astype("datetime64[ms, UTC]").astype("int64")
    return list(zip(table["machine_id"], moments, table["source"], table["temperature"].fillna(-999.0)))


class Witness:
    """Remembers what was there, and says what has gone, changed or become two."""

    def __init__(self, directory, keep_days):
        self.directory, self.keep = pathlib.Path(directory), keep_days * 24
        self.rows = {table: {} for table in KEPT}
        self.requests, self.issued, self.settled, self.readings = {}, {}, {}, set()
        self.acknowledged = set()
        self.problems = collections.Counter()
        self.examples = {}
        self.looks = 0

    def wrong(self, what, example=""):
        self.problems[what] += 1
        if self.examples.setdefault(what, str(example)) == str(example) and self.problems[what] == 1:
            print(f"  WRONG: {what}: {example}", flush=True)

    def look(self, now, whole=False):
        """Compares what is there with all that was there before; `now` is the world's moment in milliseconds."""
        self.looks += 1
        for one in damaged(self.directory):
            self.wrong("alias points at a version that is not whole", one)
        if not (self.directory / "ledger.sqlite").exists():
            return
        with connect(self.directory) as ledger:
            ledger.execute("BEGIN")
            if ledger.execute("SELECT count(*) FROM sqlite_master WHERE name = 'alias_moves'").fetchone()[0] == 0:
                return
            for table, columns in KEPT.items():
                self.compare_rows(table, ledger.execute(f"SELECT {columns} FROM {table}").fetchall())
            self.compare_requests(ledger)
            self.compare_forecasts(ledger, now // HOUR)
        if (self.directory / "readings/schema=weather").exists():
            since = None if whole or not self.readings else now - 15 * 24 * HOUR
            there = set(keys(readings(self.directory, since)))
            gone = [key for key in self.readings if (since is None or key[1] >= since) and key not in there]
            for key in gone:
                self.wrong("reading is gone", key)
            self.readings |= there

    def compare_rows(self, table, rows):
        there = {row[0]: row for row in rows}
        for number, row in self.rows[table].items():
            if there.get(number) != row and (number in there or table != "forecast_series"):
                self.wrong(f"row of {table} is gone or changed", (row, there.get(number)))
        for number, row in there.items():
            if number in self.rows[table]:
                continue
            # Moment, schema, model, version, verdict and sentence.
            if table == "decisions" and sum(row[1:6] + row[7:8] == old[1:6] + old[7:8] for old in there.values()) > 1:
                self.wrong("decision is there twice", row)
        self.rows[table] = there

    def compare_requests(self, ledger):
        there = {row[0]: row for row in ledger.execute(
            "SELECT id, asked_at, origin, schema, settled_at, decision FROM retraining_requests")}
        for number in {*self.requests, *self.acknowledged}:
            old, new = self.requests.get(number), there.get(number)
            if new is None or old and (new[:4] != old[:4] or old[5] is not None and new[4:] != old[4:]):
                self.wrong("request is gone or changed", (number, old, new))
        for row in there.values():
            if row[5] is not None and row[5] not in self.rows["decisions"]:
                self.wrong("request is answered by a decision that is not there", row)
        self.requests = there
        answered = collections.Counter()
        for row in self.rows["decisions"].values():
            if row[5] in ("retrain", "retrain_now"):
                answered.update(one["id"] for one in json.loads(row[8]).get("requests", []))
        for number, count in answered.items():
            if count > 1:
                self.wrong("request is answered by two trainings", (number, count))

    def compare_forecasts(self, ledger, hour):
        """What is issued stays to the last digit; outcomes of hours more than 72 h ago stay too."""
        there = {(made, version): (count, value) for made, version, count, value in ledger.execute(
            "SELECT made_at, version, count(*), sum(CAST(value * 1000000 AS INTEGER) + target_hour) FROM forecasts "
            "JOIN forecast_series ON id = series GROUP BY 1, 2")}
        for key, old in self.issued.items():
            if key[0] // HOUR > hour - self.keep + 96 and there.get(key) != old:
                self.wrong("forecasts are gone or changed", (key, old, there.get(key)))
        self.issued = there
        outcomes = {target: (count, value) for target, count, value in ledger.execute(
            "SELECT target_hour, count(outcome), sum(CAST(outcome * 1000000 AS INTEGER)) FROM forecasts "
            "WHERE target_hour < ? GROUP BY 1", (hour - 100,))}
        for target, old in self.settled.items():
            if target > hour - self.keep + 96 and outcomes.get(target) != old:
                self.wrong("outcomes of more than 72 h ago are gone or changed", (target, old, outcomes.get(target)))
        self.settled = outcomes

    def integrity(self):
        with connect(self.directory) as ledger:
            said = ledger.execute("PRAGMA integrity_check").fetchall()
            if said != [("ok",)]:
                self.wrong("ledger is not whole", said[:3])

    def judge_moves(self):
        """Who served is known without a hole, and the last move leads where the alias points."""
        last = {}
        for number, model, alias, version, before, _, cause, is_return in sorted(self.rows["alias_moves"].values()):
            # Challengers are newer than champions: back goes only who takes one back.
            if before is not None and version < before and not is_return:
                self.wrong("a roll-back is remembered as none, and the next one goes forth", (model, before, version, cause))
            if (model, alias) in last and last[model, alias] != before:
                self.wrong("history of who served has a hole", (number, model, before, last[model, alias]))
            last[model, alias] = version
        for model, pointed in aliases(self.directory).items():
            if "champion" in pointed and last.get((model, "champion")) != pointed["champion"]:
                self.wrong("champion is not the one that was remembered last", (model, pointed, last))

    def judge_hours(self, now, margin=48):
        """Every hour of every station has its reading or a reason, and forecasts of who was champion then, each with one
        outcome. Returns lines for people."""
        table = readings(self.directory, columns=("machine_id", "observed_at", "known_at", "source", "temperature"))
        double = collections.Counter(keys(table))
        for key, count in double.items():
            if count > 1:
                self.wrong("reading is there twice", key)
        table["hour"] = table["observed_at"].astype("datetime64[ms, UTC]").astype("int64") // HOUR
        table["known"] = table["known_at"].astype("datetime64[ms, UTC]").astype("int64")
        first_known = table.groupby(["machine_id", "hour"])["known"].min().to_dict()
        primary = set(zip(*(table[table["source"].isin(PRIMARY)][name] for name in ("machine_id", "hour"))))
        with connect(self.directory) as ledger:
            missing = set(ledger.execute("SELECT station, hour FROM missing_hours"))
            issued = collections.defaultdict(set)
            for station, hour, version, made in ledger.execute(
                    "SELECT DISTINCT station, target_hour - horizon, version, made_at FROM forecasts "
                    "JOIN forecast_series ON id = series WHERE model = ?", (FORECASTER,)):
                issued[station, hour].add((version, made))
            mixed = ledger.execute(
                "SELECT station, sensor, target_hour, count(*), count(outcome), count(DISTINCT outcome) FROM forecasts "
                "JOIN forecast_series ON id = series WHERE target_hour < ? GROUP BY 1, 2, 3 "
                "HAVING count(DISTINCT outcome) > 1 OR count(outcome) NOT IN (0, count(*))", (now // HOUR - 4,)).fetchall()
        for one in mixed:
            self.wrong("forecasts of one hour have two outcomes" if one[5] > 1 else
                       "forecasts of an hour are without the outcome that others of it have", one)
        moves = [(row[5], row[0], row[3]) for row in sorted(self.rows["alias_moves"].values())
                 if row[1] == FORECASTER and row[2] == "champion"]
        if not moves:
            self.wrong("there never was a champion that forecasts")
            return []
        # A first champion is remembered at the loop's next look, which comes after the forecasts' own.
        # A person's command writes the real moment, which is none of the world's: it lies between its neighbours.
        stints = []
        for place, (at, _, version) in enumerate(moves):
            begin = max((one for one, *_ in moves[:place + 1] if one <= now), default=0)
            end = next((one for one, *_ in moves[place + 1:] if one <= now), now)
            stints.append((begin - 24 * HOUR, end, version))
        served = lambda made: {version for begin, end, version in stints if begin <= made <= end}
        stations = {station for station, _ in primary}
        begin = max(moves[0][0] // HOUR, now // HOUR - self.keep + 48)
        lines, counts = [], collections.Counter()
        looked = sorted({made for made, _ in self.issued})
        late, gaps, unserved, unread = [], [], [], []
        for station in sorted(stations):
            for hour in range(min(hour for one, hour in primary if one == station) + 2, now // HOUR - margin):
                if (station, hour) not in primary and (station, hour) not in missing:
                    unread.append((station, hour))
            for hour in range(begin, now // HOUR - margin):
                key = (station, hour)
                if any(version in served(made) for version, made in issued.get(key, ())):
                    counts["forecast by a champion"] += 1
                elif key in issued:
                    unserved.append(key)
                elif key not in first_known:
                    counts["no forecast, no reading stored"] += 1
                else:
                    # The watch makes up for 48 hours: what it saw first after that is not issued any more.
                    place = bisect.bisect_left(looked, first_known[key])
                    seen = looked[place] // HOUR - hour if place < len(looked) else 999
                    age = first_known[key] // HOUR - hour
                    if age > 48:
                        counts["no forecast, reading known after 48 h"] += 1
                    elif seen >= 48:
                        counts["no forecast, killed and away for 48 h"] += 1
                    else:
                        (late if age > 1 else gaps).append((*key, seen))
        for what, found in (("hour has neither reading nor reason", unread), ("hour with a reading has no forecast", gaps),
                            ("hour whose reading came late, within 48 h, has no forecast", late),
                            ("hour has forecasts, and none of a champion", unserved)):
            for one in found:
                self.wrong(what, one)
        lines += [f"{name:44} {count}" for name, count in sorted(counts.items())]
        return lines + [f"{'readings':44} {len(table)} of {len(stations)} stations"]
