"""Writes what Evidently and SciPy say about the pairs of samples in tests/fixtures/evidently, and SciPy's distributions.

    python scripts/oracles/drift_scores.py

Needs evidently 0.7.23 and scipy 1.17.1, in an environment of their own: evidently brings half of PyPI with it.
"""
import json
import pathlib
import warnings

import numpy as np
import pandas as pd
import scipy
from evidently.legacy.calculations.stattests import registry
from evidently.legacy.core import ColumnType
from scipy import stats

warnings.filterwarnings("ignore")
FIXTURES = pathlib.Path(__file__).resolve().parents[2] / "tests/fixtures"
EVIDENTLY = FIXTURES / "evidently"
NUMERIC = ["wasserstein", "ks", "psi", "jensenshannon", "hellinger", "kl_div", "cramer_von_mises", "anderson", "ed",
           "mannw"]
CATEGORICAL = ["chisquare", "z", "psi", "jensenshannon", "hellinger", "kl_div", "TVD"]
OURS = {"wasserstein": "wasserstein_norm"}


def score(name, reference, current, kind):
    """Evidently's score and whether it calls it drift, or None where it raises."""
    try:
        result = registry.get_registered_stattest(name, kind)(
            pd.Series(reference), pd.Series(current), kind, None)
        return None if not np.isfinite(result.drift_score) else {
            "score": float(result.drift_score), "drifted": bool(result.drifted),
            "threshold": result.actual_threshold}
    except Exception as error:  # noqa: BLE001  (whatever it raises, it has no score)
        print(f"  {name}: {type(error).__name__}: {error}")
        return None


def scores(names, reference, current, kind):
    return {OURS.get(name, name): score(name, reference, current, kind) for name in names}


def chosen(reference, current, kind):
    name = registry.get_stattest(pd.Series(reference), pd.Series(current), kind, None).name
    return OURS.get(name, name)


def total_variation(reference, current):
    """Evidently's TVD with the same permutations, but without rounding in the distances."""
    np.random.seed(0)
    pooled, n, m = np.array(reference + current), len(reference), len(current)
    labels = sorted(set(pooled))

    def distance(part):
        counts = [(int((part == label).sum()), int((pooled == label).sum())) for label in labels]
        return sum(abs(ours * m - (both - ours) * n) for ours, both in counts)

    observed = distance(np.array(reference))
    return sum(distance(np.random.choice(pooled, n, replace=False)) >= observed for _ in range(1000)) / 1000


def numeric_pairs():
    for path in sorted(EVIDENTLY.glob("*.json")):
        pair = json.loads(path.read_text())
        if isinstance(pair, dict) and "reference" in pair and "ks_mode" in pair:
            yield pair["name"], pair["reference"], pair["current"]


def categorical_pairs():
    generator = np.random.default_rng(11)
    yield "quality_flags_90_61", ["good"] * 70 + ["range"] * 13 + ["step"] * 7, \
        ["good"] * 40 + ["range"] * 6 + ["step"] * 11 + ["stuck"] * 4
    for name, shares, others, n, m in [
            ("four_stations_same_301_199", [.4, .3, .2, .1], [.4, .3, .2, .1], 301, 199),
            ("four_stations_moved_301_199", [.4, .3, .2, .1], [.3, .3, .2, .2], 301, 199),
            ("three_stations_slightly_151_97", [.5, .3, .2], [.42, .33, .25], 151, 97),
            ("six_stations_1200_400", [.3, .2, .2, .1, .1, .1], [.25, .2, .2, .1, .1, .15], 1200, 400),
            ("two_kinds_120_80", [.5, .5], [.4, .6], 120, 80)]:
        labels = [f"station_{i}" for i in range(len(shares))]
        yield name, list(generator.choice(labels, n, p=shares)), list(generator.choice(labels, m, p=others))
    yield "one_label_20_20", ["a"] * 20, ["a"] * 20


def random_pairs():
    """Pairs that a test of the project draws again: only their shape is kept here, and the values in full."""
    generator = np.random.default_rng(2)
    for number in range(60):
        n, m = (int(x) for x in generator.integers(2, 22 if number % 3 == 0 else 120, 2))
        digits = int(generator.integers(0, 6))
        reference = np.round(generator.normal(0, 1, n) * 10 ** generator.uniform(-1, 2), digits)
        current = np.round(generator.normal(generator.uniform(-1, 1), 1, m) * 10 ** generator.uniform(-1, 2), digits)
        yield f"random_{number}_{n}_{m}", reference.tolist(), current.tolist()


