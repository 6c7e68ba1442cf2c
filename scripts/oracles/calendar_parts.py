#!/usr/bin/env python3
"""Writes tests/fixtures/python/calendar_parts.json: moments of the years 1 to 9999 with their calendar parts.

Needs: Python 3.11 or newer, its datetime only.
"""

import json
import pathlib
import platform
import random
from datetime import datetime, timedelta, timezone

EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)
MILLISECOND = timedelta(milliseconds=1)


def moments():
    generator = random.Random(1582)
    for year in (1, 4, 100, 400, 1582, 1600, 1700, 1899, 1900, 1904, 1969, 1970, 1972, 2000, 2023, 2024, 2100, 2400, 9999):
        for month, day in ((1, 1), (2, 28), (3, 1), (12, 31)):
            midnight = datetime(year, month, day, tzinfo=timezone.utc)
            yield from (midnight, midnight + timedelta(days=1, milliseconds=-1) if year < 9999 else midnight)
    yield from (EPOCH + step * MILLISECOND for step in (-86_400_001, -3_600_001, -3_600_000, -1, 0, 1, 3_599_999))
    span = datetime(9999, 12, 31, tzinfo=timezone.utc) - datetime(1, 1, 1, tzinfo=timezone.utc)
    for _ in range(150):
        yield datetime(1, 1, 1, tzinfo=timezone.utc) + generator.randrange(span // MILLISECOND) * MILLISECOND


def parts(moment):
    milliseconds = (moment - EPOCH) // MILLISECOND
    text = moment.strftime("T%H:%M:%S")
    text = f"{moment.year:04}-{moment.month:02}-{moment.day:02}{text}"
    if moment.microsecond:
        text += f".{moment.microsecond // 1000:03}"
    return {
        "milliseconds": milliseconds,
        "year": moment.year,
        "month": moment.month,
        "day": moment.day,
        "hour_of_day": moment.hour,
        "day_of_week": moment.weekday(),
        "hour_index": milliseconds // 3_600_000,
        "day_index": moment.toordinal() - EPOCH.toordinal(),
        "text": text + "Z",
    }


def main():
    fixture = {
        "library": f"Python {platform.python_version()} datetime",
        "script": "scripts/oracles/calendar_parts.py",
        "moments": [parts(moment) for moment in sorted(set(moments()))],
    }
    path = pathlib.Path(__file__).parents[2] / "tests/fixtures/python/calendar_parts.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(fixture) + "\n")


if __name__ == "__main__":
    main()
