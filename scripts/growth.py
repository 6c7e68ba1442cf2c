"""What the loop costs as stations and years grow: processor time, peak of memory and disk of each step.

.native/oracles/bin/python scripts/growth.py [--minutes 20]      after make build

For 3 to 1,000 stations with 1 to 10 years of hourly made-up weather, the smallest history first: import, features, detector,
forecaster (linear), drift report, backtest, the start of `up`, a look of its loop when nothing is new, and a further hour of
readings in the running loop. A step that would take longer than is left, or more memory than the machine has, as its last
run times the rows tells, is left out and says why. Writes docs/reference/growth.csv and docs/growth.svg.
"""
import argparse
import csv
import datetime
import json
import math
import os
import pathlib
import subprocess
import sys
import tempfile
import time
import urllib.request

import numpy
import pyarrow
import pyarrow.parquet

ROOT = pathlib.Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "scripts/endurance"))
from programs import PROGRAM, Program, answer, free_port  # noqa: E402

SIZES = [(3, 1), (10, 1), (3, 10), (100, 1), (10, 10), (1000, 1), (100, 10), (1000, 10)]
STEPS = ["import", "features", "detector", "forecaster", "drift report", "backtest", "start of up", "look at rest", "hour in the loop"]
COLOURS = ["#1b6ca8", "#c8553d", "#3a7d44", "#8e5aa8", "#c99700", "#5c6b73", "#d1495b", "#00798c", "#444444"]
HOURS_A_YEAR = 8766
# Processor seconds a second from which on `up` is not at rest.
BUSY = 0.2
ENVIRONMENT = {"TRAINING_FORECASTER": "linear", "LOG_LEVEL": "warning", "COLLECT_SOURCES": "open-meteo", "COLLECT_ARCHIVE": "none",
               "OPENMETEO_BASE_URL": "http://127.0.0.1:9", "PROMETHEUS_PORT": "0", "RETRAIN_POLICY": "manual",
               "COLLECT_STATIONS": "London"}


def weather(station, hours, first):
    """A year's and a day's cycle, and weather of some days on top; another place for each station."""
    randomness = numpy.random.default_rng(station)
    at = first + numpy.arange(hours)
    noise = numpy.zeros((3, hours))
    steps = randomness.normal(size=(3, hours))
    for place, memory in enumerate((0.97, 0.98, 0.93)):
        # An autoregression, by blocks so that it is quick: the filter's answer is nearly over after 400 hours.
        kernel = memory ** numpy.arange(400)
        noise[place] = numpy.convolve(steps[place], kernel)[:hours]
    year, day = numpy.cos(2 * math.pi * (at / HOURS_A_YEAR - 0.55)), numpy.cos(2 * math.pi * ((at + station) % 24 - 15) / 24)
    temperature = 5 + station % 20 + 9 * year + 3 * day + 0.8 * noise[0]
    return {"temperature": temperature.round(2), "pressure": (1014 + 1.2 * noise[1]).round(1),
            "humidity": numpy.clip(65 - 6 * day - 2 * noise[0] + noise[2], 5, 100).round(0),
            "wind_speed": numpy.clip(4 + 1.2 * noise[2], 0, 40).round(2)}


def write(path, stations, hours, end_hour):
    first = end_hour - hours
    moments = pyarrow.array((first + numpy.arange(hours)) * 3_600_000, pyarrow.timestamp("ms", tz="UTC"))
    writer = None
    for station in range(stations):
        columns = {"machine_id": pyarrow.array([f"S{station:04}"] * hours), "observed_at": moments, **weather(station, hours, first)}
        table = pyarrow.table(columns)
        writer = writer or pyarrow.parquet.ParquetWriter(path, table.schema)
        writer.write_table(table)
    writer.close()


def measured(arguments, directory):
    """Processor seconds, peak in MiB and seconds of a command."""
    begin = time.monotonic()
    with open(directory.parent / "output.txt", "ab") as output:
        process = subprocess.Popen([str(PROGRAM), *map(str, arguments), "--data-dir", str(directory)], stdout=output,
                                   stderr=output, env={**os.environ, **ENVIRONMENT})
        # The peak that is told at the end is this process's own where that is higher: a child begins as its copy.
        peak, ended = 0, 0
        while not ended:
            peak = max(peak, peak_mebibytes(process))
            time.sleep(0.01)
            ended, status, usage = os.wait4(process.pid, os.WNOHANG)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{arguments[0]} ended with {process.returncode}: "
                           + (directory.parent / "output.txt").read_text(encoding="utf-8")[-600:])
    return usage.ru_utime + usage.ru_stime, peak, time.monotonic() - begin


