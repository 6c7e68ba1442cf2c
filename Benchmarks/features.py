#!/usr/bin/env python3
"""Measures the 32 features of many synthetic readings: ours, pandas and polars in turns within one run.

    .native/bench/bin/python Benchmarks/features.py [--rounds N] [--stations N] [--hours N]   after scripts/oracles/setup bench

Figures are CPU time of the measuring process, user and system, all threads. The readings are in memory on all sides before
the first round. Before anything is measured, our rows must equal those of pandas by time.
"""

import argparse
import datetime
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

import numpy
import pandas
import polars

HERE = pathlib.Path(__file__).resolve().parent
SENSORS = ["temperature", "pressure", "humidity", "wind_speed"]
WINDOWS = (3, 6, 12, 24)
LAGS = (1, 3, 6, 12)


def with_the_rest(features):
    """The calendar and the products, which need no history."""
    hour = features["observed_at"].dt.hour
    features["hour_sin"] = numpy.sin(2 * numpy.pi * hour / 24)
    features["hour_cos"] = numpy.cos(2 * numpy.pi * hour / 24)
    features["day_of_week"] = features["observed_at"].dt.dayofweek
    features["month"] = features["observed_at"].dt.month
    features["temp_x_humidity"] = features["temperature"] * features["humidity"]
    features["pressure_x_wind"] = features["pressure"] * features["wind_speed"]
    features["temp_x_wind"] = features["temperature"] * features["wind_speed"]
    features["humidity_x_pressure"] = features["humidity"] * features["pressure"]
    return features


def by_pandas_time(readings):
    """Windows (t - h, t], lags of exactly h hours: correct after gaps."""
    features = readings.copy()
    groups = readings.set_index("observed_at").groupby("machine_id", sort=False)["temperature"]
    for hours in WINDOWS:
        rolling = groups.rolling(f"{hours}h", min_periods=1)
        for statistic in ("mean", "std", "min", "max"):
            features[f"temp_{statistic}_{hours}h"] = getattr(rolling, statistic)().to_numpy()
    now = readings[["machine_id", "observed_at", "temperature"]]
    for hours in LAGS:
        past = now.assign(observed_at=now["observed_at"] + pandas.Timedelta(hours=hours)).rename(
            columns={"temperature": "past"})
        features[f"temp_lag_{hours}h"] = now.merge(past, on=["machine_id", "observed_at"], how="left")["past"].to_numpy()
    return with_the_rest(features)


def by_pandas_row(readings):
    """Windows and lags count rows: what is usually written, and wrong after each gap."""
    features = readings.copy()
    groups = readings.groupby("machine_id", sort=False)["temperature"]
    for hours in WINDOWS:
        rolling = groups.rolling(hours, min_periods=1)
        for statistic in ("mean", "std", "min", "max"):
            features[f"temp_{statistic}_{hours}h"] = getattr(rolling, statistic)().to_numpy()
    for hours in LAGS:
        features[f"temp_lag_{hours}h"] = groups.shift(hours)
    return with_the_rest(features)


def polars_rest():
    angle = polars.col("observed_at").dt.hour().cast(polars.Float64) * (2 * numpy.pi / 24)
    column = polars.col
    return [
        angle.sin().alias("hour_sin"), angle.cos().alias("hour_cos"),
        (column("observed_at").dt.weekday() - 1).alias("day_of_week"), column("observed_at").dt.month().alias("month"),
        (column("temperature") * column("humidity")).alias("temp_x_humidity"),
        (column("pressure") * column("wind_speed")).alias("pressure_x_wind"),
        (column("temperature") * column("wind_speed")).alias("temp_x_wind"),
        (column("humidity") * column("pressure")).alias("humidity_x_pressure"),
    ]


def by_polars_row(readings):
    temperature = polars.col("temperature")
    columns = []
    for hours in WINDOWS:
        for statistic in ("mean", "std", "min", "max"):
            rolling = getattr(temperature, f"rolling_{statistic}")(hours, min_samples=1)
            columns.append(rolling.over("machine_id").alias(f"temp_{statistic}_{hours}h"))
    columns += [temperature.shift(hours).over("machine_id").alias(f"temp_lag_{hours}h") for hours in LAGS]
    return readings.lazy().with_columns(columns + polars_rest()).collect()


