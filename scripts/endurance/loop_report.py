"""What a long run of the loop says of pace, errors of forecasts and memory, each as a table and a list of problems."""
import numpy
import pandas
import pyarrow.dataset

from loop_ledger import HOUR

CITIES = 10
DAY = 24 * HOUR
# Share of hours with a reading of the primary source from which on a month counts as collected.
KEPT_UP = 0.9
# °C between what two programs saw of one hour.
SAME_OUTCOME = 1.5


def primary(directory):
    """The cities and hours that the primary source has told of."""
    table = pyarrow.dataset.dataset(directory / "readings/schema=weather", format="parquet").to_table(
        columns=["machine_id", "observed_at", "source"]).to_pandas()
    hour = table["observed_at"].astype("datetime64[ms, UTC]").astype("int64") // HOUR
    table = table.assign(hour=hour, machine_id=table["machine_id"].astype(str))
    return table[table["source"].astype(str) == "openweathermap"].drop_duplicates(["machine_id", "hour"])


def primary_hours(directory):
    return {station: group["hour"].to_numpy() for station, group in primary(directory).groupby("machine_id")}


def show_pace(directory, zero, outage):
    """By month the share of hours that the primary source has told of, those of the outage left out."""
    table = primary(directory)
    hours = pandas.Series(numpy.arange(zero // HOUR, table["hour"].max() - 1))
    hours = hours[(hours * HOUR < outage.begin) | (hours * HOUR > outage.end)]
    month = lambda values: pandas.to_datetime(values * HOUR, unit="ms").dt.strftime("%Y-%m")
    wanted = month(hours).value_counts().sort_index() * CITIES
    share = month(table["hour"][table["hour"].isin(hours)]).value_counts().reindex(wanted.index, fill_value=0) / wanted
    print("hours collected from the primary source: " + ", ".join(f"{name} {100 * one:.0f} %" for name, one in share.items()))
    slow = share[share < KEPT_UP]
    return [f"the machine did not keep up in {len(slow)} months; a lower --scale is needed"] if len(slow) else []


def show_outage(outage, ledger):
    known = ledger.select(
        "SELECT coalesce(outcome_source, 'none') AS source, count(*) AS count FROM forecast_outcomes WHERE target_at > ? "
        "AND target_at < ? AND sensor = 'temperature' GROUP BY source", outage.begin, outage.end).set_index("source")["count"]
    share = known.drop(["", "none"], errors="ignore").sum() / max(1, known.sum())
    print(f"in the outage {100 * share:.0f} % of {known.sum()} forecasts have an outcome: {known.to_dict()}")
    return [] if share > KEPT_UP else [f"in the outage only {100 * share:.0f} % of outcomes are known"]


def show_errors(with_loop, without):
    keys = ["station", "horizon", "target_at"]
    both = pandas.merge(with_loop.forecasts_of_champions(), without.forecasts_of_champions(), on=keys, suffixes=("", "_once"))
    if both.empty:
        return ["there are no forecasts to compare"]
    known = both.dropna(subset=["outcome", "outcome_once"])
    # Both ask within the same hour, and at this pace minutes apart: the mean of what they saw is the outcome for both.
    same = known[(known["outcome"] - known["outcome_once"]).abs() < SAME_OUTCOME].copy()
    same["outcome"] = (same["outcome"] + same["outcome_once"]) / 2
    judged = same[(same["is_doubted"] == 0) & (same["is_doubted_once"] == 0)].copy()
    print(f"\n{len(both)} forecasts of temperature in both, {len(known)} with an outcome, {len(known) - len(same)} of these with "
          f"outcomes {SAME_OUTCOME} °C apart, {len(same) - len(judged)} from a doubted feed; judged are {len(judged)}")
    judged["month"] = pandas.to_datetime(judged["target_at"], unit="ms").dt.strftime("%Y-%m")
    for name, column in [("with", "value"), ("once", "value_once"), ("persistence", "present")]:
        judged[name] = (judged[column] - judged["outcome"]).abs()
    horizons = sorted(judged["horizon"].unique())
    print("mean absolute error in °C with the loop / trained once; ratio of the means over horizons")
    print(f"{'month':8} {'targets':>8} " + " ".join(f"{f'{horizon} h':>12}" for horizon in horizons)
          + f" {'ratio':>7} {'of persistence':>15}")
    problems = []
    for month, group in judged.groupby("month"):
        means = group.groupby("horizon")[["with", "once", "persistence"]].mean()
        ratio = means["with"].mean() / means["once"].mean()
        print(f"{month:8} {len(group):8} " + " ".join(
            f"{means.loc[horizon, 'with']:5.2f} /{means.loc[horizon, 'once']:5.2f}" if horizon in means.index else f"{'–':>12}"
            for horizon in horizons)
            + f" {ratio:7.3f} {means['with'].mean() / means['persistence'].mean():7.3f} /"
            f"{means['once'].mean() / means['persistence'].mean():6.3f}")
        if ratio > 1.02:
            problems.append(f"in {month} the error with the loop was {100 * ratio - 100:.1f} % larger than without")
    return problems


def show_memory(samples, zero, limit):
    samples["month"] = pandas.to_datetime(samples["moment"], unit="ms").dt.strftime("%Y-%m")
    print(f"\n{'month':8} {'memory MiB':>11} {'trained once':>13} {'ledger MiB':>11} {'CPU s':>7}")
    before = 0
    for month, group in samples.groupby("month"):
        print(f"{month:8} {group['loop'].median():11.0f} {group['once'].median():13.0f} {group['ledger'].iloc[-1]:11.1f} "
              f"{group['processor'].iloc[-1] - before:7.0f}")
        before = group["processor"].iloc[-1]
    late = samples[samples["moment"] >= zero + 60 * DAY]
    if len(late) < 30 or late["moment"].iloc[-1] < zero + 90 * DAY:
        print("too short for a slope of memory, which is fitted after 60 days")
        return []
    slope = numpy.polyfit((late["moment"] - zero) / (30 * DAY), late["loop"], 1)[0]
    print(f"after 60 days memory grows by {slope:.1f} MiB a month of 30 days; {limit:g} are allowed")
    return [f"memory grows by {slope:.1f} MiB a month"] if slope > limit else []
