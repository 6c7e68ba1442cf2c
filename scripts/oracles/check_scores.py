#!/usr/bin/env python3
"""Lets Python's ONNX Runtime score what a data directory holds, and compares: check_scores.py DATA_DIR.

- Every prediction: the stored feature row, run through the graph of the version that answered, must give the stored
  score.
- Every prediction's feature row must be the one that the offline store has for that station and moment, to the bit.
- Every anomaly model: the share of its training rows with a negative decision function must be the one in run.json.
- Every forecaster: seeded random inputs, a third of them undefined, must give finite forecasts, and an undefined
  present value undefined ones.

Prints the largest difference of each. Exits with 1 on a violation.
Needs: onnxruntime==1.32.0 pandas==2.3.3 numpy==2.4.6
"""

import json
import pathlib
import sys

import numpy
import onnxruntime
import pandas

SCORE_TOLERANCE = 1e-6
RANDOM_ROWS, RANDOM_SEED = 1000, 42
VIEWS = {"weather": "sensor_stats_view", "machine": "machine_stats_view",
         "weather_change": "sensor_change_view", "machine_change": "machine_change_view"}

failures = []


def check(holds, line):
    print(f"{'ok    ' if holds else 'FAILED'}  {line}")
    if not holds:
        failures.append(line)


class Version:
    """A registered model version and its graph."""

    def __init__(self, directory):
        self.name, self.number = directory.parent.name, int(directory.name)
        self.record = json.loads((directory / "run.json").read_text())["run"]
        self.session = onnxruntime.InferenceSession(directory / "model.onnx", providers=["CPUExecutionProvider"])

    def __str__(self):
        return f"{self.name} {self.number}"

    def run(self, output, **inputs):
        return self.session.run([output], inputs)[0]

    def features(self, table):
        """The rows of a table as the graph takes them."""
        return numpy.ascontiguousarray(table[self.record["inputs"]].to_numpy(numpy.float32))


def read(root, folder):
    """All Parquet files below a folder as one table; None when there are none."""
    files = sorted((root / folder).rglob("*.parquet"))
    return pandas.concat([pandas.read_parquet(file) for file in files]) if files else None


def newest_features(root, schema):
    """The newest version of each feature row, as training reads them; None when there are none."""
    table = read(root, f"features/view={VIEWS[schema]}/schema={schema}")
    if table is None:
        return None
    keys = pandas.DataFrame({"machine_id": table["machine_id"].astype(str),
                             "hour": table["observed_at"].dt.floor("h")}, index=table.index)
    order = table["known_at"].argsort(kind="stable")
    return table.iloc[sorted(order[~keys.iloc[order].duplicated(keep="last").to_numpy()])]


def check_predictions(root, schema, table, versions):
    stored = newest_features(root, schema)
    for (name, number), rows in table.groupby(["model_name", "model_version"], observed=True):
        version = versions.get((name, number))
        if version is None:
            check(False, f"{len(rows)} predictions of {name} {number}: there is no such version")
            continue
        scores = version.run("anomaly_score", features=version.features(rows))[:, 0]
        difference = numpy.abs(scores - rows["anomaly_score"].to_numpy()).max()
        check(difference <= SCORE_TOLERANCE, f"{version}: {len(rows)} predictions, largest difference {difference:.2e}")
        keys = ["machine_id", "observed_at"]
        of_quickstart = rows[rows["request_id"] == "quickstart"]
        if stored is None or of_quickstart.empty:
            continue
        offline = stored.astype({"machine_id": str}).set_index(keys)
        wanted = pandas.MultiIndex.from_frame(of_quickstart[keys].astype({"machine_id": str}))
        same = version.features(offline.loc[wanted]).tobytes() == version.features(of_quickstart).tobytes()
        check(same, f"{version}: feature rows of {len(of_quickstart)} predictions are those of the offline store")


def check_training_share(root, version):
    table = newest_features(root, version.record["view"])
    window = version.record["data"]
    moments = table["observed_at"]
    training = table[(moments >= pandas.Timestamp(window["from"])) & (moments <= pandas.Timestamp(window["to"]))]
    decisions = version.run("decision_function", features=version.features(training))[:, 0]
    share, recorded = float((decisions < 0).mean()), version.record["metrics"]["training_anomaly_share"]
    # Scores at the cut itself may fall to either side in single precision: of forests one or two, of departures, which
    # have few digits, many.
    at_cut = int((numpy.abs(decisions) <= SCORE_TOLERANCE).sum())
    differing = round(abs(share - recorded) * len(training))
    check(len(training) == window["rows"] and differing <= max(2, at_cut),
          f"{version}: {share:.4%} of {len(training)} training rows flagged, recorded {recorded:.4%} of {window['rows']}")


def check_forecaster(version):
    generator = numpy.random.default_rng(RANDOM_SEED)
    (_, width), (_, sensors) = (value.shape for value in version.session.get_inputs())
    inputs = generator.normal(0, 100, (RANDOM_ROWS, width)).astype(numpy.float32)
    inputs[generator.random(inputs.shape) < 1 / 3] = numpy.nan
    inputs[0] = numpy.nan
    present = generator.uniform(-50, 1100, (RANDOM_ROWS, sensors)).astype(numpy.float32)
    forecasts = version.run("forecast", inputs=inputs, present=present)
    change = numpy.abs(forecasts - numpy.tile(present, forecasts.shape[1] // sensors)).max()
    check(bool(numpy.isfinite(forecasts).all()),
          f"{version}: {forecasts.size} forecasts of random inputs are finite, largest change {change:.1f}")
    present[:, 0] = numpy.nan
    forecasts = version.run("forecast", inputs=inputs, present=present)
    undefined = numpy.isnan(forecasts)
    check(bool(undefined[:, ::sensors].all()) and undefined.sum() == undefined[:, ::sensors].size,
          f"{version}: without a present value there is no forecast of it, and of it alone")


def main(root):
    directories = sorted(path.parent for path in root.glob("models/*/*/model.onnx"))
    if not directories:
        sys.exit(f"check_scores: no model.onnx below {root}/models")
    versions = {(version.name, version.number): version for version in map(Version, directories)}
    for folder in sorted(root.glob("predictions/schema=*")):
        table = read(root, folder.relative_to(root))
        if table is not None:
            check_predictions(root, folder.name.removeprefix("schema="), table, versions)
    for version in versions.values():
        if version.record["kind"] == "anomaly":
            check_training_share(root, version)
        else:
            check_forecaster(version)
    return 1 if failures else 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.exit(main(pathlib.Path(sys.argv[1])))
