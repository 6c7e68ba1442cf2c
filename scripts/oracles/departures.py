#!/usr/bin/env python3
"""Writes tests/fixtures/pandas/nyc_airports_2013_departures.csv.gz: departures of all four sensors from what is usual,
for every 13th row of the bundled year and for all rows whose station has a gap in the day before.

The usual is the median of [t - 3 h, t), the mean of [t - 24 h, t), and the value at exactly t - 24 h. Column `row` is the
place in datasets/nyc_airports_2013.csv.gz. The values are used as they are, impossible wind included.

Needs: pandas==2.3.3 numpy==2.4.6
"""

import pathlib

import numpy
import pandas

ROOT = pathlib.Path(__file__).parents[2]
SENSORS = ("temperature", "pressure", "humidity", "wind_speed")
DAY = pandas.Timedelta(hours=24)


def departures(station):
    by_time = station.set_index("observed_at")
    columns = {}
    for sensor in SENSORS:
        values = by_time[sensor]
        columns[f"{sensor}_from_median_3h"] = values - values.rolling("3h", min_periods=1, closed="left").median()
        columns[f"{sensor}_from_mean_24h"] = values - values.rolling("24h", min_periods=1, closed="left").mean()
        columns[f"{sensor}_from_yesterday"] = values - values.reindex(values.index - DAY).to_numpy()
    frame = pandas.DataFrame(columns)
    hours = pandas.Series(1.0, by_time.index).rolling("24h", closed="left").count()
    frame["has_gap"] = (hours < 24).to_numpy()
    frame.index = station.index
    return frame


def main():
    readings = pandas.read_csv(ROOT / "datasets/nyc_airports_2013.csv.gz", parse_dates=["observed_at"])
    rows = pandas.concat([departures(station) for _, station in readings.groupby("machine_id", sort=False)]).sort_index()
    chosen = rows.pop("has_gap") | (numpy.arange(len(rows)) % 13 == 0)
    rows = rows[chosen]
    rows.insert(0, "row", rows.index)
    path = ROOT / "tests/fixtures/pandas/nyc_airports_2013_departures.csv.gz"
    rows.to_csv(path, index=False, compression={"method": "gzip", "mtime": 0})
    print(f"{len(rows)} of {len(readings)} rows")


if __name__ == "__main__":
    main()
