"""Reads every Parquet file of a data directory with pandas: check_parquet.py DATA_DIR.

Prints the rows and columns of each file, and the types where they differ from the file before. Fails when a file is
empty or unreadable, when `machine_id` is no text or `observed_at` no instant in UTC, or when a partitioned folder
read as one table has another number of rows than its files have together.
"""
import pathlib
import sys

import pandas


def problems(table):
    if table.empty:
        yield "has no rows"
    if "machine_id" not in table:
        yield "has no column machine_id"
    elif not all(isinstance(value, str) for value in table["machine_id"].unique()):
        yield "has a machine_id that is no text"
    if "observed_at" not in table:
        yield "has no column observed_at"
    else:
        dtype = table["observed_at"].dtype
        if not isinstance(dtype, pandas.DatetimeTZDtype) or str(dtype.tz) != "UTC":
            yield f"has observed_at as {dtype}, not as an instant in UTC"
        elif table["observed_at"].isna().any():
            yield "has a row without observed_at"


def main(root):
    files = sorted(path for path in root.rglob("*.parquet") if path.is_file())
    if not files:
        sys.exit(f"check_parquet: no Parquet file below {root}")
    failures, rows_below, shown = [], {}, None
    for path in files:
        name = path.relative_to(root)
        try:
            table = pandas.read_parquet(path)
        except Exception as error:
            failures.append(f"{name} cannot be read: {error}")
            continue
        print(f"{name}: {len(table)} rows, {table.shape[1]} columns")
        types = ", ".join(f"{column} {dtype}" for column, dtype in table.dtypes.items())
        if types != shown:
            print(f"    {types}")
        shown = types
        failures += [f"{name} {problem}" for problem in problems(table)]
        # A model's version keeps a single file among others.
        if name.parts[0] == "models":
            continue
        # The folder below which all files have one schema: readings/schema=weather, features/view=…, predictions.
        folder = root.joinpath(*name.parts[: 1 if name.parts[0] == "predictions" else 2])
        if folder.is_dir():
            rows_below[folder] = rows_below.get(folder, 0) + len(table)

    for folder, rows in rows_below.items():
        name = folder.relative_to(root)
        try:
            together = len(pandas.read_parquet(folder))
        except Exception as error:
            failures.append(f"{name} cannot be read as one table: {error}")
            continue
        print(f"{name} as one table: {together} rows")
        if together != rows:
            failures.append(f"{name} has {together} rows as one table, {rows} file by file")

    for failure in failures:
        print(f"check_parquet: {failure}", file=sys.stderr)
    print(f"{len(files)} Parquet files read with pandas {pandas.__version__}, {len(failures)} problems")
    return 1 if failures else 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.exit(main(pathlib.Path(sys.argv[1])))
