"""Breaks the feeds of a running `up` in nine ways, one after the other, and looks at what becomes of each.

.native/oracles/bin/python scripts/endurance/broken_feeds.py      after make build; some five minutes

A month of simulated weather is collected and trained on; then `up` goes on by a fast clock, with METAR as second source of
four cities and none of a fifth station. The values of the primary source are wrong in four ways, then it is out, which is a
gap of the fifth; at last both sources fail in four ways. Of wrong values and the gap is proven: each of the stations that it
concerns is quarantined with a right cause, its forecasts are marked `doubted`, a training that is asked for meanwhile begins
(nobody else asks for one), and the feed is believed again afterwards. A copy of the data directory that is taken then is
trained on three times: as it is, without the ledger's findings, and without findings and without the doubted values. What
the first and the last learned from must be the same to the bit, and something else than the second.

Of failures is proven: /health is degraded and says why, readings come again by themselves, and each reading that is stored
and believed is what an undisturbed simulator of the same seed says of that place and moment.
"""
import argparse
import collections
import contextlib
import json
import pathlib
import shutil
import sqlite3
import sys
import tempfile
import time
import urllib.request

import numpy
import pandas
import pyarrow.dataset
import pyarrow.parquet

from loop_ledger import HOUR, LoopLedger, feed_of, milliseconds, moment
from loop_world import Service, World, command
from programs import Program, answer

# Few, so that looks at feeds, which rest for twenty times as long as they take, follow each other quickly.
CITIES = {"New York": (40.7143, -74.006), "London": (51.5085, -0.1257), "Tokyo": (35.6895, 139.6917),
          "Sydney": (-33.8679, 151.2073)}
# Has no airport, so that nothing comes of it when the primary source is out, while METAR tells of the others.
LONE = "Oslo"
STATIONS = {"COLLECT_STATIONS": ",".join([*CITIES, f"{LONE}:59.9139:10.7461"])}
DAY = 24 * HOUR
PRIMARY, BOTH = ["openweathermap"], ["openweathermap", "metar"]
# Name, kind, sensor, who must be found, right causes, days that it lasts, days until the next.
WRONG = [
    ("bias +4 °C", "bias:temperature:+4", "temperature", list(CITIES), {"offset"}, 3, 2.5),
    ("°C → °F", "unit", "temperature", list(CITIES), {"unit"}, 2, 2.5),
    ("stuck thermometer", "stuck:temperature", "temperature", list(CITIES), {"stuck"}, 2.5, 4.5),
    ("drift to +8 °C", "drift:temperature:+8", "temperature", list(CITIES), {"offset", "scale"}, 4, 2.5),
    ("gap", "outage", "pressure", [LONE], {"gap"}, 2, 2),
]
FAILING = [("outage", "outage"), ("HTTP 429", "storm429"), ("garbage", "garbage"), ("slow answers", "slow")]
FAILING_DAYS, FAILING_REST = 0.5, 1
# Share of hours that must have been collected where no source was out, so that the rest says something.
KEPT_UP = 0.9
# Farthest that a reading lies from the hourly truth, which is rounded and interpolated; METAR has whole degrees.
TOLERANCE = {"temperature": 1.5, "pressure": 2.0}


class Trouble:
    def __init__(self, name, kind, feeds, begin, days):
        self.name, self.begin, self.end = name, begin, begin + int(days * DAY)
        self.arguments = [f"{feed}:{kind}@{moment(self.begin)}:00Z..{moment(self.end)}:00Z" for feed in feeds]