def settled(program, seconds=120):
    """Waits until the program does no more than its looks; returns its processor seconds, and those that a second takes then.

    Looks are a second apart, and cost something when nothing is new.
    """
    end, costs, last = time.monotonic() + seconds, [], program.processor_seconds()
    while time.monotonic() < end:
        time.sleep(3)
        now = program.processor_seconds()
        costs.append(now - last)
        last = now
        # Three stretches alike and far from busy, or hardly anything.
        recent = costs[-3:]
        if costs[-1] < 0.1 or len(recent) == 3 and max(recent) < min(0.6, 1.5 * min(recent) + 0.1):
            break
    return last, costs[-1] / 3


def peak_mebibytes(program):
    status = pathlib.Path(f"/proc/{program.pid}/status").read_text(encoding="utf-8")
    # A process that has just ended has none any more.
    return int(next((line for line in status.splitlines() if line.startswith("VmHWM")), "VmHWM: 0").split()[1]) / 1024


def loop(directory, stations, end_hour):
    """The start of `up`, and an hour's readings of all stations sent to it; looks are a second apart by a fast clock."""
    port, begin = free_port(), time.monotonic()
    program = Program(["up", "--port", port, "--clock", "scale=60", "--data-dir", directory], directory.parent / "up.log", ENVIRONMENT)
    try:
        answer(f"http://127.0.0.1:{port}/health/live", 300, program)
        started, idle = settled(program)
        first = (started, peak_mebibytes(program), time.monotonic() - begin)
        if idle > BUSY:
            return first, None, None
        rest = (idle, peak_mebibytes(program), 1.0)
        moment = datetime.datetime.fromtimestamp(end_hour * 3600, datetime.timezone.utc).isoformat()
        rows = [{"machine_id": f"S{station:04}", "observed_at": moment,
                 **{name: float(values[-1]) for name, values in weather(station, 1, end_hour).items()}} for station in range(stations)]
        begin = time.monotonic()
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/readings", json.dumps(rows).encode(), timeout=120) as response:
            response.read()
        done, seconds = settled(program)[0], time.monotonic() - begin
        # Without what the looks would have taken anyway.
        return first, rest, (max(0.0, done - started - idle * seconds), peak_mebibytes(program), seconds)
    finally:
        program.end()


def disk_mebibytes(directory):
    return sum(path.stat().st_size for path in directory.rglob("*") if path.is_file()) / 2**20


