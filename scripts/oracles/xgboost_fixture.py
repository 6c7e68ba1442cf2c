#!/usr/bin/env python3
"""Writes tests/fixtures/xgboost/: answers of XGBoost's Python package that training from Swift must give too.

training.json holds 500 rows of 8 values with 5 % missing, a label for each, and for each of several sets of parameters
the predictions for those rows; squared_error.model.json is the model of the first set as Python saved it. One thread.

Needs: xgboost-cpu==3.2.0 numpy==2.4.6
"""

import json
import pathlib

import numpy
import xgboost

FOLDER = pathlib.Path(__file__).resolve().parents[2] / "tests" / "fixtures" / "xgboost"
ROWS, COLUMNS = 500, 8
PLAIN = {"rounds": 20, "depth": 4, "learningRate": 0.3, "minChildWeight": 1, "subsample": 1, "columnSample": 1, "l2": 1,
         "bins": 256, "seed": 0}
CASES = [
    {"objective": "squaredError"},
    {"objective": "squaredError", "rounds": 40, "depth": 6, "learningRate": 0.05, "minChildWeight": 7.5,
     "subsample": 0.7, "columnSample": 0.5, "l2": 0.25, "bins": 32, "seed": 4294967295},
    {"objective": "absoluteError", "subsample": 0.5, "seed": 3},
    {"objective": "quantile", "level": 0.9, "learningRate": 0.1},
    {"objective": "quantile", "level": 0.05, "learningRate": 0.1, "columnSample": 0.5, "seed": 11},
]
OBJECTIVES = {"squaredError": "reg:squarederror", "absoluteError": "reg:absoluteerror", "quantile": "reg:quantileerror"}


def data():
    random = numpy.random.default_rng(2016)
    rows = numpy.round(random.normal(size=(ROWS, COLUMNS)), 3)
    rows[:, 7] = numpy.round(rows[:, 7])  # a column of few values
    noise = 0.3 * random.normal(size=ROWS)
    labels = numpy.round(2 * rows[:, 0] + numpy.sin(3 * rows[:, 1]) + rows[:, 2] * rows[:, 3] + noise, 3) + 10
    rows[random.random((ROWS, COLUMNS)) < 0.05] = numpy.nan
    return rows.astype(numpy.float32), labels.astype(numpy.float32)


def train(rows, labels, case):
    parameters = {
        "tree_method": "hist",
        "objective": OBJECTIVES[case["objective"]],
        "max_depth": case["depth"],
        "eta": case["learningRate"],
        "min_child_weight": case["minChildWeight"],
        "subsample": case["subsample"],
        "colsample_bytree": case["columnSample"],
        "lambda": case["l2"],
        "max_bin": case["bins"],
        "seed": case["seed"],
        "nthread": 1,
    }
    if "level" in case:
        parameters["quantile_alpha"] = case["level"]
    return xgboost.train(parameters, xgboost.DMatrix(rows, labels, nthread=1), case["rounds"])


def shortest(values):
    """The shortest decimal numbers that are the same 32-bit floats; null for NaN."""
    return [None if numpy.isnan(value) else float(str(value)) for value in values]


def main():
    rows, labels = data()
    cases, models = [], []
    for case in [PLAIN | case for case in CASES]:
        model = train(rows, labels, case)
        predictions = model.predict(xgboost.DMatrix(rows, nthread=1))
        cases.append({"parameters": case, "predictions": shortest(predictions)})
        models.append(bytes(model.save_raw("json")))
    content = {
        "made_by": f"xgboost {xgboost.__version__}, numpy {numpy.__version__}, scripts/oracles/xgboost_fixture.py",
        "columns": COLUMNS,
        "rows": shortest(rows.flatten()),
        "labels": shortest(labels),
        "cases": cases,
    }
    FOLDER.mkdir(parents=True, exist_ok=True)
    (FOLDER / "training.json").write_text(json.dumps(content, separators=(",", ":")) + "\n")
    (FOLDER / "squared_error.model.json").write_bytes(models[0] + b"\n")


if __name__ == "__main__":
    main()
