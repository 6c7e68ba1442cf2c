#!/usr/bin/env python3
"""Writes tests/fixtures/scikit-learn/forest_auroc.json: how well scikit-learn's isolation forest finds sensor faults in
the bundled year of weather, in a typical year of another climate and in a hall of simulated machines, over 20 seeds, and
which rows the faults were put into.

Features are pandas' own, by time. Trained is on the first four fifths of the time less a day, judged on the last fifth,
of which each fault hits 1 %. A fault lasts one reading; the features of later readings see it, as they would live.
Undefined features are filled with the training medians.

Needs: scikit-learn==1.9.1 pandas==2.3.3 numpy==2.4.6
"""

import json
import pathlib

import numpy
import pandas
import sklearn
from sklearn.ensemble import IsolationForest
from sklearn.metrics import roc_auc_score

ROOT = pathlib.Path(__file__).parents[2]
SEEDS = range(1, 21)
HIT_SEED, HIT_SHARE, TRAINING_SHARE, GAP = 2013, 0.01, 0.8, pandas.Timedelta(hours=24)
LARGEST_WIND = 115  # m/s; a greater reading is an error of the feed, which nothing learns from
WINDOWS, LAGS = [3, 6, 12, 24], [1, 3, 6, 12]
DATASETS = {
    "new_york": ("datasets/nyc_airports_2013.csv.gz", "weather"),
    "greensboro": ("tests/fixtures/readings/greensboro.csv.gz", "weather"),
    "machines": ("tests/fixtures/readings/machines.csv.gz", "machine"),
}
SENSORS = {
    "weather": ["temperature", "pressure", "humidity", "wind_speed"],
    "machine": ["temperature", "vibration", "rotation_speed"],
}
ROLLED = {"weather": "temperature", "machine": "vibration"}
PRODUCTS = {
    "weather": [(0, 2), (1, 3), (0, 3), (2, 1)],
    "machine": [(0, 1), (1, 2), (0, 2)],
}
FAULTS = {
    "weather": {
        "temperature_spike_12": ("temperature", lambda value: value + 12),
        "temperature_in_fahrenheit": ("temperature", lambda value: value * 1.8 + 32),
        "pressure_drop_25": ("pressure", lambda value: value - 25),
        "humidity_zero": ("humidity", lambda value: value * 0),
    },
    "machine": {
        "temperature_spike_30": ("temperature", lambda value: value + 30),
        "vibration_doubled": ("vibration", lambda value: value * 2),
        "rotation_speed_zero": ("rotation_speed", lambda value: value * 0),
    },
}


def features(readings, schema):
    """The features of a schema, one row a reading, in the order of the readings; NaN where undefined."""
    parts = []
    for _, station in readings.groupby("machine_id", sort=False):
        by_time = station.set_index("observed_at").sort_index()
        columns = {name: by_time[name] for name in SENSORS[schema]}
        rolled = by_time[ROLLED[schema]]
        for hours in WINDOWS:
            window = rolled.rolling(f"{hours}h", min_periods=1)
            for statistic in ("mean", "std", "min", "max"):
                columns[f"{statistic}_{hours}h"] = getattr(window, statistic)()
        for hours in LAGS:
            past = rolled.reindex(rolled.index - pandas.Timedelta(hours=hours))
            columns[f"lag_{hours}h"] = pandas.Series(past.to_numpy(), index=rolled.index)
        part = pandas.DataFrame(columns)
        angle = 2 * numpy.pi * part.index.hour / 24
        part["hour_sin"], part["hour_cos"] = numpy.sin(angle), numpy.cos(angle)
        part["day_of_week"], part["month"] = part.index.dayofweek, part.index.month
        for one, other in PRODUCTS[schema]:
            part[f"{one}_x_{other}"] = by_time[SENSORS[schema][one]] * by_time[SENSORS[schema][other]]
        part.index = station.sort_values("observed_at").index
        parts.append(part)
    return pandas.concat(parts).sort_index().to_numpy(numpy.float32)


def measured(path, schema):
    readings = pandas.read_csv(ROOT / path, parse_dates=["observed_at"])
    if "wind_speed" in readings:
        readings.loc[readings.wind_speed > LARGEST_WIND, "wind_speed"] = numpy.nan
    start = readings.observed_at.sort_values().iloc[int(len(readings) * TRAINING_SHARE)]
    training = (readings.observed_at < start - GAP).to_numpy()
    test = (readings.observed_at >= start).to_numpy()

    healthy = features(readings, schema)
    medians = numpy.nanmedian(healthy[training], axis=0)

    def filled(rows):
        return numpy.where(numpy.isnan(rows), medians, rows)

    generator = numpy.random.default_rng(HIT_SEED)
    faults, judged = {}, {}
    for name, (sensor, spoil) in FAULTS[schema].items():
        candidates = numpy.flatnonzero(test & readings[sensor].notna().to_numpy())
        hits = numpy.sort(generator.choice(candidates, int(HIT_SHARE * len(candidates)), replace=False))
        spoilt = readings.copy()
        spoilt[sensor] = spoilt[sensor].astype(float)
        spoilt.loc[hits, sensor] = spoil(spoilt.loc[hits, sensor])
        judged[name] = filled(features(spoilt, schema)[test])
        faults[name] = {"sensor": sensor, "hit_rows": hits.tolist(), "aurocs": []}
    for seed in SEEDS:
        forest = IsolationForest(n_estimators=100, max_samples=256, random_state=seed).fit(filled(healthy[training]))
        for name, rows in judged.items():
            is_hit = numpy.isin(numpy.flatnonzero(test), faults[name]["hit_rows"])
            faults[name]["aurocs"].append(roc_auc_score(is_hit, -forest.score_samples(rows)))
    for fault in faults.values():
        fault["median_auroc"] = float(numpy.median(fault["aurocs"]))
    return {
        "readings": path,
        "schema": schema,
        "rows": len(readings),
        "training_rows": int(training.sum()),
        "test_rows": int(test.sum()),
        "training_end": (start - GAP).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "test_start": start.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "faults": faults,
    }


def main():
    fixture = {
        "library": f"scikit-learn {sklearn.__version__}, pandas {pandas.__version__}, numpy {numpy.__version__}",
        "script": "scripts/oracles/forest_auroc.py",
        "seeds": list(SEEDS),
        "datasets": {name: measured(path, schema) for name, (path, schema) in DATASETS.items()},
    }
    path = ROOT / "tests/fixtures/scikit-learn/forest_auroc.json"
    path.write_text(json.dumps(fixture) + "\n")
    for dataset, content in fixture["datasets"].items():
        for name, fault in content["faults"].items():
            print(f"{dataset}, {name}: {len(fault['hit_rows'])} rows hit, median AUROC {fault['median_auroc']:.4f}")


if __name__ == "__main__":
    main()