class Growth:
    def __init__(self, minutes):
        self.deadline = time.monotonic() + 60 * minutes
        self.rows, self.known = [], {}
        self.memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 2**20

    def refusal(self, step, rows):
        """Why a step is not tried; None when it may be."""
        left = self.deadline - time.monotonic()
        if step in self.known:
            before, seconds, mebibytes = self.known[step]
            factor = rows / before
            if factor > 1 and mebibytes * factor > 0.7 * self.memory:
                return f"some {mebibytes * factor / 1024:.0f} GiB expected"
            if seconds * factor > left:
                return f"some {seconds * factor:.0f} s expected, {max(0, left):.0f} left"
        return None if left > 5 else "no time left"

    def note(self, size, rows, step, figures, disk, note=""):
        cost, peak, seconds = figures or (None, None, None)
        if figures:
            self.known[step] = rows, seconds, peak
        form = lambda value, digits: "" if value is None else f"{value:.{digits}f}"
        self.rows.append([*size, rows, step, form(cost, 2), form(peak, 0), form(seconds, 1), form(disk, 1), note])
        left = self.deadline - time.monotonic()
        print(f"{size[0]:5} stations {size[1]:3} years {rows:9} rows  {step:17} "
              + (f"{cost:8.2f} CPU s {peak:7.0f} MiB {seconds:7.1f} s" if figures else note)
              + (f" {disk:8.1f} MiB of disk" if disk is not None else "") + f"   {left / 60:.1f} minutes left", flush=True)

    def size(self, stations, years, scratch):
        hours = years * HOURS_A_YEAR
        rows, size = stations * hours, (stations, years)
        directory, file = scratch / "data", scratch / "weather.parquet"
        end_hour = int(time.time() // 3600)
        if refusal := self.refusal("import", rows):
            for step in STEPS:
                self.note(size, rows, step, None, None, f"not begun: {refusal} for the import")
            return
        write(file, stations, hours, end_hour)
        features = directory / "features/view=sensor_stats_view/schema=weather"
        recent = datetime.datetime.fromtimestamp((end_hour - 60 * 24) * 3600, datetime.timezone.utc)
        commands = {
            "import": lambda: ["import", "--input", file],
            "features": lambda: ["features", "materialize"],
            "detector": lambda: ["train", "--model", "anomaly"],
            "forecaster": lambda: ["train", "--model", "forecast"],
            "drift report": lambda: ["drift", "report", "--reference", features, "--current", sorted(features.glob("*.parquet"))[-2]],
            "backtest": lambda: ["backtest", "--from", recent.strftime("%Y-%m-%d")],
        }
        done, before = set(), 0.0
        for step, arguments in commands.items():
            if refusal := self.refusal(step, rows):
                self.note(size, rows, step, None, None, refusal)
                continue
            try:
                figures = measured(arguments(), directory)
            except (RuntimeError, IndexError) as error:
                self.note(size, rows, step, None, None, str(error).splitlines()[-1][:150])
                continue
            done.add(step)
            disk = disk_mebibytes(directory)
            self.note(size, rows, step, figures, disk - before)
            before = disk
        refusal = self.refusal("start of up", rows) or (None if {"detector", "forecaster"} <= done else "without models")
        if refusal:
            for step in STEPS[-3:]:
                self.note(size, rows, step, None, None, refusal)
            return
        first, rest, hour = loop(directory, stations, end_hour)
        self.note(size, rows, STEPS[-3], first, None)
        if rest is None:
            for step in STEPS[-2:]:
                self.note(size, rows, step, None, None, "still busy after two minutes")
            return
        self.note(size, rows, STEPS[-2], rest, None)
        self.note(size, rows, STEPS[-1], hour, disk_mebibytes(directory) - before)


def plot(rows, path):
    """Two double-logarithmic panels, a line for each step: processor seconds and memory by rows."""
    known = [(int(row[2]), row[3], float(row[4]), float(row[5])) for row in rows if row[4]]
    low, high = math.floor(math.log10(min(one[0] for one in known))), math.ceil(math.log10(max(one[0] for one in known)))
    parts = ['<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 900 420" font-family="sans-serif" font-size="12">',
             '<rect width="900" height="420" fill="#ffffff"/>']
    for panel, (place, title) in enumerate(((2, "processor seconds"), (3, "peak of memory, MiB"))):
        left, width, top, height = 60 + 430 * panel, 360, 40, 300
        values = [max(one[place], 0.01) for one in known]
        floor, roof = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))
        x = lambda number: left + width * (math.log10(number) - low) / (high - low)
        y = lambda number: top + height * (1 - (math.log10(max(number, 0.01)) - floor) / max(1, roof - floor))
        parts.append(f'<text x="{left}" y="24" font-weight="bold">{title}</text>')
        for exponent in range(floor, roof + 1):
            at = y(10.0**exponent)
            parts.append(f'<path d="M{left} {at:.1f}h{width}" stroke="#dddddd"/><text x="{left - 6}" y="{at + 4:.1f}" '
                         f'text-anchor="end">{10.0**exponent:g}</text>')
        for exponent in range(low, high + 1):
            at = x(10.0**exponent)
            parts.append(f'<path d="M{at:.1f} {top}v{height}" stroke="#dddddd"/><text x="{at:.1f}" y="{top + height + 18}" '
                         f'text-anchor="middle">{10**exponent:,}</text>')
        parts.append(f'<text x="{left + width / 2}" y="{top + height + 36}" text-anchor="middle">hourly readings</text>')
        for step, colour in zip(STEPS, COLOURS):
            points = sorted((one[0], one[place]) for one in known if one[1] == step)
            if points:
                line = " ".join(f"{x(number):.1f},{y(value):.1f}" for number, value in points)
                parts.append(f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="2"/>')
                parts += [f'<circle cx="{x(number):.1f}" cy="{y(value):.1f}" r="3" fill="{colour}"/>' for number, value in points]
    for number, (step, colour) in enumerate(zip(STEPS, COLOURS)):
        at = 40 + 94 * number
        parts.append(f'<rect x="{at}" y="398" width="10" height="10" fill="{colour}"/><text x="{at + 14}" y="407">{step}</text>')
    path.write_text("\n".join([*parts, "</svg>"]) + "\n", encoding="utf-8")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=20, help="after which no further step is begun")
    parser.add_argument("--most-rows", type=float, default=1e9, help="histories that are longer are left out")
    parser.add_argument("--output", type=pathlib.Path, default=ROOT / "docs", help="folder that gets growth.svg and reference/growth.csv")
    arguments = parser.parse_args()
    growth = Growth(arguments.minutes)
    for stations, years in sorted(SIZES, key=lambda size: size[0] * size[1]):
        if stations * years * HOURS_A_YEAR > arguments.most_rows:
            continue
        with tempfile.TemporaryDirectory() as scratch:
            growth.size(stations, years, pathlib.Path(scratch))
    (arguments.output / "reference").mkdir(parents=True, exist_ok=True)
    with open(arguments.output / "reference/growth.csv", "w", newline="", encoding="utf-8") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["stations", "years", "readings", "step", "processor_seconds", "peak_mebibytes", "seconds", "disk_mebibytes", "note"])
        table.writerows(growth.rows)
    plot(growth.rows, arguments.output / "growth.svg")
    return None


if __name__ == "__main__":
    sys.exit(main())
