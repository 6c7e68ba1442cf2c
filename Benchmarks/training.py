#!/usr/bin/env python3
"""Measures the training of the forecaster: the linear one, and the trees beside those of LightGBM in turns within one run.

    .native/bench/bin/python Benchmarks/training.py [--rounds N] [--hours N]       after scripts/oracles/setup bench

LightGBM grows its trees from the rows from which ours are grown, for every sensor, horizon and stretch of validation,
with the parameters that mean the same: as many trees as deep, as many bins, the same shares of rows and columns. Figures
are CPU time of the measuring process; everybody works on one thread.
"""

import argparse
import datetime
import os
import pathlib
import statistics
import sys
import tempfile
import time

import lightgbm
import numpy
from dialogue import Ours

HERE = pathlib.Path(__file__).resolve().parent
PARAMETERS = {
    "objective": "l1", "learning_rate": 0.05, "max_depth": 6, "num_leaves": 64, "min_sum_hessian_in_leaf": 20,
    "min_data_in_leaf": 20, "bagging_fraction": 0.5, "bagging_freq": 1, "feature_fraction_bynode": 0.2, "lambda_l2": 5,
    "max_bin": 64, "seed": 1, "num_threads": 1, "verbose": -1, "force_col_wise": True,
}
ROUNDS = 200


def seconds(pieces):
    begin = time.process_time()
    for rows, changes in pieces:
        lightgbm.train(PARAMETERS, lightgbm.Dataset(rows, changes), num_boost_round=ROUNDS)
    return time.process_time() - begin


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=3, help="rounds in which all take turns (default: 3)")
    parser.add_argument("--hours", type=int, default=4380, help="hours of the station with trees (default: 4380)")
    arguments = parser.parse_args()
    taken = {}
    with tempfile.TemporaryDirectory() as text:
        folder = pathlib.Path(text)
        ours = Ours("TrainingBench", folder, HERE.parent / ".native/lib", arguments.hours)
        pieces = []
        for number in range(len(list(folder.glob("*.changes")))):
            changes = numpy.fromfile(folder / f"{number}.changes", numpy.float32)
            rows = numpy.fromfile(folder / f"{number}.rows", numpy.float32).reshape(len(changes), -1)
            pieces.append((rows, changes))
        for turn in range(arguments.rounds + 1):
            linear = ours.seconds("linear")
            values = {"ridge": ours.seconds("ridge"), "trees": ours.seconds("trees") - linear, "peer": seconds(pieces)}
            for side, value in values.items():
                if turn > 0:  # the first round warms up
                    taken.setdefault(side, []).append(value)
    ratios = [ours / peer for ours, peer in zip(taken["trees"], taken["peer"])]
    print(f"{datetime.date.today()}, {arguments.rounds} rounds; {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}\n")
    print("| training | CPU |\n|---|---|")
    print(f"| linear forecaster, a year of ten stations | {statistics.median(taken['ridge']):.2f} s |")
    what = f"{len(pieces)} ensembles of {ROUNDS} trees, {arguments.hours} hours of a station"
    print(f"| {what}: ours, by XGBoost | {statistics.median(taken['trees']):.1f} s |")
    print(f"| {what}: LightGBM {lightgbm.__version__} | {statistics.median(taken['peer']):.1f} s |")
    print(f"\nours ÷ LightGBM: {statistics.median(ratios):.2f}× ({min(ratios):.2f}–{max(ratios):.2f})")


if __name__ == "__main__":
    main()
