"""Compares the seasonal scores of `driftdetector drift report` with pandas, on made-up years of several stations.

    python scripts/oracles/check_season.py PROGRAM

Needs scipy 1.17.1 and pandas (`scripts/oracles/setup drift`). Tables come from a seed: hourly, three-hourly and daily rows of
two to ten years, with gaps, thinned rows, windows of some hours of the day, over the turn of the year and around 29 February,
and with stations that one side lacks. pandas chooses the rows of the same weeks of earlier years by its own calendar, and
whether the season is known; SciPy scores them. Fails when rows, years or a score differ.
"""
import json
import pathlib
import subprocess
import sys
import tempfile

import numpy
import pandas
from scipy import stats

WINDOWS, MARGIN, FEWEST_ROWS, COVERED = 60, pandas.Timedelta(days=14), 30, 0.5
TOLERANCE = 1e-12
FEATURES = ["warmth", "noise"]


def table(generator, first, last, step, stations):
    """Rows of some stations: a yearly and a daily cycle, weather of some days, and noise."""
    parts = []
    for station in stations:
        times = pandas.date_range(first, last, freq=f"{step}h")
        hours = times.to_numpy().astype("datetime64[h]").astype(float)
        weather = numpy.convolve(generator.normal(0, 1, len(times) + 49), numpy.ones(50) / 7, "valid")
        warmth = (10 - 12 * numpy.cos(2 * numpy.pi * (hours / 24 - 20) / 365.2425)
                  - 4 * numpy.cos(2 * numpy.pi * (hours - 3) / 24) + 3 * weather)
        warmth[generator.random(len(times)) < 0.02] = numpy.nan
        parts.append(pandas.DataFrame({"observed_at": times, "machine_id": station, "warmth": numpy.round(warmth, 2),
                                       "noise": numpy.round(generator.normal(0, 1, len(times)), 3)}))
    rows = pandas.concat(parts, ignore_index=True)
    return rows[generator.random(len(rows)) < generator.choice([1, 1, 0.6, 0.03])].reset_index(drop=True)


def case(generator):
    """A reference and a window that follows it, or lies within it."""
    end = pandas.Timestamp("2021-01-01") + pandas.Timedelta(hours=int(generator.integers(0, 3 * 8766)))
    if generator.random() < 0.3:
        end = pandas.Timestamp(str(generator.choice(["2020-02-29 05:00", "2021-03-05 11:00", "2022-01-09 23:00"])))
    days = int(generator.choice([1, 4, 20, 42, 100, 370]))
    start = end - pandas.Timedelta(days=days)
    stations = ["a", "b", "c"][:int(generator.integers(1, 4))]
    step = int(generator.choice([1, 3, 24]))
    current = table(generator, start, end, step, stations)
    if generator.random() < 0.4:
        hours = generator.choice(24, int(generator.integers(1, 12)), replace=False)
        chosen = current[current.observed_at.dt.hour.isin(hours)]
        current = chosen.reset_index(drop=True) if len(chosen) > 1 else current
    first = end - pandas.Timedelta(days=int(generator.choice([300, 500, 800, 2000, 3600])))
    known = [*stations, "d"] if generator.random() < 0.8 else ["d"]
    reference = table(generator, first, start if generator.random() < 0.7 else end, step, known)
    if generator.random() < 0.3:
        reference = reference.drop(columns="machine_id")
    return reference.sample(frac=1, random_state=int(generator.integers(1 << 30))), current


def season(reference, current):
    """The rows of the window's season and how many years they are of; None when it is not known."""
    first, last = current.observed_at.min(), current.observed_at.max()
    rows = reference[reference.observed_at.dt.hour.isin(current.observed_at.dt.hour.unique())]
    if "machine_id" in reference:
        rows = rows[rows.machine_id.isin(current.machine_id.unique())]
    parts, places, longest, end, years = [], set(), 0, first, 0
    while True:
        years += 1
        back = pandas.DateOffset(years=years)
        low, high = first - back - MARGIN, last - back + MARGIN
        if high < reference.observed_at.min():
            break
        longest = max(longest, (high.normalize() - low.normalize()).days + 1)
        part = rows[(rows.observed_at >= low) & (rows.observed_at <= high) & (rows.observed_at < end)]
        end = min(end, low)
        parts.append(part)
        places |= set((part.observed_at.dt.normalize() - low.normalize()).dt.days)
    found = pandas.concat(parts) if parts else rows[:0]
    spanned = (last.normalize() - first.normalize()).days + 1
    needed = COVERED * longest * current.observed_at.dt.normalize().nunique() / spanned
    if len(found) < FEWEST_ROWS or len(places) < needed:
        return None
    return found, sum(len(part) > 0 for part in parts)


def ours(program, folder, reference, current):
    for name, rows in (("reference", reference), ("current", current)):
        rows.to_csv(folder / f"{name}.csv", index=False, date_format="%Y-%m-%dT%H:%M:%SZ")
    report = subprocess.run(
        [program, "drift", "report", "--reference", folder / "reference.csv", "--current", folder / "current.csv",
         "--json"], check=True, stdout=subprocess.PIPE, text=True)
    return json.loads(report.stdout)


def compare(report, reference, current):
    """The largest difference of a score and how many there are; exits where rows or years differ."""
    theirs = season(reference, current)
    if theirs is None or report["season"] is None:
        if (theirs is None) != (report["season"] is None):
            sys.exit(f"season: ours {report['season']}, pandas {theirs}")
        return 0, 0
    rows, years = theirs
    if report["season"] != {"rows": len(rows), "years": years}:
        sys.exit(f"season: ours {report['season']}, pandas {len(rows)} rows of {years} years")
    worst, count = 0, 0
    for name in FEATURES:
        before, now = rows[name].dropna().to_numpy(), current[name].dropna().to_numpy()
        seasonal = report["features"][name]["seasonal"]
        if len(before) < FEWEST_ROWS or len(now) == 0:
            if seasonal is not None:
                sys.exit(f"season: {name} has a score of {len(before)} and {len(now)} values")
            continue
        if seasonal["rows"] != len(before):
            sys.exit(f"season: {name}, {seasonal['rows']} values, pandas {len(before)}")
        score = stats.wasserstein_distance(before, now) / max(numpy.std(before), 0.001)
        worst, count = max(worst, abs(score - seasonal["score"])), count + 1
    return worst, count


def main():
    if len(sys.argv) != 2:
        sys.exit("usage: check_season.py PROGRAM")
    generator = numpy.random.default_rng(914)
    worst, count, known = 0, 0, 0
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(WINDOWS):
            reference, current = case(generator)
            while min(len(reference), len(current)) < 2:
                reference, current = case(generator)
            report = ours(sys.argv[1], pathlib.Path(folder), reference, current)
            difference, scores = compare(report, reference, current)
            worst, count, known = max(worst, difference), count + scores, known + (scores > 0)
    if not worst <= TOLERANCE:
        sys.exit(f"season: a score differs by {worst:.2g}, {TOLERANCE:.0e} is allowed")
    print(f"season: {WINDOWS} windows, {known} with a season, {count} scores agree, largest difference {worst:.2g}")


if __name__ == "__main__":
    main()
