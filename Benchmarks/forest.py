#!/usr/bin/env python3
"""Measures isolation forests of 100 trees over 256 rows of 32 features: ours and other libraries' in turns within one run.

    .native/bench/bin/python Benchmarks/forest.py [--rounds N] [--rows N]          after scripts/oracles/setup bench

Figures are CPU time of the measuring process, user and system, all threads; everybody works on one. Rows and models are in
memory on all sides before the first round, but for the loading of a model, which is measured from the file. Before
anything is measured, ONNX Runtime must give our scores for the file that we wrote.
"""

import argparse
import datetime
import importlib.metadata
import os
import pathlib
import statistics
import sys
import tempfile
import time

os.environ.setdefault("OMP_NUM_THREADS", "1")

import coniferest.isoforest  # noqa: E402
import numpy  # noqa: E402
import onnxruntime  # noqa: E402
import sklearn  # noqa: E402
from dialogue import Ours  # noqa: E402
from sklearn.ensemble import IsolationForest  # noqa: E402

TREES, SAMPLE, COLUMNS = 100, 256, 32


def seconds(work, repeats):
    begin = time.process_time()
    for turn in range(repeats):
        work(turn)
    return (time.process_time() - begin) / repeats


def session(path):
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])


def cases(folder, ours):
    """For each task its name, ours and the peers: functions that return the CPU seconds of one repeat."""
    many = numpy.fromfile(folder / "many.f32", numpy.float32).reshape(-1, COLUMNS)
    rows = numpy.fromfile(folder / "rows.f32", numpy.float32).reshape(-1, COLUMNS)
    runtime = session(folder / "model.onnx")
    scores = runtime.run(["anomaly_score"], {"features": rows})[0][:, 0]
    difference = numpy.abs(scores + numpy.fromfile(folder / "scores.f64")).max()
    if not difference < 1e-6:
        sys.exit(f"forest: the scores differ by {difference:.3g}; nothing was measured")
    print(f"same scores, largest difference {difference:.1e}", file=sys.stderr)

    def scikit(contamination):
        return IsolationForest(n_estimators=TREES, max_samples=SAMPLE, contamination=contamination, random_state=1)

    def conifer():
        return coniferest.isoforest.IsolationForest(n_trees=TREES, n_subsamples=SAMPLE, random_seed=1, n_jobs=1)

    def one(turn):
        return rows[turn % len(rows)][numpy.newaxis]

    wide, wide_many = rows.astype(numpy.float64), many.astype(numpy.float64)
    fitted, fitted_conifer = scikit(0.1).fit(rows), conifer().fit(wide)
    by_scikit, by_conifer = f"scikit-learn {sklearn.__version__}", f"coniferest {importlib.metadata.version('coniferest')}"
    by_runtime = f"onnxruntime {onnxruntime.__version__}, our model.onnx"
    million, tenth = f"{len(many):,} × {COLUMNS}", f"{len(rows):,} × {COLUMNS}"

    def own(task, repeats):
        return lambda: ours.seconds(task, repeats)

    def peer(work, repeats):
        return lambda: seconds(work, repeats)

    return [
        (f"the trees of {million} alone", own("trees", 10), {by_conifer: peer(lambda _: conifer().fit(wide_many), 5)}),
        (f"fit {million}, cut at 0.5", own("fit_auto_many", 2), {
            by_scikit: peer(lambda _: scikit("auto").fit(many), 1),
        }),
        (f"fit {million}, contamination 0.1", own("fit_many", 1), {
            by_scikit: peer(lambda _: scikit(0.1).fit(many), 1),
        }),
        (f"fit {tenth}, contamination 0.1", own("fit", 3), {by_scikit: peer(lambda _: scikit(0.1).fit(rows), 1)}),
        (f"score {len(rows):,} rows", own("score", 3), {
            by_scikit: peer(lambda _: fitted.score_samples(rows), 1),
            by_runtime: peer(lambda _: runtime.run(["anomaly_score"], {"features": rows}), 2),
            by_conifer: peer(lambda _: fitted_conifer.score_samples(wide), 1),
        }),
        ("score one row a call", own("row", 50_000), {
            by_scikit: peer(lambda turn: fitted.score_samples(one(turn)), 50),
            by_runtime: peer(lambda turn: runtime.run(["anomaly_score"], {"features": one(turn)}), 5_000),
        }),
        ("load model.onnx", own("load", 20), {by_runtime: peer(lambda _: session(folder / "model.onnx"), 5)}),
    ]


def duration(value):
    for unit, factor in (("s", 1), ("ms", 1e3)):
        if value * factor >= 1:
            return f"{value * factor:.3g} {unit}"
    return f"{value * 1e6:.3g} µs"


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=5, help="rounds in which all take turns (default: 5)")
    parser.add_argument("--rows", type=int, default=1_000_000, help="rows, a tenth of which is scored (default: 1000000)")
    arguments = parser.parse_args()
    taken = {}
    with tempfile.TemporaryDirectory() as text:
        folder = pathlib.Path(text)
        tasks = cases(folder, Ours("ForestBench", folder, arguments.rows))
        for turn in range(arguments.rounds + 1):
            for name, own, peers in tasks:
                for side, measure in {"ours": own, **peers}.items():
                    value = measure()
                    if turn > 0:  # the first round warms up
                        taken.setdefault((name, side), []).append(value)
    load = os.getloadavg()[0]
    print(f"{datetime.date.today()}, {arguments.rounds} rounds; {os.cpu_count()} cores, load {load:.1f}\n")
    print("| task | peer | peer, CPU | ours, CPU | peer ÷ ours, median (min–max) |\n|---|---|---|---|---|")
    for name, _, peers in tasks:
        ours = taken[name, "ours"]
        for side in peers:
            ratios = [theirs / own for theirs, own in zip(taken[name, side], ours)]
            low, middle, high = (f"{value:.3g}" for value in (min(ratios), statistics.median(ratios), max(ratios)))
            print(f"| {name} | {side} | {duration(statistics.median(taken[name, side]))} "
                  f"| {duration(statistics.median(ours))} | **{middle}×** ({low}–{high}) |")


if __name__ == "__main__":
    main()
