#!/usr/bin/env python3
"""Writes tests/fixtures/scikit-learn/score_statistics.json: numpy percentiles, and ROC curves with their areas, of
small samples with and without ties.

Needs: scikit-learn==1.9.1 numpy==2.4.6
"""

import json
import pathlib

import numpy
import sklearn
from sklearn.metrics import roc_auc_score, roc_curve


def percentile_cases(random):
    samples = [
        [0.25],
        [2.0, -1.0],
        [-0.5, -0.4, -0.7, -0.45, -0.61, -0.38, -0.52, -0.44, -0.49, -0.41],
        (-0.4 - 0.2 * random.random(97)).tolist(),
        numpy.round(random.normal(size=1000), 2).tolist(),
    ]
    percents = [0.0, 0.1, 5.0, 10.0, 100.0 * 0.07, 25.0, 33.3, 50.0, 90.0, 99.9, 100.0]
    return [
        {
            "sample": sample,
            "percents": percents,
            "values": [float(numpy.percentile(sample, percent)) for percent in percents],
        }
        for sample in samples
    ]


def roc_cases(random):
    cases = []
    for rows, decimals in ((12, 1), (200, 1), (500, 12)):
        positive = random.random(rows) < 0.2
        positive[:2] = [True, False]
        scores = numpy.round(random.normal(size=rows) + positive, decimals)
        false_rate, true_rate, thresholds = roc_curve(positive, scores, drop_intermediate=False)
        cases.append(
            {
                "scores": scores.tolist(),
                "positive": positive.tolist(),
                "area": float(roc_auc_score(positive, scores)),
                "false_positive_rate": false_rate.tolist(),
                "true_positive_rate": true_rate.tolist(),
                "thresholds_after_infinity": thresholds[1:].tolist(),
            }
        )
    return cases


def main():
    random = numpy.random.default_rng(17)
    fixture = {
        "library": f"scikit-learn {sklearn.__version__}, numpy {numpy.__version__}",
        "script": "scripts/oracles/score_statistics.py",
        "percentiles": percentile_cases(random),
        "roc": roc_cases(random),
    }
    path = pathlib.Path(__file__).parents[2] / "tests/fixtures/scikit-learn/score_statistics.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(fixture) + "\n")


if __name__ == "__main__":
    main()