class Wrong(Trouble):
    """Values that are wrong, or missing for long."""

    def __init__(self, row, begin):
        self.sensor, self.wanted, self.causes = row[2:5]
        super().__init__(*row[:2], PRIMARY, begin, row[5])
        self.told, self.released, self.doubted, self.copy, self.training = {}, {}, 0, None, None

    def watch(self, trial):
        now = trial.world.now()
        if now < self.begin:
            return
        for row in trial.decisions.itertuples():
            if row.verdict not in ("quarantine", "release") or not self.begin <= row.moment:
                continue
            sensor, station = feed_of(row.sentence)
            if sensor != self.sensor or station not in self.wanted:
                continue
            if row.verdict == "quarantine" and row.moment < self.end + DAY:
                self.told.setdefault(station, row.moment)
            elif row.verdict == "release" and station in self.told and row.moment >= self.end:
                self.released.setdefault(station, row.moment)
        if self.doubted < len(self.wanted) and now < self.end + DAY:
            self.doubted = max(self.doubted, trial.doubted(self.sensor, self.wanted))
        if self.copy is None and (len(self.told) == len(self.wanted) or self.doubted and now > self.end - DAY / 4):
            trial.retrain(self)
            self.copy = trial.copy(self.name)
        if self.training is None and self.copy:
            mine = trial.decisions[(trial.decisions["moment"] >= self.begin) & trial.decisions["verdict"].str.startswith("retrain")]
            asked = mine[mine["reasons"].str.contains("person_asked")]
            self.training = None if asked.empty else asked["moment"].iloc[0]

    def judge(self, trial, problems):
        findings = trial.findings[(trial.findings["sensor"] == self.sensor) & trial.findings["station"].isin(self.wanted)
                                  & trial.findings["found_at"].between(self.begin, self.end + DAY)]
        last = findings.assign(length=findings["ended_at"].fillna(2**60) - findings["onset"]).sort_values("length")
        names = collections.Counter(last.groupby("station")["cause"].last())
        rows, is_same, is_other = proof(trial, self.copy) if self.copy else ("–", False, False)
        wanted = [(len(self.told) == len(self.wanted), "not quarantined everywhere"), (set(names) <= self.causes, "wrong name"),
                  (self.doubted == len(self.wanted), "forecasts not doubted"), (self.training is not None, "no training"),
                  (is_same, "what is learned is not the same as without the values"),
                  (is_other, "the doubted values made no difference"),
                  (len(self.released) == len(self.wanted), "not believed again")]
        failed = [text for right, text in wanted if not right]
        print(f"{self.name:18} {len(self.told):6}/{len(self.wanted)} {delay(self.told, self.begin):>13} {self.doubted:6}/{len(self.wanted)} "
              f"{'yes' if self.training else 'no':>8} {rows:>17} {'yes' if is_same and is_other else 'NO':>9} "
              f"{len(self.released):6}/{len(self.wanted)} {delay(self.released, self.end):>13}  "
              + ", ".join(f"{count} {name}" for name, count in names.most_common())
              + ("" if not failed else "  FAILED: " + "; ".join(failed)))
        problems += [f"{self.name}: {text}" for text in failed]


class Failing(Trouble):
    """Answers that fail on their way."""

    def __init__(self, name, kind, begin):
        super().__init__(name, kind, BOTH, begin, FAILING_DAYS)
        self.degraded_at, self.reasons, self.well_at = None, collections.Counter(), None

    def watch(self, trial):
        now = trial.world.now()
        if not self.begin <= now < self.end + FAILING_REST * DAY - 2 * HOUR:
            return
        health = trial.service.health()
        if health["status"] == "degraded":
            self.reasons[health["reason"]] += 1
            self.degraded_at = self.degraded_at or now
            self.well_at = None
        elif now >= self.end:
            self.well_at = self.well_at or now

    def judge(self, trial, problems):
        rows = trial.rows[(trial.rows["known"] >= self.begin) & (trial.rows["known"] < self.end + FAILING_REST * DAY)]
        during = rows[rows["known"] < self.end]
        wrong = int(rows["is_wrong"].sum())
        after = rows[(rows["moment"] >= self.end) & (rows["source"] == "openweathermap")]["moment"].min()
        late = (after - self.end) / HOUR if pandas.notna(after) else float("nan")
        # Answers that are only slow may come in time.
        wanted = [(self.degraded_at is not None or len(during) > 10 * len(CITIES), "health stays ok without readings"),
                  (self.well_at is not None, "health does not become ok"), (wrong == 0, f"{wrong} wrong readings"),
                  (late < 4, "no readings afterwards")]
        failed = [text for right, text in wanted if not right]
        degraded = "–" if self.degraded_at is None else f"{(self.degraded_at - self.begin) / HOUR:.0f} h"
        print(f"{self.name:18} {degraded:>14} {', '.join(self.reasons) or '–':50.50} {len(during):7} {wrong:6} {late:9.1f} h"
              + ("" if not failed else "  FAILED: " + "; ".join(failed)))
        problems += [f"{self.name}: {text}" for text in failed]


