"""Compares `driftdetector drift report` with SciPy and Evidently on 500 random pairs of samples, every test.

    python scripts/oracles/check_drift.py PROGRAM

Needs scipy 1.17.1 and, where it is installed, evidently 0.7.23 (`scripts/oracles/setup drift`). Pairs come from a seed:
sizes from 2 to 3,000, ties, constants, few different values, heavy tails, labels. They are columns of a few tables, so that
the program is called seldom. Prints the largest difference of each test, and fails when one is beyond its tolerance.
"""
import csv
import json
import pathlib
import subprocess
import sys
import tempfile
import warnings

import numpy
from scipy import spatial, stats

try:
    import pandas
    from evidently.legacy.calculations.stattests import registry
    from evidently.legacy.core import ColumnType
except ImportError:
    registry = None

warnings.filterwarnings("ignore")
PAIRS, LABEL_PAIRS, TABLE = 430, 70, 48
NUMERIC = ["wasserstein_norm", "wasserstein", "ks", "psi", "jensenshannon", "hellinger", "kl_div", "cramer_von_mises",
           "anderson", "ed", "mannw"]
CATEGORICAL = ["chisquare", "z", "psi", "jensenshannon", "hellinger", "kl_div", "TVD"]
THEIRS = {"wasserstein_norm": "wasserstein"}
# Relative and absolute. Evidently subtracts from 1 in hellinger (squared here) and z, and counts in floats of 16 or 32 bits
# in cramer_von_mises up to 20 values a side; SciPy does not.
TOLERANCE = {"hellinger": (1e-9, 1e-15), "z": (1e-9, 1e-15), "ks": (1e-9, 1e-300),
             "mannw": (1e-9, 1e-300), "chisquare": (1e-9, 1e-300),
             ("cramer_von_mises", "Evidently"): (0, 1e-3)}


def numbers(generator):
    """One sample's kind and a function that draws it."""
    kind = generator.integers(0, 8)
    scale, digits = 10 ** generator.uniform(-2, 3), int(generator.integers(0, 6))
    place = generator.normal(0, 2)
    return {
        0: lambda n, d: numpy.round((generator.normal(place + d, 1, n)) * scale, digits),
        1: lambda n, d: numpy.round(generator.normal(d, 1, n), 1),
        2: lambda n, d: generator.integers(0, 4, n) + float(int(d)),
        3: lambda n, d: generator.integers(0, 24, n).astype(float),
        4: lambda n, d: generator.standard_t(1.5, n) * scale + d,
        5: lambda n, d: numpy.exp(generator.normal(d, 1.5, n)),
        6: lambda n, d: numpy.full(n, numpy.round(place, 2)),
        7: lambda n, d: generator.uniform(0, 1 + d * d, n),
    }[int(kind)]


def sizes(generator):
    top = int(generator.choice([8, 21, 200, 1_200, 3_000], p=[.15, .2, .35, .2, .1]))
    return (int(x) for x in generator.integers(2, top, 2))


def numeric_pairs(generator):
    for _ in range(PAIRS):
        draw = numbers(generator)
        n, m = sizes(generator)
        other = draw if generator.random() < 0.8 else numbers(generator)
        yield draw(n, 0).tolist(), other(m, generator.choice([0, 0.1, 0.7, 3])).tolist()


def label_pairs(generator):
    for _ in range(LABEL_PAIRS):
        count = int(generator.integers(1, 9))
        n, m = (int(x) for x in generator.integers(2, 400, 2))
        labels = [f"station_{place}" for place in range(count)]
        shares = generator.dirichlet(numpy.ones(count))
        others = shares if generator.random() < 0.5 else generator.dirichlet(numpy.ones(count))
        yield list(generator.choice(labels, n, p=shares)), list(generator.choice(labels, m, p=others))


def by_scipy(reference, current):
    """What SciPy says of numbers by tests that are its own."""
    smirnov = stats.ks_2samp(reference, current)
    distance = stats.wasserstein_distance(reference, current)
    return {"wasserstein": distance, "wasserstein_norm": distance / max(numpy.std(reference), 0.001),
            "ks": smirnov.pvalue, "ed": stats.energy_distance(reference, current),
            "cramer_von_mises": stats.cramervonmises_2samp(reference, current).pvalue,
            "jensenshannon": jensenshannon(numpy.array(reference), numpy.array(current))}


def total_variation(reference, current):
    """Evidently's TVD with the same permutations, but without rounding in the distances."""
    numpy.random.seed(0)
    pooled, n, m = numpy.array(reference + current), len(reference), len(current)
    labels = sorted(set(pooled))

    def distance(part):
        counts = [(int((part == label).sum()), int((pooled == label).sum())) for label in labels]
        return sum(abs(ours * m - (both - ours) * n) for ours, both in counts)

    observed = distance(numpy.array(reference))
    return sum(distance(numpy.random.choice(pooled, n, replace=False)) >= observed for _ in range(1000)) / 1000


