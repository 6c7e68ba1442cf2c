"""A year of the whole loop without a hand on it, in a simulated world with five troubles, with and without the loop.

.native/oracles/bin/python scripts/endurance/loop_year.py [--days 60] [--scale 20000]      after make build

`up` with the default policies runs in a fast world, and beside it, against the same world, another that trains once and
never again (RETRAIN_POLICY=manual). Spread over the year, the primary source of all ten cities has a bias of +4 °C, sends
°F, has a stuck barometer, and is out; then the weather itself becomes 6 °C warmer, which all sources see.

Proven is, when it exits with 0: each fault is quarantined in each city, but for the outage, in which METAR stands in and
outcomes go on to be known; no training began on readings of a feed that was doubted by then; the champions' error of
temperature is in no month more than 2 % above that of the version that was trained once, on the same targets with the same
outcomes, forecasts from a doubted feed left out in both; the memory of `up` grows after two months by no more than
--memory-limit a month. False alarms, names and delays are printed and prove nothing.

Delays are in hours of the world and contain those that pass between two looks, which are at least a second apart. What a
training learned from is compared with findings as they stand at the end. The share of hours that were collected at all tells
whether the machine kept up; when it did not, the rest says little, and it exits with 1 as well. Less than 180 days are gone
through again half as fast then, once, and their errors and memory are printed and prove nothing.
"""
import argparse
import collections
import pathlib
import sys
import tempfile
import time

import numpy
import pandas

from loop_ledger import HOUR, LoopLedger, feed_of, moment
from loop_report import CITIES, DAY, primary_hours, show_errors, show_memory, show_outage, show_pace
from loop_world import Progress, Service, World

TRAININGS = ("retrain", "retrain_now")
# Runs of a short trial in all, the second half as fast, for a machine that does not keep up.
ATTEMPTS = 2
# Months of fewer days say little of errors and memory.
LONG_DAYS = 180
# Feeds are judged when there are two weeks to trust, a week to judge and a champion; then troubles begin.
FIRST_DAYS = 35
OUTAGE = "outage"
# Name, fault, sensors, causes that are right, when it begins in what is left of the run.
FAULTS = [
    ("bias +4 °C", "openweathermap:bias:temperature:+4", {"temperature"}, {"offset"}, 0.10),
    ("°C → °F", "openweathermap:unit", {"temperature"}, {"unit"}, 0.28),
    ("stuck barometer", "openweathermap:stuck:pressure", {"pressure"}, {"stuck"}, 0.46),
    (OUTAGE, "openweathermap:outage", {"temperature", "pressure", "humidity", "wind_speed"}, {"gap"}, 0.62),
]
SHIFT_BEGIN, SHIFT = 0.78, 6
# A feed may be found and believed again somewhat later than the fault itself.
MARGIN = 72 * HOUR
# A first hour of a finding that lies this far off is a day's mean, not a leak.
TOLERATED_HOURS = 6


def begin(zero, days, share):
    return zero + (FIRST_DAYS + int((days - FIRST_DAYS) * share)) * DAY


