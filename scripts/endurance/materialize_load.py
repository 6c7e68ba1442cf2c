"""Computes the feature rows of a lake of many readings and watches the memory.

Writes the lake's files as an import does, by time, then runs `features materialize` and prints rows a second and the
memory over time; then once more, which has nothing to do, and once more for one station.
"""
import argparse
import multiprocessing
import pathlib
import sys
import tempfile
import time

from programs import Program

QUANTITIES = {
    "machine": [("temperature", 70, 5), ("vibration", 2, 0.3), ("rotation_speed", 1450, 20)],
    "weather": [("temperature", 12, 8), ("pressure", 1013, 6), ("humidity", 60, 10), ("wind_speed", 4, 1)],
}


def write(lake, schema, rows, stations, sample):
    """Hourly readings of `stations` stations, in files of a million rows within each month."""
    import numpy
    import pyarrow
    import pyarrow.parquet
    hours = rows // stations
    noises = numpy.random.default_rng(7)
    names = pyarrow.array([f"station-{number:05d}" for number in range(stations)])
    start = numpy.datetime64("2000-01-01T00:00:00", "ms")
    moments = start + numpy.arange(hours) * numpy.timedelta64(1, "h")
    months = moments.astype("datetime64[M]")
    step = max(1, sample // stations)
    for month in numpy.unique(months):
        of_month = moments[months == month]
        folder = lake / f"schema={schema}" / f"year={str(month)[:4]}" / f"month={str(month)[5:7]}"
        folder.mkdir(parents=True)
        for number, first in enumerate(range(0, len(of_month), step), 1):
            some = numpy.repeat(of_month[first:first + step], stations)
            count = len(some)
            times = pyarrow.array(some, pyarrow.timestamp("ms", tz="UTC"))

            def one(text):
                return pyarrow.DictionaryArray.from_arrays(numpy.zeros(count, "int32"), pyarrow.array([text]))

            codes = numpy.tile(numpy.arange(stations, dtype="int32"), count // stations)
            table = pyarrow.table({
                "machine_id": pyarrow.DictionaryArray.from_arrays(codes, names), "observed_at": times,
                "known_at": times, "source": one("push"), "kind": one("measurement"),
                **{name: numpy.round(noises.normal(middle, spread, count), 2)
                   for name, middle, spread in QUANTITIES[schema]},
                "quality": pyarrow.nulls(count, pyarrow.string())})
            milliseconds = some.astype("int64")
            table = table.replace_schema_metadata({
                "first_observed_at": str(milliseconds[0]), "last_observed_at": str(milliseconds[-1])})
            pyarrow.parquet.write_table(
                table, folder / f"{number:09d}.parquet", compression="zstd", row_group_size=1 << 18)


def apart(work, *arguments):
    process = multiprocessing.Process(target=work, args=arguments)
    process.start()
    process.join()
    if process.exitcode != 0:
        sys.exit(f"{work.__name__} failed")


def watched(arguments, log):
    """Seconds, and MiB of memory every half second, of a program that ends well."""
    program = Program(arguments, log)
    start = time.monotonic()
    memory = []
    while program.is_running:
        try:
            memory.append(program.resident_mebibytes())
        except (OSError, StopIteration):
            pass
        time.sleep(0.5)
    seconds = time.monotonic() - start
    if program.process.returncode != 0:
        sys.exit(f"failed:\n{pathlib.Path(log).read_text(encoding='utf-8')[-2000:]}")
    return seconds, memory


def report(name, rows, measurement):
    seconds, memory = measurement
    tenths = [max(memory[len(memory) * tenth // 10:len(memory) * (tenth + 1) // 10] or [0]) for tenth in range(10)]
    print(f"  {name:22}{rows / seconds:10.0f} rows a second, {seconds:6.1f} s, {max(memory):6.0f} MiB at the peak; "
          f"by tenths of the time: {' '.join(f'{value:.0f}' for value in tenths)}", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=20_000_000)
    parser.add_argument("--stations", type=int, default=2_000)
    parser.add_argument("--schema", choices=sorted(QUANTITIES), default="weather")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        return run(arguments, pathlib.Path(scratch))


def run(arguments, scratch):
    rows = arguments.rows // arguments.stations * arguments.stations
    apart(write, scratch / "data" / "readings", arguments.schema, rows, arguments.stations, 1_000_000)
    print(f"{rows} readings of {arguments.stations} stations")
    command = ["features", "materialize", "--schema", arguments.schema, "--data-dir", scratch / "data"]
    report("materialize", rows, watched(command, scratch / "log"))
    report("again, nothing new", rows, watched(command, scratch / "log"))
    report("one station", rows // arguments.stations,
           watched([*command, "--station", "station-00007"], scratch / "log"))
    print((scratch / "log").read_text(encoding="utf-8"))
    return counted(scratch / "data" / "features", rows)


def counted(features, rows):
    """What is wrong with the number of rows that were written; nothing when there is one a reading."""
    import pyarrow.parquet
    found = sum(pyarrow.parquet.read_metadata(file).num_rows for file in features.rglob("*.parquet"))
    return None if found == rows else f"{found} feature rows of {rows} readings"


if __name__ == "__main__":
    sys.exit(main())