def jensenshannon(reference, current):
    if len(set(reference)) > 20:
        edges = numpy.histogram_bin_edges(numpy.concatenate([reference, current]), bins="sturges")
        shares = [numpy.histogram(side, edges)[0] / len(side) for side in (reference, current)]
    else:
        keys = numpy.union1d(reference, current)
        shares = [numpy.array([(side == key).mean() for key in keys]) for side in (reference, current)]
    distance = spatial.distance.jensenshannon(*shares)
    return distance if numpy.isfinite(distance) else 0


def by_evidently(tests, reference, current, kind):
    scores = {}
    for test in tests:
        # Evidently has no distance in the feature's own unit, and misses permutations whose distance equals the observed.
        if test in ("wasserstein", "TVD"):
            continue
        try:
            found = registry.get_registered_stattest(THEIRS.get(test, test), kind)(
                pandas.Series(reference), pandas.Series(current), kind, None)
        except Exception:  # noqa: BLE001  (whatever it raises, it has no score)
            continue
        if numpy.isfinite(found.drift_score):
            scores[test] = float(found.drift_score)
    return scores


def write(path, columns):
    with open(path, "w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([f"c{place}" for place in range(len(columns))])
        for row in range(max(map(len, columns))):
            writer.writerow([column[row] if row < len(column) else "" for column in columns])


def ours(program, folder, pairs, tests):
    """The features of the program's report on a table of pairs."""
    write(folder / "reference.csv", [pair[0] for pair in pairs])
    write(folder / "current.csv", [pair[1] for pair in pairs])
    report = subprocess.run(
        [program, "drift", "report", "--reference", folder / "reference.csv", "--current", folder / "current.csv",
         "--tests", ",".join(tests), "--json"], check=True, stdout=subprocess.PIPE, text=True)
    features = json.loads(report.stdout)["features"]
    return [features[f"c{place}"]["tests"] for place in range(len(pairs))]


def compare(program, folder, pairs, tests, worst, kind):
    failures = 0
    for start in range(0, len(pairs), TABLE):
        part = pairs[start:start + TABLE]
        for number, ((reference, current), found) in enumerate(zip(part, ours(program, folder, part, tests)), start):
            peers = ({"NumPy": {"TVD": total_variation(reference, current)}} if kind == "labels"
                     else {"SciPy": by_scipy(reference, current)})
            if registry:
                of = ColumnType.Categorical if kind == "labels" else ColumnType.Numerical
                peers["Evidently"] = by_evidently(tests, reference, current, of)
            for peer, scores in peers.items():
                for test, theirs in scores.items():
                    value = found[test]["score"]
                    if test == "hellinger":
                        value, theirs = value * value, theirs * theirs
                    relative, absolute = TOLERANCE.get((test, peer), TOLERANCE.get(test, (1e-9, 1e-13)))
                    difference = abs(value - theirs)
                    count, largest, share = worst.get((kind, test, peer), (0, 0.0, 0.0))
                    allowed = max(relative * abs(theirs), absolute)
                    worst[kind, test, peer] = (count + 1, max(largest, difference), max(share, difference / allowed))
                    if not difference <= allowed:
                        failures += 1
                        print(f"{kind} pair {number}, {len(reference)} and {len(current)} values, {test}: "
                              f"{value!r}, {peer} {theirs!r}", file=sys.stderr)
    return failures


def main():
    if len(sys.argv) != 2:
        sys.exit("usage: check_drift.py PROGRAM")
    if registry is None:
        print("drift: without Evidently; `scripts/oracles/setup drift` installs it", file=sys.stderr)
    generator = numpy.random.default_rng(500)
    worst = {}
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        failures = compare(sys.argv[1], folder, list(numeric_pairs(generator)), NUMERIC, worst, "numbers")
        failures += compare(sys.argv[1], folder, list(label_pairs(generator)), CATEGORICAL, worst, "labels")
    for (kind, test, peer), (count, largest, share) in worst.items():
        print(f"{kind:8} {test:17} {peer:10} {count:4} scores, largest difference {largest:.2g}, "
              f"{share:.2g} of what is allowed")
    if failures:
        sys.exit(f"drift: {failures} scores differ by more than is allowed")
    print(f"drift: {PAIRS + LABEL_PAIRS} pairs, {sum(count for count, _, _ in worst.values())} scores agree")


if __name__ == "__main__":
    main()