class Fault:
    def __init__(self, row, zero, days, fault_days):
        self.name, self.text, self.sensors, self.causes, share = row
        self.begin = begin(zero, days, share)
        self.end = self.begin + fault_days * DAY

    @property
    def argument(self):
        return f"{self.text}@{moment(self.begin)}:00Z..{moment(self.end)}:00Z"

    def overlaps(self, finding):
        """Whether a finding, a row of the ledger, is of this fault."""
        ended = finding.ended_at if not pandas.isna(finding.ended_at) else float("inf")
        return finding.sensor in self.sensors and finding.onset < self.end + HOUR and ended > self.begin


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--days", type=int, default=365, help="simulated days, from 60")
    parser.add_argument("--scale", type=float, default=15_000, help="simulated seconds a second; a year at 15,000 takes 35 minutes")
    parser.add_argument("--fault-days", type=int, default=5, help="how long each fault lasts at most")
    parser.add_argument("--memory-limit", type=float, default=6, help="MiB that `up` may grow a month after the first 60 days")
    parser.add_argument("--seed", type=int, default=42)
    parser.add_argument("--data-dir", help="kept afterwards; a scratch directory otherwise")
    parser.add_argument("--judge-only", action="store_true", help="judge what an earlier run left in --data-dir")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        scratch = pathlib.Path(arguments.data_dir or scratch)
        zero = int(pandas.Timestamp("2026-03-01", tz="UTC").timestamp() * 1000)
        fault_days = min(arguments.fault_days, (arguments.days - FIRST_DAYS) // 8)
        faults = [Fault(row, zero, arguments.days, fault_days) for row in FAULTS]
        shift = begin(zero, arguments.days, SHIFT_BEGIN)
        outage = next(fault for fault in faults if fault.name == OUTAGE)
        attempts = 1 if arguments.judge_only or arguments.days >= LONG_DAYS else ATTEMPTS
        for attempt in range(attempts):
            directory = scratch / f"again-{attempt}" if attempt else scratch
            directory.mkdir(parents=True, exist_ok=True)
            samples = directory / "memory.csv"
            if not arguments.judge_only:
                run(arguments, directory, faults, shift, zero).to_csv(samples, index=False)
            slow = show_pace(directory / "loop", zero, outage)
            if not slow or attempt + 1 == attempts:
                break
            arguments.scale /= 2
            print(f"this machine is too slow for that: once more at a scale of {arguments.scale:g}", flush=True)
        return judge(arguments, directory, faults, shift, zero, pandas.read_csv(samples), slow)


def run(arguments, scratch, faults, shift, zero):
    change = f"temperature:+{SHIFT}@{moment(shift)}:00Z"
    world = World(scratch, "2026-03-01", arguments.scale, arguments.seed, [fault.argument for fault in faults], [change])
    loop = Service(world, scratch / "loop", scratch / "loop.log")
    once = Service(world, scratch / "once", scratch / "once.log", {"RETRAIN_POLICY": "manual"})
    ledger = LoopLedger(scratch / "loop")
    progress = Progress(arguments.days, "days", every=30)
    rows = []
    try:
        loop.live()
        once.live()
        while (now := world.now()) < zero + arguments.days * DAY:
            if not (loop.program.is_running and once.program.is_running):
                raise SystemExit("a program ended by itself:\n" + loop.program.log.read_text(encoding="utf-8")[-2000:])
            rows.append((now, loop.program.resident_mebibytes(), once.program.resident_mebibytes(), ledger.mebibytes(),
                         loop.program.processor_seconds()))
            progress.step(round((now - zero) / DAY, 1), f", {rows[-1][1]:.0f} MiB of memory, {rows[-1][3]:.0f} of ledger")
            time.sleep(2)
    finally:
        for program in (loop.program, once.program, world.program):
            program.end()
    return pandas.DataFrame(rows, columns=["moment", "loop", "once", "ledger", "processor"])


def judge(arguments, scratch, faults, shift, zero, samples, problems):
    with_loop, without = LoopLedger(scratch / "loop"), LoopLedger(scratch / "once")
    decisions, findings = with_loop.decisions(), with_loop.findings()
    outage = next(fault for fault in faults if fault.name == OUTAGE)
    is_long = arguments.days >= LONG_DAYS
    show_decisions(decisions)
    problems += show_faults(faults, decisions, findings, zero + arguments.days * DAY)
    problems += show_outage(outage, with_loop)
    show_false(faults, shift, findings, decisions)
    problems += show_trainings(faults, decisions, findings, primary_hours(scratch / "loop"))
    show_shift(shift, decisions, findings, faults)
    judged = show_errors(with_loop, without) + show_memory(samples, zero, arguments.memory_limit)
    problems += judged if is_long else []
    for problem in problems:
        print(f"FAILED  {problem}")
    if not problems:
        print("every fault quarantined, nothing doubted was learned" + (", never worse than without" if is_long else ""))
    return 1 if problems else 0


def show_decisions(decisions):
    counts = collections.Counter(decisions["verdict"])
    print(f"\n{len(decisions)} decisions: " + ", ".join(f"{count} {verdict}" for verdict, count in counts.most_common()))
    said = decisions[~decisions["verdict"].isin(["quarantine", "release", "held", "watch", "silence"])]
    for row in said.itertuples():
        print(f"  {moment(row.moment)}  {row.verdict:11}  {row.sentence[:130]}")


def show_faults(faults, decisions, findings, end):
    problems = []
    print(f"\n{'fault':16} {'from':16} {'cities':>6} {'found h':>12} {'told h':>12} {'released h':>13}  named")
    told = [(row.moment, row.verdict, *feed_of(row.sentence)) for row in decisions.itertuples()
            if row.verdict in ("quarantine", "release")]
    for fault in faults:
        mine = where(findings, fault.overlaps)
        mine = mine[(mine["found_at"] >= fault.begin) & (mine["found_at"] < fault.end + MARGIN)]
        found = mine.groupby("station")["found_at"].min()
        asked = {}
        released = {}
        for at, verdict, sensor, station in told:
            if sensor not in fault.sensors or not fault.begin <= at < fault.end + 20 * DAY:
                continue
            if verdict == "quarantine" and at < fault.end + MARGIN:
                asked.setdefault(station, at)
            elif verdict == "release" and station in asked:
                released[station] = at
        # The last word on a finding is that of the longest.
        lengths = mine.assign(length=mine["ended_at"].fillna(end) - mine["onset"]).sort_values("length")
        names = collections.Counter(lengths.groupby("station")["cause"].last())
        print(f"{fault.name:16} {moment(fault.begin)} {len(asked):3}/{CITIES} {hours(found - fault.begin):>12} "
              f"{hours(pandas.Series(asked) - fault.begin):>12} {hours(pandas.Series(released) - fault.end):>13}  "
              + ", ".join(f"{count} {name}" for name, count in names.most_common())
              + ("" if set(names) <= fault.causes else f"  (right: {'/'.join(sorted(fault.causes))})"))
        if len(asked) < CITIES and fault.name != OUTAGE:
            problems.append(f"{fault.name} was quarantined in {len(asked)} of {CITIES} cities only")
    return problems


def where(table, condition):
    return table[numpy.array([condition(row) for row in table.itertuples()], dtype=bool)]


def hours(values):
    if values.empty:
        return "–"
    values = values.astype(float) / HOUR
    return f"{values.median():.0f} ({values.min():.0f}…{values.max():.0f})"


def is_true(finding, faults):
    return any(fault.overlaps(finding) and finding.found_at >= fault.begin for fault in faults)


def show_false(faults, shift, findings, decisions):
    false = where(findings, lambda row: not is_true(row, faults))
    length = (false["ended_at"] - false["onset"]) / HOUR
    print(f"\n{len(false)} findings where nothing was wrong, {length.sum():.0f} hours of feeds, "
          f"{(decisions['verdict'] == 'quarantine').sum()} quarantines in all")
    for (sensor, cause), group in false.groupby(["sensor", "cause"]):
        cities = ", ".join(f"{count} {name}" for name, count in group["station"].value_counts().items())
        print(f"  {sensor} {cause}: {cities}; such as: {group['sentence'].iloc[0]}")


def show_trainings(faults, decisions, findings, hours_told):
    """Hours of faults that a training found stored, and that no finding covers."""
    problems = []
    trainings = decisions[decisions["verdict"].isin(TRAININGS)]
    print(f"\n{len(trainings)} trainings: " + ", ".join(
        f"{count} by {reason}" for reason, count in trainings["reasons"].value_counts().items()))
    quarantines = [(row.moment, *feed_of(row.sentence)) for row in decisions.itertuples() if row.verdict == "quarantine"]
    confused = []
    for row in trainings.itertuples():
        for fault in faults:
            until = min(row.moment, fault.end)
            # What was out has sent nothing wrong.
            if until <= fault.begin or fault.causes == {"gap"}:
                continue
            sensor = next(iter(fault.sensors))
            for station in sorted(set(findings["station"])):
                mine = findings[(findings["station"] == station) & (findings["sensor"] == sensor)]
                stretch = numpy.arange(fault.begin + HOUR, until, HOUR)
                stretch = stretch[numpy.isin(stretch // HOUR, hours_told.get(station, []))]
                covered = numpy.zeros(len(stretch), bool)
                for finding in mine.itertuples():
                    ended = finding.ended_at if not pandas.isna(finding.ended_at) else numpy.inf
                    covered |= (finding.onset <= stretch) & (stretch < ended) & (finding.found_at <= row.moment)
                learned = int((~covered).sum())
                was_doubted = any(fault.begin <= at <= min(row.moment, fault.end + MARGIN) and (sensor, station) == feed
                                  for at, *feed in quarantines for feed in [tuple(feed)])
                if learned > TOLERATED_HOURS:
                    confused.append((row.moment, fault.name, station, learned, was_doubted))
    for at, name, station, learned, was_doubted in confused[:20]:
        print(f"  confusion: the training of {moment(at)} had {learned} hours of {name} of {station}, "
              + ("although the feed had been doubted" if was_doubted else "before anything was found"))
    doubted = [one for one in confused if one[4]]
    if doubted:
        problems.append(f"{len(doubted)} times a training had readings of a feed that had been doubted")
    return problems


def show_shift(shift, decisions, findings, faults):
    print(f"\nthe weather is {SHIFT} °C warmer from {moment(shift)} on")
    wrong = findings[(findings["sensor"] == "temperature") & (findings["found_at"].between(shift, shift + 21 * DAY))]
    wrong = where(wrong, lambda row: not is_true(row, faults))
    print(f"  confusion: {len(wrong)} findings of temperature within three weeks"
          + "".join(f"\n    {sentence}" for sentence in wrong["sentence"].head(5)))
    after = decisions[decisions["moment"] >= shift]
    for verdict in [TRAININGS, ("promoted",)]:
        first = after[after["verdict"].isin(verdict)].head(1)
        for row in first.itertuples():
            print(f"  first {row.verdict} after {(row.moment - shift) / DAY:.1f} days ({row.reasons or 'model'}): "
                  f"{row.sentence[:150]}")
        if first.empty:
            print(f"  no {verdict[0]} afterwards")
    lost = after[after["reasons"].str.contains("skill_lost") & after["verdict"].isin(TRAININGS)]
    print(f"  trainings since then because skill was lost: {len(lost)}")


if __name__ == "__main__":
    sys.exit(main())
