"""A month of hourly collection in a minute or two, with failing feeds and killed processes.

Starts `simulate weather` with failures of every kind and a fast clock, `collect` by that clock, and kills `collect` with
SIGKILL every few simulated days. At the end every city and hour must have exactly one reading that is learned from, or a
recorded reason why not; every file must be readable; no day may have more calls than its budget.
"""
import argparse
import collections
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
    begin = now()
    end = begin + arguments.days * 24
    kills = 0
    start = time.monotonic()
    try:
        while now() < end:
            collector = Program(["collect", "--data-dir", directory], scratch / "collector.log", settings)
            until = min(end, now() + randomness.expovariate(1 / (24 * arguments.kill_days)))
            while now() < until and collector.is_running:
                time.sleep(0.05)
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


def judge(directory, begin, end, budget):
    table = pyarrow.dataset.dataset(
        directory / "readings" / "schema=weather", format="parquet", partitioning="hive",
    ).to_table(columns=["machine_id", "observed_at", "source", "kind"]).to_pandas()
    hour = table["observed_at"].astype("datetime64[ms, UTC]").astype("int64") // 3_600_000
    primary = table["source"].astype(str).isin(PRIMARY)
    rows = collections.Counter(zip(table["machine_id"].astype(str)[primary], hour[primary]))
    ledger = sqlite3.connect(f"file:{directory}/ledger.sqlite?mode=ro", uri=True)
    missing = {(station, number): reason for station, number, reason in
               ledger.execute("SELECT station, hour, reason FROM missing_hours")}
    calls = dict(ledger.execute("SELECT day, count FROM calls WHERE source = 'openweathermap'"))
    stations = {station for station, _ in rows} | {station for station, _ in missing}
    first, last = int(begin) + 1, int(end) - 2
    expected = {(station, number) for station in stations for number in range(first, last + 1)}
    doubled = [key for key, count in rows.items() if count > 1]
    explained = {key for key in expected if key not in rows and key in missing}
    lost = [key for key in expected if key not in rows and key not in missing]
    both = [key for key in rows if key in missing and key in expected]
    by_source = table["source"].astype(str).value_counts().to_dict()
    reasons = collections.Counter(missing[key] for key in explained)
    files = len(list((directory / "readings").rglob("*.parquet")))
    print(f"  cities and hours expected       {len(expected)} ({len(stations)} cities)")
    print(f"  with exactly one reading        {sum(1 for key in expected if rows.get(key) == 1)}")
    print(f"  with a recorded reason instead  {len(explained)} {dict(reasons)}")
    print(f"  with neither                    {len(lost)} {sorted(lost)[:5]}")
    print(f"  with more than one              {len(doubled)} {sorted(doubled)[:5]}")
    print(f"  recorded although there is one  {len(both)}")
    print(f"  readings by source              {by_source}")
    print(f"  files, all readable             {files}")
    print(f"  calls a day, at most            {max(calls.values(), default=0)} of {budget}")
    if lost or doubled or len(stations) != 10 or max(calls.values(), default=0) > budget:
        return "readings are lost or doubled, or the budget was exceeded"
    moment = datetime.datetime.fromtimestamp(begin * 3600, datetime.timezone.utc)
    print(f"  from {moment:%Y-%m-%d %H:%M} UTC: nothing lost, nothing doubled")
    return None


if __name__ == "__main__":
    sys.exit(main())