def by_polars_time(readings):
    temperature = polars.col("temperature")
    columns = []
    for hours in WINDOWS:
        for statistic in ("mean", "std", "min", "max"):
            rolling = getattr(temperature, f"rolling_{statistic}_by")(
                "observed_at", window_size=f"{hours}h", closed="right", min_samples=1)
            columns.append(rolling.over("machine_id").alias(f"temp_{statistic}_{hours}h"))
    query = readings.lazy().with_columns(columns + polars_rest())
    for hours in LAGS:
        past = readings.lazy().select(
            "machine_id", (polars.col("observed_at") + polars.duration(hours=hours)).alias("observed_at"),
            temperature.alias(f"temp_lag_{hours}h"))
        query = query.join(past, on=["machine_id", "observed_at"], how="left")
    return query.collect()


class Ours:
    def __init__(self, folder, stations, hours):
        self.process = subprocess.Popen(
            [HERE / ".build/release/FeatureBench", folder, str(stations), str(hours)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.answer()

    def answer(self):
        line = self.process.stdout.readline()
        if not line:
            sys.exit(f"features: FeatureBench ended with status {self.process.wait()}")
        return json.loads(line)

    def seconds(self, task):
        self.process.stdin.write(f"{task}\n")
        self.process.stdin.flush()
        return self.answer()["cpu_seconds"]

    def peak_megabytes(self):
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return int(next(line for line in status.splitlines() if line.startswith("VmHWM")).split()[1]) // 1024


def seconds(work, readings):
    begin = time.process_time()
    work(readings)
    return time.process_time() - begin


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--stations", type=int, default=100)
    parser.add_argument("--hours", type=int, default=50_000)
    arguments = parser.parse_args()
    subprocess.run(["swift", "build", "-c", "release", "--product", "FeatureBench"], cwd=HERE, check=True,
                   stdout=sys.stderr)
    with tempfile.TemporaryDirectory() as text:
        folder = pathlib.Path(text)
        ours = Ours(folder, arguments.stations, arguments.hours)
        readings = pandas.DataFrame({
            "machine_id": numpy.repeat([f"S{station}" for station in range(arguments.stations)], arguments.hours),
            "observed_at": pandas.to_datetime(numpy.fromfile(folder / "times.i64", numpy.int64), unit="ms"),
            **{sensor: numpy.fromfile(folder / f"{sensor}.f64") for sensor in SENSORS}})
        theirs = by_pandas_time(readings).drop(columns=["machine_id", "observed_at"]).to_numpy()
        features = numpy.fromfile(folder / "features.f32", numpy.float32).reshape(theirs.shape)
        difference = numpy.abs(features - theirs) / numpy.maximum(1, numpy.abs(theirs))
        if not numpy.array_equal(numpy.isnan(features), numpy.isnan(theirs)) or numpy.nanmax(difference) > 1e-6:
            sys.exit(f"features: the two sides differ by {numpy.nanmax(difference):.3g}; nothing was measured")
        print(f"same numbers, largest relative difference {numpy.nanmax(difference):.1e}", file=sys.stderr)
        del theirs, features, difference

        frame = polars.from_pandas(readings).with_columns(polars.col("observed_at").cast(polars.Datetime("us")))
        by_pandas, by_polars = f"pandas {pandas.__version__}", f"polars {polars.__version__}"
        peers = {
            f"{by_pandas}, by time": lambda: seconds(by_pandas_time, readings),
            f"{by_pandas}, by row (wrong after gaps)": lambda: seconds(by_pandas_row, readings),
            f"{by_polars}, by time": lambda: seconds(by_polars_time, frame),
            f"{by_polars}, by row (wrong after gaps)": lambda: seconds(by_polars_row, frame),
        }
        taken = {}
        for turn in range(arguments.rounds + 1):
            for side, measure in {"table": lambda: ours.seconds("table"), "stream": lambda: ours.seconds("stream"),
                                  **peers}.items():
                value = measure()
                if turn > 0:  # the first round warms up
                    taken.setdefault(side, []).append(value)
        peak = ours.peak_megabytes()
    print(f"{datetime.date.today()}, {arguments.rounds} rounds, {len(readings):,} readings of {arguments.stations} "
          f"stations; {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}\n")
    print("| | CPU | ÷ ours, one table | ÷ ours, row by row |\n|---|---|---|---|")
    for side, values in taken.items():
        ratios = [[value / own for value, own in zip(values, taken[task])] for task in ("table", "stream")]
        shown = [f"{statistics.median(some):.1f}× ({min(some):.1f}–{max(some):.1f})" for some in ratios]
        print(f"| {side} | {statistics.median(values):.2f} s | {shown[0]} | {shown[1]} |")
    print(f"\nours, readings and table included: {peak:,} MiB at the peak")


if __name__ == "__main__":
    main()
