"""Imports a CSV file of many rows, beside pandas, which reads it and writes it as Parquet, in turns.

Prints rows a second and the peak of memory of both, and checks that the lake holds every row.
"""
import argparse
import multiprocessing
import os
import pathlib
import random
import subprocess
import sys
import tempfile
import time

from programs import PROGRAM

PANDAS = """
import pandas, sys
table = pandas.read_csv(sys.argv[1], parse_dates=["observed_at"])
table.to_parquet(sys.argv[2], compression="zstd")
"""


def write(path, rows, stations):
    """Hourly weather of `stations` stations, by time, in four columns of two decimals and less."""
    # Imported here, in a process of its own: the memory of a program that is started counts what its parent had.
    import numpy
    import pyarrow
    import pyarrow.csv
    hours = rows // stations
    noises = numpy.random.default_rng(7)
    step = max(1, 1_000_000 // stations)
    start = numpy.datetime64("2000-01-01T00:00:00")
    names = numpy.array([f"station-{number:04d}" for number in range(stations)])
    with pyarrow.csv.CSVWriter(path, pyarrow.schema(
            [("machine_id", pyarrow.string()), ("observed_at", pyarrow.string()), ("temperature", pyarrow.float64()),
             ("pressure", pyarrow.float64()), ("humidity", pyarrow.float64()), ("wind_speed", pyarrow.float64())]),
            write_options=pyarrow.csv.WriteOptions(quoting_style="none")) as writer:
        for first in range(0, hours, step):
            count = min(step, hours - first)
            hour = numpy.repeat(numpy.arange(first, first + count), stations)
            moments = numpy.char.add(numpy.datetime_as_string(start + hour.astype("timedelta64[h]"), unit="s"), "Z")
            warm = 12 - 10 * numpy.cos(hour / 8766 * 2 * numpy.pi) - 4 * numpy.cos(hour / 24 * 2 * numpy.pi)
            noise = noises.normal(size=(4, len(hour)))
            writer.write_table(pyarrow.table({
                "machine_id": numpy.tile(names, count), "observed_at": moments,
                "temperature": numpy.round(warm + noise[0], 2), "pressure": numpy.round(1013 + noise[1], 1),
                "humidity": numpy.round(numpy.clip(60 + 10 * noise[2], 0, 100)),
                "wind_speed": numpy.round(numpy.abs(3 + noise[3]), 2)}))


def count(directory, answer):
    import pyarrow.dataset
    answer.put(pyarrow.dataset.dataset(directory, format="parquet").count_rows())


def rows_in_lake(data):
    answer = multiprocessing.Queue()
    apart(count, data / "readings" / "schema=weather", answer)
    return answer.get()


def apart(work, *arguments):
    process = multiprocessing.Process(target=work, args=arguments)
    process.start()
    process.join()
    if process.exitcode != 0:
        sys.exit(f"{work.__name__} failed")


def measured(arguments):
    """Seconds, CPU seconds and the peak of memory in MiB of a program that ends well."""
    start = time.monotonic()
    process = subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    errors = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        sys.exit(f"{arguments[0]} failed:\n{errors}")
    return time.monotonic() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=10_000_000)
    parser.add_argument("--stations", type=int, default=100)
    parser.add_argument("--turns", type=int, default=2)
    parser.add_argument("--kills", type=int, default=20)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        return run(arguments, pathlib.Path(scratch))


def run(arguments, scratch):
    path = scratch / "history.csv"
    rows = arguments.rows // arguments.stations * arguments.stations
    apart(write, path, rows, arguments.stations)
    print(f"{rows} rows, {path.stat().st_size / 1e6:.0f} MB")
    for turn in range(arguments.turns):
        data = scratch / f"data-{turn}"
        report("driftdetector import", rows, measured([PROGRAM, "import", "--input", path, "--data-dir", data]))
        report("pandas", rows, measured([sys.executable, "-c", PANDAS, path, scratch / "pandas.parquet"]))
    stored = rows_in_lake(data)
    report("import again", rows, measured([PROGRAM, "import", "--input", path, "--data-dir", data]))
    after = rows_in_lake(data)
    print(f"  rows in the lake      {stored}, after importing again {after}")
    killed = import_with_kills(path, scratch / "killed", arguments.kills)
    print(f"  after {arguments.kills} kills at random moments of it and a last import: {killed}")
    return None if stored == after == killed == rows else "rows are missing or doubled"


def import_with_kills(path, data, kills):
    moments = random.Random(3)
    for _ in range(kills):
        process = subprocess.Popen([PROGRAM, "import", "--input", path, "--data-dir", data],
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            process.wait(timeout=moments.uniform(0.05, 4))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
    measured([PROGRAM, "import", "--input", path, "--data-dir", data])
    return rows_in_lake(data)


def report(name, rows, measurement):
    seconds, cpu, memory = measurement
    print(f"  {name:22}{rows / seconds:10.0f} rows a second, {seconds:6.1f} s, {cpu:6.1f} s of CPU, "
          f"{memory:6.0f} MiB at the peak", flush=True)


if __name__ == "__main__":
    sys.exit(main())
