#!/usr/bin/env python3
"""Writes tests/fixtures/scikit-learn/forest_quality.json: how well scikit-learn's isolation forest ranks injected
outliers, over 20 seeds, on rows that the Swift tests make again from the same generator.

Needs: scikit-learn==1.9.1 numpy==2.4.6
"""

import json
import pathlib

import numpy
import sklearn
from sklearn.ensemble import IsolationForest
from sklearn.metrics import roc_auc_score

ROWS, FEATURES, EVERY, SEEDS = 2000, 8, 20, range(20)


class Generator:
    """Knuth's 64-bit linear congruential generator; the upper 53 bits make a number in [0, 1)."""

    def __init__(self, state):
        self.state = state

    def uniform(self):
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) % 2**64
        return (self.state >> 11) * 2.0**-53

    def normal(self):
        """Nearly normal: twelve uniform numbers minus six. Only additions, so the same bits in any language."""
        total = 0.0
        for _ in range(12):
            total += self.uniform()
        return total - 6.0


def make_rows():
    """Rows of two common factors and noise of growing size; every 20th row has two neighbouring features moved."""
    generator = Generator(2008)
    rows = numpy.empty((ROWS, FEATURES), numpy.float32)
    outlier = numpy.zeros(ROWS, bool)
    for i in range(ROWS):
        first, second = generator.normal(), generator.normal()
        values = []
        for j in range(FEATURES):
            common = first if j < 4 else second
            values.append(common * 2.0 + generator.normal() * (0.5 + 0.25 * j))
        if i % EVERY == EVERY - 1:
            outlier[i] = True
            place = (i // EVERY) % (FEATURES - 1)
            values[place] += 5.0
            values[place + 1] -= 5.0
        rows[i] = values
    return rows, outlier


def main():
    rows, outlier = make_rows()
    aurocs = []
    for seed in SEEDS:
        forest = IsolationForest(n_estimators=100, max_samples=256, random_state=seed).fit(rows)
        aurocs.append(roc_auc_score(outlier, -forest.score_samples(rows)))
    total = 0.0
    for value in rows.ravel():
        total += float(value)
    path = pathlib.Path(__file__).parents[2] / "tests/fixtures/scikit-learn/forest_quality.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    fixture = {
        "library": f"scikit-learn {sklearn.__version__}, numpy {numpy.__version__}",
        "script": "scripts/oracles/forest_quality.py",
        "rows": ROWS,
        "features": FEATURES,
        "outliers": int(outlier.sum()),
        "sum_of_values": total,
        "last_row": [float(value) for value in rows[-1]],
        "aurocs": aurocs,
        "median_auroc": float(numpy.median(aurocs)),
    }
    path.write_text(json.dumps(fixture, indent=1) + "\n")


if __name__ == "__main__":
    main()
