#!/usr/bin/env python3
"""Measures DriftDetector beside the Python libraries that do the same work, and prints a Markdown table.

    .native/oracles/bin/python Benchmarks/peers.py [--rounds N]        after scripts/oracles/setup

Ours and the peers take turns within one run (A B C A B C ...), so that a busy machine slows all of them. Every figure is
CPU time of the measuring process, user and system, all threads; a ratio is taken within each round. Before anything is
measured, both sides must give the same features and the same scores.

Needs: pandas==2.3.3 scikit-learn==1.9.1 onnxruntime==1.32.0 numpy==2.4.6
"""

import argparse
import datetime
import gc
import json
import os
import pathlib
import platform
import statistics
import subprocess
import sys
import tempfile
import time

import numpy
import onnxruntime
import pandas
import sklearn
from sklearn.ensemble import IsolationForest

HERE = pathlib.Path(__file__).resolve().parent
DATASET = HERE.parent / "datasets/nyc_airports_2013.csv.gz"
SENSORS = ["temperature", "pressure", "humidity", "wind_speed"]
WINDOWS = (3, 6, 12, 24)
LAGS = (1, 3, 6, 12)
COLUMNS = 32


class Ours:
    """The Swift side: one process that has loaded everything and measures itself on request."""

    def __init__(self, folder):
        program = HERE / ".build/release/PeerBench"
        self.process = subprocess.Popen(
            [program, DATASET, folder], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.answer()

    def answer(self):
        line = self.process.stdout.readline()
        if not line:
            sys.exit(f"peers: PeerBench ended with status {self.process.wait()}")
        return json.loads(line)

    def seconds(self, task, repeats):
        self.process.stdin.write(f"{task} {repeats}\n")
        self.process.stdin.flush()
        return self.answer()["cpu_seconds"]

    def end(self):
        self.process.stdin.close()
        self.process.wait()


def with_the_rest(readings, features):
    """The present values, the calendar and the products, which need no history."""
    hour = readings["observed_at"].dt.hour
    features = pandas.concat([readings[SENSORS], features], axis=1)
    features["hour_sin"] = numpy.sin(2 * numpy.pi * hour / 24)
    features["hour_cos"] = numpy.cos(2 * numpy.pi * hour / 24)
    features["day_of_week"] = readings["observed_at"].dt.dayofweek
    features["month"] = readings["observed_at"].dt.month
    features["temp_x_humidity"] = readings["temperature"] * readings["humidity"]
    features["pressure_x_wind"] = readings["pressure"] * readings["wind_speed"]
    features["temp_x_wind"] = readings["temperature"] * readings["wind_speed"]
    features["humidity_x_pressure"] = readings["humidity"] * readings["pressure"]
    return features


def temporal(temperature, window, lag):
    columns = {}
    for size in WINDOWS:
        rolling = temperature.rolling(window(size), min_periods=1)
        columns[f"temp_mean_{size}h"] = rolling.mean()
        columns[f"temp_std_{size}h"] = rolling.std(ddof=1)
        columns[f"temp_min_{size}h"] = rolling.min()
        columns[f"temp_max_{size}h"] = rolling.max()
    for size in LAGS:
        columns[f"temp_lag_{size}h"] = lag(size)
    return pandas.DataFrame(columns)


def features_by_time(readings):
    """The definition: windows (t - h, t], lags of exactly h hours, whatever is missing between."""
    stations = []
    for _, station in readings.groupby("machine_id", sort=False):
        temperature = station.set_index("observed_at")["temperature"]
        found = temporal(
            temperature, lambda hours: f"{hours}h",
            lambda hours: temperature.reindex(temperature.index - pandas.Timedelta(hours=hours)).to_numpy())
        stations.append(found.set_index(station.index))
    return with_the_rest(readings, pandas.concat(stations))


def features_by_row(readings):
    """What is usually written: windows and lags count rows, which is wrong after each gap."""
    stations = []
    for _, station in readings.groupby("machine_id", sort=False):
        temperature = station["temperature"]
        stations.append(temporal(temperature, lambda rows: rows, temperature.shift))
    return with_the_rest(readings, pandas.concat(stations))


def cpu_seconds(work, repeats):
    gc.collect()
    begin = time.process_time()
    for turn in range(repeats):
        work(turn)
    return (time.process_time() - begin) / repeats


def require_same(what, ours, theirs, tolerance):
    difference = numpy.abs(ours - theirs) / numpy.maximum(1, numpy.abs(theirs))
    if not numpy.array_equal(numpy.isnan(ours), numpy.isnan(theirs)) or numpy.nanmax(difference) > tolerance:
        sys.exit(f"peers: {what}: the two sides differ by {numpy.nanmax(difference):.3g}; nothing was measured")
    print(f"{what}: same numbers, largest relative difference {numpy.nanmax(difference):.1e}", file=sys.stderr)


def cases(folder, ours):
    """For each task: its name, ours and the peers as functions that return the CPU seconds of one repeat."""
    readings = pandas.read_csv(DATASET, parse_dates=["observed_at"])
    rows = numpy.fromfile(folder / "rows.f32", numpy.float32).reshape(-1, COLUMNS)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(folder / "model.onnx", options, providers=["CPUExecutionProvider"])
    forest = IsolationForest(n_estimators=100, max_samples=256, contamination=0.1, random_state=1)
    forest.fit(rows)

    year = numpy.fromfile(folder / "year.f32", numpy.float32).reshape(-1, COLUMNS)
    require_same("features", year, features_by_time(readings).to_numpy(), 1e-6)
    require_same(
        "scores", -numpy.fromfile(folder / "scores.f64"), session.run(["anomaly_score"], {"features": rows})[0][:, 0],
        1e-6)

    def one(turn):
        return rows[turn % len(rows)][numpy.newaxis]

    def peer(work, repeats):
        return lambda: cpu_seconds(work, repeats)

    by_runtime = f"onnxruntime {onnxruntime.__version__}, our model.onnx"
    by_sklearn = f"scikit-learn {sklearn.__version__}"
    by_pandas = f"pandas {pandas.__version__}"
    return [
        (f"32 features of the bundled year, {len(readings):,} rows", lambda: ours.seconds("features", 20), {
            f"{by_pandas}, windows by time": peer(lambda _: features_by_time(readings), 5),
            f"{by_pandas}, windows by row (wrong after gaps)": peer(lambda _: features_by_row(readings), 5),
        }),
        ("forest: fit 100,000 × 32, contamination 0.1", lambda: ours.seconds("fit", 2), {
            by_sklearn: peer(lambda _: sklearn.base.clone(forest).fit(rows), 2),
        }),
        ("forest: score 100,000 rows in one batch", lambda: ours.seconds("score", 3), {
            by_sklearn: peer(lambda _: forest.score_samples(rows), 3),
            by_runtime: peer(lambda _: session.run(["anomaly_score"], {"features": rows}), 3),
        }),
        ("forest: score one row a call", lambda: ours.seconds("row", 20_000), {
            by_sklearn: peer(lambda turn: forest.score_samples(one(turn)), 50),
            by_runtime: peer(lambda turn: session.run(["anomaly_score"], {"features": one(turn)}), 5_000),
        }),
    ]


def duration(seconds):
    for unit, factor in (("s", 1), ("ms", 1e3)):
        if seconds * factor >= 1:
            return f"{seconds * factor:.3g} {unit}"
    return f"{seconds * 1e6:.3g} µs"


def ratio(value):
    """Two or three digits that mean something."""
    return f"{value:.1f}" if value < 100 else f"{float(f'{value:.2g}'):,.0f}"


def spread(ratios):
    return f"**{ratio(statistics.median(ratios))}×** ({ratio(min(ratios))}–{ratio(max(ratios))})"


def processor():
    for line in pathlib.Path("/proc/cpuinfo").read_text().splitlines() if os.path.exists("/proc/cpuinfo") else []:
        if line.startswith("model name"):
            return line.split(":", 1)[1].strip()
    return platform.processor() or platform.machine()


def swift_version():
    told = subprocess.run(["swift", "--version"], capture_output=True, text=True).stdout
    return told.partition("Swift version ")[2].partition(" ")[0]


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=7, help="rounds in which all take turns, at least 5 (default: 7)")
    rounds = max(5, parser.parse_args().rounds)
    subprocess.run(["swift", "build", "-c", "release", "--product", "PeerBench"], cwd=HERE, check=True, stdout=sys.stderr)

    with tempfile.TemporaryDirectory() as folder:
        ours = Ours(folder)
        tasks = cases(pathlib.Path(folder), ours)
        seconds = {}
        for turn in range(rounds + 1):
            for name, own, peers in tasks:
                for side, measure in {"ours": own, **peers}.items():
                    taken = measure()
                    if turn > 0:  # the first round warms up
                        seconds.setdefault((name, side), []).append(taken)
        ours.end()

    load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    print(
        f"{datetime.date.today()}, {rounds} rounds; {processor()}, {os.cpu_count()} cores, load {load}; "
        f"Swift {swift_version()}, Python {platform.python_version()}, numpy {numpy.__version__}\n")
    print("| task | peer | peer, CPU | ours, CPU | peer ÷ ours, median (min–max) |\n|---|---|---|---|---|")
    for name, _, peers in tasks:
        own = seconds[name, "ours"]
        for side in peers:
            theirs = seconds[name, side]
            ratios = [peer / mine for peer, mine in zip(theirs, own)]
            print(
                f"| {name} | {side} | {duration(statistics.median(theirs))} | {duration(statistics.median(own))} "
                f"| {spread(ratios)} |")


if __name__ == "__main__":
    main()
