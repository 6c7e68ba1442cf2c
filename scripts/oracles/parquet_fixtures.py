#!/usr/bin/env python3
"""Writes tests/fixtures/pyarrow: Parquet files as other programs make them.

Needs pyarrow 26.0.1, pandas 2.3.3 and numpy 2.4.6. Each file carries the versions under the key "oracle".
"""
import datetime
import decimal
import pathlib

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

FOLDER = pathlib.Path(__file__).resolve().parents[2] / "tests" / "fixtures" / "pyarrow"
ORACLE = f"pyarrow {pa.__version__}, pandas {pd.__version__}, scripts/oracles/parquet_fixtures.py"


def write(name, table, **options):
    metadata = {**(table.schema.metadata or {}), "oracle": ORACLE}
    pq.write_table(table.replace_schema_metadata(metadata), FOLDER / f"{name}.parquet", **options)


def table(columns):
    """A table of (name, type, values) rows, which may repeat a name."""
    fields = [pa.field(name, type) for name, type, _ in columns]
    return pa.Table.from_arrays([pa.array(values, type) for _, type, values in columns], schema=pa.schema(fields))


def numbers():
    columns = [(str(type), type, [0, 1, 100]) for type in (
        pa.int8(), pa.int16(), pa.int32(), pa.int64(), pa.uint8(), pa.uint16(), pa.uint32(), pa.uint64())]
    columns += [("minimum", pa.int64(), [-2**63, 0, 2**63 - 1])]
    columns += [("halffloat", pa.float16(), np.array([0.5, -2, 65504], np.float16))]
    columns += [("float", pa.float32(), [0.5, -2, 3.25]), ("double", pa.float64(), [0.1, -2, float("inf")])]
    columns += [("decimal", pa.decimal128(9, 3), [decimal.Decimal(text) for text in ("0.125", "-2.5", "1013.25")])]
    columns += [("bool", pa.bool_(), [True, False, True])]
    columns += [("index codes", pa.dictionary(pa.int8(), pa.int64()), [7, 9, 7])]
    write("numbers", table(columns))


def times():
    moments = [datetime.datetime(1969, 12, 31, 23, 59, 59), datetime.datetime(2013, 1, 1, 6)]
    columns = [
        ("s", pa.timestamp("s"), moments),
        ("ms", pa.timestamp("ms"), moments),
        ("us", pa.timestamp("us"), [-1, 1_357_020_000_123_999]),
        ("ns", pa.timestamp("ns"), [-1, 1_357_020_000_123_999_999]),
        ("utc", pa.timestamp("us", tz="UTC"), moments),
        ("vilnius", pa.timestamp("ms", tz="Europe/Vilnius"), moments),
        ("date32", pa.date32(), [datetime.date(1969, 12, 31), datetime.date(2013, 1, 1)]),
        ("date64", pa.date64(), [datetime.date(1969, 12, 31), datetime.date(2013, 1, 1)]),
    ]
    write("times", table(columns))
    write("int96", table(columns[3:4]), use_deprecated_int96_timestamps=True)


def texts():
    values = ["Šiauliai", "", None, "東京 🌧"]
    write("texts", table([
        ("string", pa.string(), values),
        ("large_string", pa.large_string(), values),
        ("string_view", pa.string_view(), values),
        ("dictionary", pa.dictionary(pa.int8(), pa.string()), values),
        ("large dictionary", pa.dictionary(pa.int32(), pa.large_string()), values),
    ]))


def nulls():
    columns = table([
        ("int8", pa.int8(), [1, None, 3]),
        ("int64", pa.int64(), [1, None, 3]),
        ("whole", pa.int64(), [1, 2, 3]),
        ("bool", pa.bool_(), [True, None, False]),
        ("float", pa.float32(), [1.5, None, float("nan")]),
        ("double", pa.float64(), [1.5, None, float("nan")]),
        ("nothing", pa.null(), [None, None, None]),
    ])
    write("nulls", columns, row_group_size=2)
    write("nulls_without_statistics", columns, row_group_size=2, write_statistics=False)
    write("null_timestamp", table([
        ("observed_at", pa.timestamp("ms", tz="UTC"), [0, None]), ("temperature", pa.float64(), [1.5, 2.5])]))


def refused():
    write("unsupported", table([
        ("temperature", pa.float64(), [1.5]),
        ("list", pa.list_(pa.float64()), [[1.0, 2.0]]),
        ("struct", pa.struct([("a", pa.int32()), ("b", pa.int32())]), [{"a": 1, "b": 2}]),
        ("binary", pa.binary(), [b"\x00\xff"]),
        ("duration", pa.duration("ms"), [5]),
        ("time", pa.time32("ms"), [5]),
        ("humidity", pa.float64(), [80.0]),
    ]))
    write("out_of_range", table([
        ("beyond int64", pa.uint64(), [2**63, 0]), ("beyond float64", pa.int64(), [2**53 + 1, None])]))
    # Latin-1, which pyarrow takes for text when told that it is.
    write("latin1", table([("remark", pa.binary(), [b"fog", b"caf\xe9"])]).cast(pa.schema([("remark", pa.string())]),
                                                                                safe=False))
    write("duplicate_names", table([
        ("a", pa.int32(), [1]), ("b", pa.int32(), [2]), ("a", pa.int32(), [3])]))


def layouts():
    stations = table([
        ("station", pa.dictionary(pa.int32(), pa.string()), ["VNO", "KUN", "VNO", "PLQ", None, "KUN"]),
        ("hour", pa.int32(), [0, 1, 2, 3, 4, 5]),
    ])
    with pq.ParquetWriter(FOLDER / "row_groups.parquet",
                          stations.schema.with_metadata({"oracle": ORACLE}), compression="snappy") as writer:
        for start in (0, 2, 4):
            part = stations.slice(start, 2)
            codes = part.column(0).cast(pa.string()).dictionary_encode()
            writer.write_table(pa.Table.from_arrays([codes, part.column(1)], schema=writer.schema))
    plain = table([("hour", pa.int64(), list(range(100))), ("wind", pa.float64(), [0.25 * i for i in range(100)]),
                   ("note", pa.string(), [f"note {i}" for i in range(100)])])
    write("pages_v2", plain, data_page_version="2.0", compression="gzip", use_dictionary=False,
          column_encoding={"hour": "DELTA_BINARY_PACKED", "wind": "BYTE_STREAM_SPLIT", "note": "DELTA_BYTE_ARRAY"},
          store_schema=False)
    write("no_rows", plain.slice(0, 0))


def pandas():
    frame = pd.DataFrame(
        {"station": pd.Categorical(["VNO", "KUN", "VNO"]), "temperature": [1.5, np.nan, -3.0],
         "gusts": pd.array([1, None, 3], dtype="Int64"), "remark": ["fog", None, "ąžuolas"]},
        index=pd.date_range("2013-01-01 06:00", periods=3, freq="h", tz="UTC", name="observed_at"))
    write("pandas", pa.Table.from_pandas(frame))


if __name__ == "__main__":
    FOLDER.mkdir(parents=True, exist_ok=True)
    for make in (numbers, times, texts, nulls, refused, layouts, pandas):
        make()