def delay(moments, since):
    if not moments:
        return "–"
    values = sorted((at - since) / HOUR for at in moments.values())
    return f"{values[len(values) // 2]:.0f} ({values[0]:.0f}…{values[-1]:.0f})"


class Trial:
    def __init__(self, scratch, world, directory):
        self.scratch, self.world, self.directory = scratch, world, directory
        self.service = Service(world, directory, scratch / "up.log", {"RETRAIN_POLICY": "manual", **STATIONS}).live()
        self.ledger = LoopLedger(directory)
        self.decisions = self.ledger.decisions()

    def doubted(self, sensor, stations):
        """How many stations' forecasts are marked."""
        count = 0
        for station in stations:
            body = json.dumps({"machine_id": station, "sensors": [sensor]}).encode()
            with contextlib.suppress(OSError, ValueError), urllib.request.urlopen(
                    f"{self.service.url}/forecast", body, timeout=5) as response:
                count += any(one["doubted"] for one in json.load(response)["forecasts"])
        return count

    def retrain(self, trouble):
        code, output = command(["retrain", "--data-dir", self.directory, "--reason", trouble.name], self.service.settings)
        if code:
            raise SystemExit(output)

    def copy(self, name):
        """The data directory as it is now, three times."""
        target = self.scratch / "copies" / name.replace(" ", "-").replace("°", "")
        first = target / "quarantined"
        for folder in ("readings", "models"):
            shutil.copytree(self.directory / folder, first / folder, ignore=shutil.ignore_patterns(".*"))
        with contextlib.closing(sqlite3.connect(f"file:{self.directory}/ledger.sqlite?mode=ro", uri=True)) as source, \
                contextlib.closing(sqlite3.connect(first / "ledger.sqlite")) as kept:
            source.backup(kept)
        for variant in ("trusting", "without"):
            shutil.copytree(first, target / variant)
        return target


def proof(trial, copy):
    """Rows learned with the quarantine and without; whether it takes away just the doubted values."""
    findings = LoopLedger(copy / "quarantined").findings()
    for variant in ("trusting", "without"):
        with contextlib.closing(sqlite3.connect(copy / variant / "ledger.sqlite")) as ledger:
            ledger.execute("DELETE FROM feed_faults")
            ledger.commit()
    for path in (copy / "without" / "readings" / "schema=weather").rglob("*.parquet"):
        blank(path, findings)
    learned = {}
    for variant in ("quarantined", "trusting", "without"):
        code, output = command(["train", "--challenge", "weather", "--data-dir", copy / variant], trial.service.settings)
        runs = sorted((copy / variant / "models" / "weather-forecast-model").glob("*/run.json"), key=lambda path: int(path.parent.name))
        if code:
            print(output[-500:])
        learned[variant] = json.loads(runs[-1].read_text(encoding="utf-8"))["run"]["data"]
    hashes = {variant: data["content_hash"] for variant, data in learned.items()}
    return (f"{learned['quarantined']['rows']} of {learned['trusting']['rows']}", hashes["quarantined"] == hashes["without"],
            hashes["quarantined"] != hashes["trusting"])


