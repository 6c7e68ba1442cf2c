#!/usr/bin/env python3
"""Measures drift tests of 32 features, and detectors of changes in a stream: ours, numpy's, SciPy's, Evidently's and
river's in turns within one run.

    .native/drift/bin/python Benchmarks/drift.py [--rounds N]                     after scripts/oracles/setup drift

Figures are CPU time of the measuring process, user and system, all threads; everybody works on one. Windows are in memory
on all sides before the first round; numpy and we also have the reference sorted, as a service keeps it. Before anything is
measured, our distances must equal SciPy's, and our detections river's.
"""

import argparse
import datetime
import os
import pathlib
import statistics
import sys
import tempfile
import time
import warnings

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(name, "1")

import numpy  # noqa: E402
import pandas  # noqa: E402
import scipy  # noqa: E402
from dialogue import Ours  # noqa: E402
from scipy import stats  # noqa: E402

try:
    import evidently
    from evidently import Report
    from evidently.presets import DataDriftPreset
except ImportError:
    evidently = None
try:
    import river
    from river import drift
except ImportError:
    river = None

warnings.filterwarnings("ignore")
COLUMNS = 32
SIZES = {"small": (10_000, 1_000), "large": (100_000, 100_000)}
STREAM, JUMP_EVERY = 100_000, 10_000


def seconds(work, repeats):
    begin = time.process_time()
    for _ in range(repeats):
        work()
    return (time.process_time() - begin) / repeats


def windows(size, generator):
    """Hourly weather in outline: nearly normal values that stay near each other, rounded as an instrument reports them."""
    def side(rows, shift):
        steps = generator.normal(0, 1, (COLUMNS, rows))
        return numpy.round(10 + 5 * steps + shift, 2)
    rows, others = SIZES[size]
    return side(rows, 0), side(others, 0.5)


def presorted(reference, current):
    """numpy with a reference sorted beforehand."""
    current = numpy.sort(current)
    values = numpy.concatenate([reference, current])
    values.sort(kind="stable")
    ours = numpy.searchsorted(reference, values[:-1], "right") / len(reference)
    theirs = numpy.searchsorted(current, values[:-1], "right") / len(current)
    return float(numpy.sum(numpy.abs(ours - theirs) * numpy.diff(values)))


def shares(reference, current, fills):
    edges = numpy.histogram_bin_edges(numpy.concatenate([reference, current]), bins="sturges")
    sides = [numpy.histogram(side, edges)[0] / len(side) for side in (reference, current)]
    for side in sides if fills else ():
        least = side[side != 0].min()
        side[side == 0] = least / 1e6 if least <= 0.0001 else 0.0001
    return sides


def psi(reference, current):
    ours, theirs = shares(reference, current, True)
    return float(numpy.sum((ours - theirs) * numpy.log(ours / theirs)))


def jensenshannon(reference, current):
    ours, theirs = shares(reference, current, False)
    middle = (ours + theirs) / 2

    def divergence(side):
        return float(numpy.sum(side[side > 0] * numpy.log(side[side > 0] / middle[side > 0])))
    return max((divergence(ours) + divergence(theirs)) / 2, 0) ** 0.5


