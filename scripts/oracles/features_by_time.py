#!/usr/bin/env python3
"""Writes tests/fixtures/pandas/nyc_airports_2013_after_gaps.csv.gz: the rows of the bundled year whose features change
when windows and lags count rows instead of hours, with their right values, by time.

Windows are (t - h, t]; std has n - 1 below the line; lag k is the station's value at exactly t - k hours. Column `row` is
the place in datasets/nyc_airports_2013.csv.gz. The values are used as they are, impossible wind included.

Needs: pandas==2.3.3 numpy==2.4.6
"""

import pathlib

import numpy
import pandas

ROOT = pathlib.Path(__file__).parents[2]
WINDOWS = (3, 6, 12, 24)
LAGS = (1, 3, 6, 12)


def window_statistics(windows, hours):
    return {
        f"temp_mean_{hours}h": windows.mean().to_numpy(),
        f"temp_std_{hours}h": windows.std(ddof=1).to_numpy(),
        f"temp_min_{hours}h": windows.min().to_numpy(),
        f"temp_max_{hours}h": windows.max().to_numpy(),
    }


def by_time(station):
    temperature = station.set_index("observed_at")["temperature"]
    columns = {}
    for hours in WINDOWS:
        columns |= window_statistics(temperature.rolling(f"{hours}h", min_periods=1), hours)
    for hours in LAGS:
        columns[f"temp_lag_{hours}h"] = temperature.reindex(
            temperature.index - pandas.Timedelta(hours=hours)
        ).to_numpy()
    return pandas.DataFrame(columns, index=station.index)


def by_row(station):
    columns = {}
    for rows in WINDOWS:
        columns |= window_statistics(station["temperature"].rolling(rows, min_periods=1), rows)
    for rows in LAGS:
        columns[f"temp_lag_{rows}h"] = station["temperature"].shift(rows).to_numpy()
    return pandas.DataFrame(columns, index=station.index)


def with_the_rest(readings, temporal):
    features = pandas.concat([readings[["temperature", "pressure", "humidity", "wind_speed"]], temporal], axis=1)
    hour = readings["observed_at"].dt.hour
    features["hour_sin"] = numpy.sin(2 * numpy.pi * hour / 24)
    features["hour_cos"] = numpy.cos(2 * numpy.pi * hour / 24)
    features["day_of_week"] = readings["observed_at"].dt.dayofweek
    features["month"] = readings["observed_at"].dt.month
    features["temp_x_humidity"] = readings["temperature"] * readings["humidity"]
    features["pressure_x_wind"] = readings["pressure"] * readings["wind_speed"]
    features["temp_x_wind"] = readings["temperature"] * readings["wind_speed"]
    features["humidity_x_pressure"] = readings["humidity"] * readings["pressure"]
    return features


def main():
    readings = pandas.read_csv(ROOT / "datasets/nyc_airports_2013.csv.gz", parse_dates=["observed_at"])
    stations = [station for _, station in readings.groupby("machine_id", sort=False)]
    right = pandas.concat([by_time(station) for station in stations]).sort_index()
    wrong = pandas.concat([by_row(station) for station in stations]).sort_index()
    differs = ((right - wrong).abs() > 1e-6) | (right.isna() != wrong.isna())
    rows = differs.any(axis=1)
    features = with_the_rest(readings, right)[rows]
    features.insert(0, "row", features.index)
    path = ROOT / "tests/fixtures/pandas/nyc_airports_2013_after_gaps.csv.gz"
    path.parent.mkdir(parents=True, exist_ok=True)
    features.to_csv(path, index=False, compression={"method": "gzip", "mtime": 0})
    print(f"{int(rows.sum())} of {len(readings)} rows differ")


if __name__ == "__main__":
    main()
