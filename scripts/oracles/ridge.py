#!/usr/bin/env python3
"""Writes tests/fixtures/numpy/ridge.json: hourly readings of two stations, and the ridge regressions of a small
forecaster fitted to them.

Inputs are computed from their definitions, one value at a time. The regressions are solved as least squares on the rows
extended by sqrt(penalty) times the identity, by numpy.linalg.lstsq (singular values), and must agree with
sklearn.linear_model.Ridge.

Needs: numpy==2.4.6 scikit-learn==1.9.1
"""

import json
import math
import pathlib

import numpy
import sklearn
from sklearn.linear_model import Ridge

SENSORS = ("level", "flow")
HORIZONS = (1, 6)
PENALTY = 30.0
FIRST_HOURS = {"north": 490_000, "south": 490_003}
CUT = 490_430
NOTHING = math.nan


def readings(random, hours):
    """[sensors][hours], NaN where nothing was measured; with gaps that are carried over and gaps that are not."""
    columns = []
    for sensor in range(len(SENSORS)):
        noise = 0.0
        column = []
        for hour in range(hours):
            noise = 0.9 * noise + random.normal()
            column.append(round(10 * (sensor + 1) + 4 * math.sin(2 * math.pi * hour / 24 + sensor) + noise, 2))
        columns.append(column)
    for start, length in ((60, 2), (200, 9), (300, 1), (390, 4)):
        for column in columns:
            column[start : start + length] = [NOTHING] * length
    for hour in random.choice(hours, size=hours // 12, replace=False):
        columns[1][hour] = NOTHING
    return columns


def carried(column, hour, issue):
    for age in range(7):
        source = hour - age
        if source >= 0 and source > issue - 168 and not math.isnan(column[source]):
            return column[source]
    return NOTHING


def mean(values, fewest):
    known = [value for value in values if not math.isnan(value)]
    return sum(known) / len(known) if len(known) >= fewest else NOTHING


def inputs(columns, issue, first_hour):
    """name -> float32, in no order that matters."""

    def past(sensor, back):
        return carried(columns[sensor], issue - back, issue)

    row = {}
    for sensor, name in enumerate(SENSORS):
        for hours in (1, 2, 3, 6, 12, 24):
            row[f"{name}_change_{hours}h"] = past(sensor, 0) - past(sensor, hours)
        row[f"{name}_from_day_mean"] = mean([past(sensor, back) for back in range(24)], 12) - past(sensor, 0)
        if sensor > 0:
            row[f"{name}_level"] = past(sensor, 0)
    for horizon in HORIZONS:
        back = -horizon % 24
        for sensor, name in enumerate(SENSORS):
            row[f"{name}_yesterday_{horizon}h"] = past(sensor, back) - past(sensor, 0)
            week = mean([past(sensor, back + 24 * day) for day in range(7)], 1)
            row[f"{name}_week_mean_{horizon}h"] = week - past(sensor, 0)
        clock = (first_hour + issue + horizon) % 24
        for harmonic in (1, 2, 3):
            row[f"hour_sin{harmonic}_{horizon}h"] = math.sin(2 * math.pi * harmonic * clock / 24)
            row[f"hour_cos{harmonic}_{horizon}h"] = math.cos(2 * math.pi * harmonic * clock / 24)
    row = {name: numpy.float32(value) for name, value in row.items()}
    for horizon in HORIZONS:
        factors = [f"level_change_{hours}h" for hours in (1, 3, 6, 24)]
        factors += [f"level_yesterday_{horizon}h", "level_from_day_mean"]
        factors += [f"{name}_week_mean_{horizon}h" for name in SENSORS] + ["flow_change_3h"]
        for factor in factors:
            for wave in ("sin1", "cos1", "sin2", "cos2"):
                wave = f"hour_{wave}_{horizon}h"
                row[f"{factor}_x_{wave}"] = row[factor] * row[wave]
    return row


def of_horizon(name, horizon):
    """Whether the model of a horizon uses a column: those of all horizons, and its own."""
    shared = name.endswith(("_level", "_from_day_mean")) or ("_change_" in name and "_x_" not in name)
    return shared or name.endswith(f"_{horizon}h")


def fitted(rows, targets):
    known = ~numpy.isnan(targets)
    rows, targets = rows[known], targets[known]
    width = rows.shape[1]
    extended = numpy.vstack(
        [
            numpy.hstack([rows, numpy.ones((len(rows), 1))]),
            numpy.hstack([math.sqrt(PENALTY) * numpy.eye(width), numpy.zeros((width, 1))]),
        ]
    )
    solution = numpy.linalg.lstsq(extended, numpy.concatenate([targets, numpy.zeros(width)]), rcond=None)[0]
    ridge = Ridge(alpha=PENALTY, solver="svd").fit(rows, targets)
    assert numpy.allclose(ridge.coef_, solution[:-1], rtol=1e-9, atol=1e-10)
    assert math.isclose(ridge.intercept_, solution[-1], rel_tol=1e-9, abs_tol=1e-10)
    return solution


def plain(values):
    return [None if math.isnan(value) else float(value) for value in values]


def main():
    random = numpy.random.default_rng(1970)
    stations = {name: readings(random, 470) for name in FIRST_HOURS}
    examples = []
    for station, columns in stations.items():
        first = FIRST_HOURS[station]
        for issue in range(168, 470):
            present = [carried(column, issue, issue) for column in columns]
            if not all(math.isnan(value) for value in present):
                examples.append((first + issue, columns, issue, present, inputs(columns, issue, first)))

    names = list(examples[0][4])
    matrix = numpy.array([[row[name] for name in names] for *_, row in examples], dtype=numpy.float32)
    learned = numpy.array([hour < CUT for hour, *_ in examples])
    doubles = matrix[learned].astype(numpy.float64)
    means = numpy.nanmean(doubles, axis=0).astype(numpy.float32)
    filled = numpy.where(numpy.isnan(doubles), means.astype(numpy.float64), doubles)
    deviations = numpy.sqrt(numpy.mean((filled - means.astype(numpy.float64)) ** 2, axis=0))
    inverse = numpy.where(deviations > 1e-9, 1 / numpy.maximum(deviations, 1e-9), 0).astype(numpy.float32)
    scaled = numpy.where(numpy.isnan(matrix), 0, numpy.clip((matrix - means) * inverse, -6, 6)).astype(numpy.float64)

    outputs = []
    for horizon in HORIZONS:
        places = [place for place, name in enumerate(names) if of_horizon(name, horizon)]
        in_time = numpy.array([hour + horizon < CUT for hour, *_ in examples])
        for sensor, sensor_name in enumerate(SENSORS):
            changes = numpy.array(
                [
                    (columns[sensor][issue + horizon] if issue + horizon < 470 else NOTHING) - present[sensor]
                    for _, columns, issue, present, _ in examples
                ]
            )
            solution = fitted(scaled[in_time][:, places], changes[in_time])
            present = numpy.array([example[3][sensor] for example in examples])
            forecasts = present + scaled[:, places] @ solution[:-1] + solution[-1]
            outputs.append(
                {
                    "sensor": sensor_name,
                    "horizon": horizon,
                    "inputs": [names[place] for place in places],
                    "weights": solution[:-1].tolist(),
                    "intercept": float(solution[-1]),
                    "forecasts": plain(forecasts),
                }
            )
    fixture = {
        "library": f"numpy {numpy.__version__}, checked against scikit-learn {sklearn.__version__}",
        "script": "scripts/oracles/ridge.py",
        "penalty": PENALTY,
        "cut_hour": CUT,
        "horizons": HORIZONS,
        "sensors": SENSORS,
        "stations": [
            {"name": name, "first_hour": FIRST_HOURS[name], "columns": [plain(column) for column in columns]}
            for name, columns in stations.items()
        ],
        "inputs": names,
        "means": means.astype(numpy.float64).tolist(),
        "inverse_deviations": inverse.astype(numpy.float64).tolist(),
        "outputs": outputs,
    }
    path = pathlib.Path(__file__).parents[2] / "tests/fixtures/numpy/ridge.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(fixture) + "\n")


if __name__ == "__main__":
    main()