def cases(folder, ours, data):
    """For each task its name, ours and the peers: functions that return the CPU seconds of one repeat."""
    deviations = {size: [max(float(numpy.std(side)), 0.001) for side in data[size][0]] for size in data}
    ordered = {size: [numpy.sort(side) for side in data[size][0]] for size in data}

    def by_scipy(size):
        return [stats.wasserstein_distance(*pair) / spread for *pair, spread in zip(*data[size], deviations[size])]

    difference = numpy.abs(numpy.fromfile(folder / "distances.f64") - numpy.array(by_scipy("small"))).max()
    if not difference < 1e-12:
        sys.exit(f"drift: the distances differ by {difference:.3g}; nothing was measured")
    print(f"same distances, largest difference {difference:.1e}", file=sys.stderr)

    def by_numpy(size):
        return [presorted(sorted_side, current) / spread
                for sorted_side, current, spread in zip(ordered[size], data[size][1], deviations[size])]

    def each(test, size):
        return [test(*pair) for pair in zip(*data[size])]

    frames = {size: [pandas.DataFrame(side.T, columns=[f"f{place}" for place in range(COLUMNS)]) for side in data[size]]
              for size in data}

    def by_evidently(size, page=False):
        reference, current = frames[size]
        run = Report([DataDriftPreset(method="wasserstein", threshold=0.3)]).run(current, reference)
        return run.json(), run.get_html_str(as_iframe=False) if page else ""

    def own(task, repeats):
        return lambda: ours.seconds(task, repeats)

    def peer(work, repeats=1):
        return lambda: seconds(work, repeats)

    numpy_name, scipy_name = f"numpy {numpy.__version__}, reference sorted", f"SciPy {scipy.__version__}"
    plain = f"numpy {numpy.__version__}"
    evidently_name = f"Evidently {evidently.__version__}" if evidently else ""

    def reported(work, repeats=1):
        return {evidently_name: peer(work, repeats)} if evidently else {}

    return [
        ("normed Wasserstein, 32 × (10,000 and 1,000)", own("small_distances", 100), {
            numpy_name: peer(lambda: by_numpy("small"), 5), scipy_name: peer(lambda: by_scipy("small"), 2)}),
        ("normed Wasserstein, 32 × (100,000 and 100,000)", own("large_distances", 3), {
            numpy_name: peer(lambda: by_numpy("large")), scipy_name: peer(lambda: by_scipy("large"))}),
        ("Kolmogorov–Smirnov, 32 × (10,000 and 1,000)", own("small_ks", 10), {
            scipy_name: peer(lambda: each(stats.ks_2samp, "small"))}),
        ("population stability index, 32 × (10,000 and 1,000)", own("small_psi", 50), {
            plain: peer(lambda: each(psi, "small"), 5)}),
        ("Jensen–Shannon, 32 × (10,000 and 1,000)", own("small_jensenshannon", 50), {
            plain: peer(lambda: each(jensenshannon, "small"), 5)}),
        ("report as JSON, reference not sorted, 32 × (10,000 and 1,000)", own("small_report", 20),
         reported(lambda: by_evidently("small"))),
        ("report as a page", own("small_page", 5), reported(lambda: by_evidently("small", page=True))),
        ("window of 1,000 over 10,000, 1,000 inputs", own("window", 3), {}),
        ("profiles of 32 × 100,000 values", own("profiles", 3), {}),
    ]


def stream(generator):
    """Noise around a level that changes now and then."""
    return numpy.repeat(generator.normal(0, 1, STREAM // JUMP_EVERY), JUMP_EVERY) + generator.normal(0, 1, STREAM)


def stream_cases(folder, ours, values):
    """Like `cases`, of the detectors of changes in a stream."""
    values = values.tolist()

    def detections(detector):
        places = []
        for place, value in enumerate(values):
            detector.update(value)
            if detector.drift_detected:
                places.append(place)
        return places

    def case(name, task, peer):
        peers = {}
        if river:
            detector = getattr(drift, peer)
            if numpy.fromfile(folder / f"{task}.i64", numpy.int64).tolist() != detections(detector()):
                sys.exit(f"drift: {name} finds other changes than river; nothing was measured")
            peers[f"river {river.__version__}"] = lambda: seconds(lambda: detections(detector()), 1)
        return f"{name}, {STREAM:,} values of a stream", lambda: ours.seconds(task, 5), peers

    return [case("ADWIN", "adwin", "ADWIN"), case("Page–Hinkley", "page_hinkley", "PageHinkley")]


def duration(value):
    for unit, factor in (("s", 1), ("ms", 1e3)):
        if value * factor >= 1:
            return f"{value * factor:.3g} {unit}"
    return f"{value * 1e6:.3g} µs"


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=5, help="rounds in which all take turns (default: 5)")
    arguments = parser.parse_args()
    if evidently is None:
        print("drift: without Evidently; `scripts/oracles/setup drift` installs it", file=sys.stderr)
    if river is None:
        print("drift: without river; `scripts/oracles/setup drift` installs it", file=sys.stderr)
    generator = numpy.random.default_rng(5)
    taken = {}
    with tempfile.TemporaryDirectory() as text:
        folder = pathlib.Path(text)
        data = {}
        for size in SIZES:
            data[size] = windows(size, generator)
            for name, side in zip(("reference", "current"), data[size]):
                side.tofile(folder / f"{size}-{name}.f64")
        values = stream(generator)
        values.tofile(folder / "stream.f64")
        ours = Ours("DriftBench", folder)
        tasks = cases(folder, ours, data) + stream_cases(folder, ours, values)
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
        if not peers:
            print(f"| {name} | | | {duration(statistics.median(ours))} | |")
        for side in peers:
            ratios = [theirs / own for theirs, own in zip(taken[name, side], ours)]
            low, middle, high = (f"{value:.3g}" for value in (min(ratios), statistics.median(ratios), max(ratios)))
            print(f"| {name} | {side} | {duration(statistics.median(taken[name, side]))} "
                  f"| {duration(statistics.median(ours))} | **{middle}×** ({low}–{high}) |")
    values = COLUMNS * SIZES["large"][1] / statistics.median(taken["profiles of 32 × 100,000 values", "ours"])
    print(f"\nprofiles: {values / 1e6:.0f} million values a second")


if __name__ == "__main__":
    main()
