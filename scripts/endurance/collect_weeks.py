"""A month of hourly collection in a minute or two, with failing feeds and killed processes.

Starts `simulate weather` with failures of every kind and a fast clock, `collect` by that clock, and kills `collect` with
SIGKILL every few simulated days. From the hour from which it has recorded something of each city, every city and hour must
have exactly one reading that is learned from, or a recorded reason why not; every file must be readable; no day may have
more calls than its budget.
"""
import argparse
import collections
import contextlib
import datetime
import pathlib
import random
import sqlite3
import sys
import tempfile
import time

import pyarrow.dataset

from programs import Program, answer, free_port

PRIMARY = {"openweathermap", "open-meteo-archive"}
CITIES = 10
PATIENCE_SECONDS = 120


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--days", type=int, default=30, help="simulated days")
    parser.add_argument("--scale", type=float, default=72_000, help="simulated seconds a second; 72,000 are 20 hours")
    parser.add_argument("--failures", type=float, default=0.05, help="share of answers that fail, of each kind")
    parser.add_argument("--kill-days", type=float, default=3, help="simulated days between two kills, on average")
    parser.add_argument("--budget", type=int, default=1000, help="OPENWEATHER_DAILY_CALLS")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--data-dir", help="kept afterwards; a scratch directory otherwise")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        directory = pathlib.Path(arguments.data_dir or f"{scratch}/data")
        return run(arguments, directory, pathlib.Path(scratch))


def run(arguments, directory, scratch):
    randomness = random.Random(arguments.seed)
    port = free_port()
    base = f"http://127.0.0.1:{port}"
    simulator = Program(
        ["simulate", "weather", "--port", port, "--seed", arguments.seed, "--clock", f"scale={arguments.scale:g}",
         "--start", "2026-03-01", "--failure-rate", arguments.failures, "--log-level", "error"], scratch / "simulator.log")
    settings = {
        "OPENWEATHER_API_KEY": "0123456789abcdef0123456789abcdef", "OPENWEATHER_BASE_URL": base,
        "OPENMETEO_BASE_URL": base, "OPENMETEO_ARCHIVE_URL": base, "METAR_BASE_URL": base,
        "OPENWEATHER_DAILY_CALLS": str(arguments.budget), "LOG_LEVEL": "error", "WORLD_CLOCK": base,
    }
    now = lambda: answer(f"{base}/clock", program=simulator)["now_ms"] / 3_600_000
    kills = 0
    start = time.monotonic()
    begin = end = None
    try:
        now()
        while end is None or now() < end:
            collector = Program(["collect", "--data-dir", directory], scratch / "collector.log", settings)
            if begin is None:
                # Killed before it recorded anything, it has promised nothing: the count starts with the first record.
                wait(lambda: len(first_records(directory)) == CITIES, collector)
                begin = max(first_records(directory).values(), default=0)
                end = begin + arguments.days * 24
            until = min(end, now() + randomness.expovariate(1 / (24 * arguments.kill_days)))
            while now() < until and collector.is_running:
                time.sleep(0.05)
            if until == end:
                # On a busy machine it may have been started a moment ago, and has its stock still to take.
                wait(lambda: not unaccounted(directory, begin, end), collector)
            if not collector.is_running:
                print((scratch / "collector.log").read_text(encoding="utf-8")[-3000:])
                return "collect ended by itself"
            if until < end:
                collector.kill()
                kills += 1
            else:
                collector.end()
    finally:
        seconds = time.monotonic() - start
        simulator.end()
    print(f"{arguments.days} days in {seconds:.0f} s: {arguments.days * 24 / seconds:.1f} simulated hours a second, "
          f"{kills} kills")
    if b"0123456789abcdef0123456789abcdef" in (scratch / "collector.log").read_bytes():
        return "the key is in the log"
    return judge(directory, begin, end, arguments.budget)


def wait(condition, program):
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not condition() and program.is_running and time.monotonic() < deadline:
        time.sleep(0.1)


def records(directory):
    """Hours with a reading that counts, and hours with a reason instead, while the program may be writing."""
    try:
        return Records(directory)
    except (OSError, sqlite3.Error):
        return None


def first_records(directory):
    """The first recorded hour of each city."""
    seen = records(directory)
    firsts = {}
    for station, hour in [*seen.rows, *seen.missing] if seen else []:
        firsts[station] = min(hour, firsts.get(station, hour))
    return firsts


def unaccounted(directory, begin, end):
    seen = records(directory)
    return seen is None or seen.lost(begin, end)


class Records:
    """What lake and ledger hold: readings that count, and reasons for hours without one."""

    def __init__(self, directory):
        table = pyarrow.dataset.dataset(
            directory / "readings" / "schema=weather", format="parquet", partitioning="hive",
        ).to_table(columns=["machine_id", "observed_at", "source", "kind"]).to_pandas()
        hour = table["observed_at"].astype("datetime64[ms, UTC]").astype("int64") // 3_600_000
        primary = table["source"].astype(str).isin(PRIMARY)
        self.by_source = table["source"].astype(str).value_counts().to_dict()
        self.rows = collections.Counter(zip(table["machine_id"].astype(str)[primary], hour[primary]))
        with contextlib.closing(sqlite3.connect(f"file:{directory}/ledger.sqlite?mode=ro", uri=True)) as ledger:
            self.missing = {(station, number): reason for station, number, reason in
                            ledger.execute("SELECT station, hour, reason FROM missing_hours")}
            self.calls = dict(ledger.execute("SELECT day, count FROM calls WHERE source = 'openweathermap'"))
        self.stations = {station for station, _ in [*self.rows, *self.missing]}

    def expected(self, begin, end):
        """The last two hours may still be on their way."""
        return {(station, number) for station in self.stations for number in range(int(begin), int(end) - 1)}

    def lost(self, begin, end):
        return sorted(key for key in self.expected(begin, end) if key not in self.rows and key not in self.missing)


def judge(directory, begin, end, budget):
    seen = Records(directory)
    expected, lost = seen.expected(begin, end), seen.lost(begin, end)
    doubled = sorted(key for key, count in seen.rows.items() if count > 1)
    explained = {key for key in expected if key not in seen.rows and key in seen.missing}
    both = [key for key in expected if key in seen.rows and key in seen.missing]
    reasons = collections.Counter(seen.missing[key] for key in explained)
    files = len(list((directory / "readings").rglob("*.parquet")))
    print(f"  cities and hours expected       {len(expected)} ({len(seen.stations)} cities)")
    print(f"  with exactly one reading        {sum(1 for key in expected if seen.rows.get(key) == 1)}")
    print(f"  with a recorded reason instead  {len(explained)} {dict(reasons)}")
    print(f"  with neither                    {len(lost)} {lost[:5]}")
    print(f"  with more than one              {len(doubled)} {doubled[:5]}")
    print(f"  recorded although there is one  {len(both)}")
    print(f"  readings by source              {seen.by_source}")
    print(f"  files, all readable             {files}")
    print(f"  calls a day, at most            {max(seen.calls.values(), default=0)} of {budget}")
    if lost or doubled or len(seen.stations) != CITIES or max(seen.calls.values(), default=0) > budget:
        return "readings are lost or doubled, or the budget was exceeded"
    moment = datetime.datetime.fromtimestamp(begin * 3600, datetime.timezone.utc)
    print(f"  from {moment:%Y-%m-%d %H:%M} UTC: nothing lost, nothing doubled")
    return None


if __name__ == "__main__":
    sys.exit(main())