def blank(path, findings):
    table = pyarrow.parquet.read_table(path, partitioning=None)
    frame = table.to_pandas()
    at = frame["observed_at"].astype("datetime64[ms, UTC]").astype("int64")
    # Where a second source stands in for the first, its values are the feed's; elsewhere they are not learned from.
    for one in findings.itertuples():
        ended = one.ended_at if pandas.notna(one.ended_at) else numpy.inf
        frame.loc[(frame["machine_id"].astype(str) == one.station) & (at >= one.onset) & (at < ended), one.sensor] = None
    for name in ("temperature", "pressure", "humidity", "wind_speed"):
        place = table.column_names.index(name)
        table = table.set_column(place, table.field(name), pyarrow.array(frame[name], table.field(name).type, from_pandas=True))
    pyarrow.parquet.write_table(table, path, compression="zstd")


def stored(directory, findings, since, end, seed, scratch):
    """Readings of the trial that are believed, each with whether it lies far from the truth."""
    table = pyarrow.dataset.dataset(directory / "readings" / "schema=weather", format="parquet").to_table().to_pandas()
    table = table.assign(moment=table["observed_at"].astype("datetime64[ms, UTC]").astype("int64"),
                         known=table["known_at"].astype("datetime64[ms, UTC]").astype("int64"),
                         station=table["machine_id"].astype(str), source=table["source"].astype(str))
    table = table[(table["moment"] >= since) & (table["moment"] < end)].reset_index(drop=True)
    truth = World(scratch, moment(end + 4 * DAY)[:10], 1, seed)
    wrong = numpy.zeros(len(table), bool)
    try:
        places = "&".join(f"{name}={','.join(str(place[number]) for place in CITIES.values())}"
                          for number, name in enumerate(("latitude", "longitude")))
        found = answer(f"{truth.url}/v1/archive?{places}&start_date={moment(since - DAY)[:10]}&end_date={moment(end + DAY)[:10]}")
    finally:
        truth.end()
    for city, one in zip(CITIES, found):
        hours = one["hourly"]
        mine = (table["station"] == city).to_numpy()
        for sensor, name in (("temperature", "temperature_2m"), ("pressure", "pressure_msl")):
            # The archive is some eight minutes late.
            expected = numpy.interp(table["moment"][mine] + 8 * 60_000, numpy.array(hours["time"]) * 1000.0,
                                    numpy.array(hours[name], dtype=float))
            values = table[sensor].to_numpy(dtype=float, copy=True)[mine]
            values[table["quality"].fillna("").str.contains(f"{sensor}:")[mine]] = numpy.nan
            for finding in findings[(findings["station"] == city) & (findings["sensor"] == sensor)].itertuples():
                ended = finding.ended_at if pandas.notna(finding.ended_at) else numpy.inf
                values[(table["moment"][mine] >= finding.onset) & (table["moment"][mine] < ended)] = numpy.nan
            wrong[mine] |= numpy.abs(values - expected) > TOLERANCE[sensor]
    return table.assign(is_wrong=wrong)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--scale", type=float, default=18_000, help="simulated seconds a second while feeds break")
    parser.add_argument("--history-days", type=int, default=30, help="days that are collected before")
    parser.add_argument("--seed", type=int, default=42)
    parser.add_argument("--data-dir", help="kept afterwards; a scratch directory otherwise")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        return run(arguments, pathlib.Path(arguments.data_dir or scratch))


def history(arguments, scratch, directory):
    """Collects, and trains the first champions; returns when the history ends."""
    world = World(scratch, "2026-03-01", 2 * arguments.scale, arguments.seed)
    end = milliseconds("2026-03-01") + arguments.history_days * DAY
    collector = Program(["collect", "--data-dir", directory], scratch / "collect.log", world.settings(**STATIONS))
    while world.now() < end and collector.is_running:
        time.sleep(0.1)
    collector.end()
    settings = world.settings()
    world.end()
    code, output = command(["train", "--data-dir", directory], settings)
    if code:
        raise SystemExit(output)
    return end