def evidently_scores():
    cases = []
    for name, reference, current in numeric_pairs():
        print(name)
        cases.append({"name": name, "chosen": chosen(reference, current, ColumnType.Numerical),
                      "tests": scores(NUMERIC, reference, current, ColumnType.Numerical)})
        if len(set(reference) | set(current)) <= 30:
            cases[-1]["as_categories"] = scores(CATEGORICAL[:-1], reference, current, ColumnType.Categorical)
    (EVIDENTLY / "scores.json").write_text(json.dumps(cases, indent=1) + "\n")

    cases = []
    for name, reference, current in random_pairs():
        cases.append({"name": name, "reference": reference, "current": current,
                      "chosen": chosen(reference, current, ColumnType.Numerical),
                      "cramer_von_mises_by_scipy": float(stats.cramervonmises_2samp(reference, current).pvalue),
                      "tests": scores(NUMERIC, reference, current, ColumnType.Numerical)})
    (EVIDENTLY / "random_pairs.json").write_text("[\n" + ",\n".join(json.dumps(case) for case in cases) + "\n]\n")

    cases = []
    for name, reference, current in categorical_pairs():
        print(name)
        reference, current = [str(x) for x in reference], [str(x) for x in current]
        cases.append({"name": name, "reference": reference, "current": current,
                      "chosen": chosen(reference, current, ColumnType.Categorical),
                      "tvd_without_rounding": total_variation(reference, current),
                      "tests": scores(CATEGORICAL, reference, current, ColumnType.Categorical)})
    (EVIDENTLY / "categories.json").write_text("[\n" + ",\n".join(json.dumps(case) for case in cases) + "\n]\n")


def distributions():
    kolmogorov = [
        [n, x, float(stats.kstwo.sf(x, n))]
        for n in [1, 2, 3, 5, 10, 20, 50, 100, 140, 141, 200, 500, 1000, 5000, 20000, 100000, 150000, 1000000]
        for z in [.3, .45, .6, .8, .86, .87, 1, 1.3, 1.48, 1.49, 1.9, 2.01, 3, 5]
        for x in [z / n ** .5] if x < 1]
    exact = []
    generator = np.random.default_rng(4)
    for n, m in [(2, 3), (7, 5), (9, 9), (20, 30), (40, 17), (100, 99), (100, 300), (64, 64), (1000, 300), (500, 500),
                 (2000, 1000), (3000, 70), (1001, 1000)]:
        lcm = int(np.lcm(n, m))
        for d in [.02, .05, .1, .2, .3, .5, .8, 1]:
            h = round(d * lcm)
            if h:
                _, statistic, p = scipy.stats._stats_py._attempt_exact_2kssamp(n, m, int(np.gcd(n, m)), h / lcm, "two-sided")
                exact.append([n, m, h, float(np.clip(p, 0, 1))])
    chi = [[k, x, float(stats.chi2.sf(x, k))] for k in [1, 2, 3, 5, 11, 40, 200, 5000, 100000]
           for f in [.01, .3, .7, .95, 1, 1.05, 1.5, 3, 8] for x in [f * k]]
    adjusted = []
    for n in [1, 2, 5, 32]:
        p = np.round(generator.uniform(0, 1, n) ** 3, 4)
        adjusted.append([p.tolist(), stats.false_discovery_control(p).tolist()])
    plain = []
    for name, reference, current in numeric_pairs():
        plain.append({"name": name,
                      "mann_whitney": list(map(float, stats.mannwhitneyu(reference, current, alternative="less"))),
                      "energy": float(stats.energy_distance(reference, current))})
        try:
            plain[-1]["anderson"] = float(stats.anderson_ksamp([np.array(reference), np.array(current)])[0])
            plain[-1]["cramer_von_mises"] = float(stats.cramervonmises_2samp(reference, current).statistic)
        except Exception as error:  # noqa: BLE001
            print(name, error)
    (FIXTURES / "scipy/distributions.json").write_text(json.dumps({
        "kolmogorov_sf": kolmogorov, "two_sample_exact": exact, "chi_square_sf": chi,
        "false_discovery_control": adjusted, "statistics": plain}) + "\n")


evidently_scores()
distributions()