def run(arguments, scratch):
    begun, directory = time.monotonic(), scratch / "data"
    start = history(arguments, scratch, directory)
    print(f"  {arguments.history_days} days collected and trained on in {time.monotonic() - begun:.0f} s", flush=True)
    at, troubles = start + 3 * DAY, []
    for row in WRONG:
        troubles.append(Wrong(row, at))
        at += int((row[5] + row[6]) * DAY)
    for name, kind in FAILING:
        troubles.append(Failing(name, kind, at))
        at += int((FAILING_DAYS + FAILING_REST) * DAY)
    faults = [text for trouble in troubles for text in trouble.arguments]
    world = World(scratch, moment(start)[:10], arguments.scale, arguments.seed, faults)
    trial = Trial(scratch, world, directory)
    said = time.monotonic()
    try:
        while (now := world.now()) < at:
            trial.decisions = trial.ledger.decisions()
            for trouble in troubles:
                trouble.watch(trial)
            if time.monotonic() - said > 20:
                said = time.monotonic()
                left = (at - now) / 1000 / arguments.scale
                print(f"  {moment(now)}: {arguments.scale / 3600:.0f} simulated hours a second, {left:.0f} s left", flush=True)
            time.sleep(0.1)
    finally:
        code = trial.service.program.end()
        world.end()
    trial.findings = trial.ledger.findings()
    trial.rows = stored(directory, trial.findings, start, at, arguments.seed, scratch)
    problems = [] if code == 0 else [f"`up` ended with {code}"]
    print(f"\n{'wrong values':18} {'told':>8} {'after h':>13} {'doubted':>8} {'trained':>8} {'rows learned':>17} {'excluded':>9} "
          f"{'released':>8} {'after h':>13}  named")
    for trouble in troubles[:len(WRONG)]:
        trouble.judge(trial, problems)
    print(f"\n{'failing feeds':18} {'degraded after':>14} {'reason':50} {'stored':>7} {'wrong':>6} {'back after':>11}")
    for trouble in troubles[len(WRONG):]:
        trouble.judge(trial, problems)
    believed = trial.rows
    # Hours outside of outages that the primary source has told of.
    silent = [trouble for trouble in troubles if isinstance(trouble, Failing) or trouble.name == "gap"]
    hours = [hour for hour in range(start // HOUR, at // HOUR - 1)
             if not any(trouble.begin <= hour * HOUR <= trouble.end + 2 * HOUR for trouble in silent)]
    told = believed[believed["source"] == "openweathermap"].assign(hour=lambda table: table["moment"] // HOUR)
    share = told[told["hour"].isin(hours)].drop_duplicates(["station", "hour"]).shape[0] / len(hours) / (len(CITIES) + 1)
    print(f"\n{100 * share:.0f} % of the hours without an outage were collected")
    if share < KEPT_UP:
        problems.append("the machine did not keep up; a lower --scale is needed")
    print(f"\n{len(believed)} readings compared with the truth, {int(believed['is_wrong'].sum())} are believed and wrong: "
          + str(believed[believed["is_wrong"]].groupby("source").size().to_dict()))
    for row in believed[believed["is_wrong"]].head(5).itertuples():
        print(f"  {row.station} {moment(row.moment)}: {row.temperature} °C, {row.pressure} hPa")
    false = [row for row in trial.findings.itertuples() if row.found_at >= start and not any(
        trouble.begin <= row.found_at < trouble.end + DAY for trouble in troubles)]
    print(f"{len(false)} findings where nothing was wrong")
    for row in [row for row in false if row.cause != "gap"][:6]:
        print(f"  {row.sentence}")
    for problem in problems:
        print(f"FAILED  {problem}")
    print(f"{time.monotonic() - begun:.0f} s; {len(problems)} problems")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
