"""Lets Feast 0.67 read what the program wrote into a real Redis, and the program what Feast wrote.

.native/feast/bin/python scripts/oracles/check_feast.py PROGRAM [--write-fixture]     after scripts/oracles/setup feast

Also compares the bytes that Feast writes, of every type and kind of key, with tests/fixtures/feast/values.json, which the
unit tests hold our own bytes to; --write-fixture makes that file anew. Prints one line a check; exits 1 when one failed.
"""
import argparse
import ast
import contextlib
import datetime
import http.client
import json
import math
import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time

import pandas
import redis
import yaml

os.environ["FEAST_USAGE"] = "False"
import feast  # noqa: E402
from feast import Entity, FeatureService, FeatureStore, FeatureView, Field, FileSource, ValueType  # noqa: E402
from feast.feature_server_utils import convert_response_to_dict  # noqa: E402
from feast.types import (  # noqa: E402
    Array, Bool, Bytes, Float32, Float64, Int32, Int64, String, UnixTimestamp)

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
PAGE = ROOT / "docs/how-to/share-features-with-feast.md"
FIXTURE = ROOT / "tests/fixtures/feast/values.json"
UTC = datetime.timezone.utc
NOON = datetime.datetime(2026, 11, 20, 12, 0, 0, 123456, tzinfo=UTC)
EARLY = datetime.datetime(1969, 12, 31, 23, 59, 58, tzinfo=UTC)

failures = 0


def check(what, right, seen=""):
    """Prints one line; what was seen is shown when it is not right."""
    global failures
    failures += not right
    print(f"{'ok    ' if right else 'FAILED'}  {what}" + ("" if right else f": {str(seen)[:700]}"), flush=True)
    return right


def free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


@contextlib.contextmanager
def redis_server():
    program = shutil.which("redis-server") or "/usr/bin/redis-server"
    port = free_port()
    process = subprocess.Popen([program, "--port", str(port), "--bind", "127.0.0.1", "--save", ""],
                               stdout=subprocess.DEVNULL)
    client = redis.Redis(port=port)
    try:
        for _ in range(100):
            with contextlib.suppress(redis.ConnectionError):
                client.ping()
                break
            time.sleep(0.05)
        yield client, port
    finally:
        process.kill()
        process.wait()


class Service:
    """The program serving beside a Redis."""

    def __init__(self, program, data, redis_port, **environment):
        self.port = free_port()
        self.process = subprocess.Popen(
            [program, "serve", "--port", str(self.port), "--data-dir", data],
            env={**os.environ, "PROMETHEUS_PORT": "0", "REDIS_URL": f"redis://127.0.0.1:{redis_port}", **environment})

    def request(self, method, path, body=None):
        with contextlib.closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)) as connection:
            connection.request(method, path, json.dumps(body) if body is not None else None)
            answer = connection.getresponse()
            return answer.status, json.loads(answer.read())

    def __enter__(self):
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline and self.process.poll() is None:
            with contextlib.suppress(OSError, http.client.HTTPException):
                health = self.request("GET", "/health")[1]
                if health.get("online_store", {}).get("pending_readings") == 0:
                    time.sleep(0.5)
                    return self
            time.sleep(0.1)
        raise SystemExit("FAILED  the service did not start")

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(30)


def repository(folder, project, redis_port, objects):
    pathlib.Path(folder).mkdir(parents=True, exist_ok=True)
    pathlib.Path(folder, "feature_store.yaml").write_text(yaml.safe_dump({
        "project": project, "provider": "local", "registry": f"{folder}/registry.db", "telemetry": False,
        "online_store": {"type": "redis", "connection_string": f"127.0.0.1:{redis_port}"},
        "entity_key_serialization_version": 3}))
    store = FeatureStore(repo_path=folder)
    store.apply(objects)
    return store


def page_files(port):
    """The files that the page of the documentation shows, by the names in their first lines, for another port."""
    blocks = re.findall(r"^```\w+\n# (\S+)\n(.*?)^```$", PAGE.read_text(), re.MULTILINE | re.DOTALL)
    files = dict(blocks)
    files["feature_store.yaml"] = files["feature_store.yaml"].replace("127.0.0.1:6379", f"127.0.0.1:{port}")
    check("the page shows its three files", len(blocks) == 3 and str(port) in files["feature_store.yaml"], blocks)
    return files


def page(folder, data, port, definitions, rows):
    """The page works as it stands: its files are run, with the definitions as they are and as they may be."""
    other = json.loads(json.dumps(definitions))
    other["feature_views"][0]["ttl"] = "forever"
    other["feature_services"][0]["features"] = ["sensor_stats_view:temperature", "sensor_stats_view:month"]
    for name, said, features in (("as-it-is", definitions, 32), ("as-it-may-be", other, 2)):
        place = pathlib.Path(folder, f"page-{name}")
        place.mkdir()
        for file, text in page_files(port).items():
            (place / file).write_text(text)
        (place / "definitions.yaml").write_text(yaml.safe_dump(said, sort_keys=False))
        seen = ""
        for script in ("features.py", "read.py"):
            run = subprocess.run([sys.executable, script], cwd=place, env={**os.environ, "DATA_DIR": data},
                                 capture_output=True, text=True)
            if not check(f"the page's {script} runs, the definitions {name}", run.returncode == 0, run.stderr[-700:]):
                return
            seen = run.stdout
        first, second = [ast.literal_eval(line) for line in seen.splitlines() if line.startswith("{")]
        expected = {name: rows.loc["JFK", name] for name in ("temperature", "temp_mean_24h")}
        check("what it reads is what the program wrote",
              all(same(first[name][0], value) for name, value in expected.items()) and len(second) == features + 1,
              (first, second, expected))


def our_views(definitions, sources):
    # As docs/how-to/share-features-with-feast.md does it, with other sources.
    entity = Entity(name=definitions["entity"], join_keys=[definitions["entity"]], value_type=ValueType.STRING)
    views = {
        view["name"]: FeatureView(
            name=view["name"], entities=[entity], ttl=datetime.timedelta(hours=int(view["ttl"].rstrip("h"))),
            schema=[Field(name=feature["name"], dtype=Float32) for feature in view["features"]],
            source=sources[view["name"]])
        for view in definitions["feature_views"]}
    services = [FeatureService(name=service["name"], features=[views[name] for name in service["features"]])
                for service in definitions["feature_services"]]
    return [entity, *views.values(), *services]


def same(one, other):
    missing = [value is None or (isinstance(value, float) and math.isnan(value)) for value in (one, other)]
    return all(missing) if any(missing) else one == other


def columns(answer):
    """An answer of ours or of Feast's server: (values, statuses, event times) by name."""
    return {name: (result["values"], result["statuses"], result["event_timestamps"])
            for name, result in zip(answer["metadata"]["feature_names"], answer["results"])}


def read_ours(store, rows, references):
    """Feast reads what the program wrote."""
    stations = sorted(rows.index)
    found = store.get_online_features(
        features=references, entity_rows=[{"machine_id": station} for station in stations]).to_dict()
    names = [reference.split(":")[1] for reference in references]
    wrong = [(station, name, found[name][place], rows.loc[station, name]) for place, station in enumerate(stations)
             for name in names if not same(found[name][place], rows.loc[station, name])]
    check(f"Feast reads {len(stations)} entities × {len(names)} features as they stand in the offline store", not wrong,
          wrong)


def read_theirs(service, store, names):
    """The program reads what Feast wrote: values, missing ones, unicode in keys; and older than ours is dropped."""
    now = pd_now()
    frame = pandas.DataFrame({
        "machine_id": ["feast-1", "Šiauliai ☃", "feast-3"], "observed_at": [now, now, now],
        **{name: [float(place) / 3, math.nan, None if place % 2 else -0.0] for place, name in enumerate(names)}})
    store.write_to_online_store("sensor_stats_view", frame)
    body = {"features": [f"sensor_stats_view:{name}" for name in names],
            "entities": {"machine_id": list(frame["machine_id"]) + ["nobody"]}}
    status, answer = service.request("POST", "/get-online-features", body)
    check("the program answers for entities that Feast wrote", status == 200, answer)
    ours = columns(answer)
    theirs = columns(convert_response_to_dict(
        store.get_online_features(
            features=body["features"], entity_rows=[{"machine_id": name} for name in body["entities"]["machine_id"]]
        ).proto))
    check("names are those of Feast's server, in the order of the request",
          sorted(ours) == sorted(theirs) and list(ours) == ["machine_id", *names], (list(ours), list(theirs)))
    for what, rows in (("values", (0, 1, 2)), ("statuses", (0,)), ("event_timestamps", (0, 1, 2))):
        part = ["values", "statuses", "event_timestamps"].index(what)
        wrong = [(name, row, ours[name][part][row], theirs[name][part][row]) for name in ours for row in rows
                 if not same(ours[name][part][row], theirs[name][part][row])]
        check(f"{what} are those of Feast's server", not wrong, wrong)
    statuses = {name: ours[name][1] for name in names}
    check("missing values are NULL_VALUE, unknown entities NOT_FOUND",
          all(status[1] == "NULL_VALUE" and status[3] == "NOT_FOUND" for status in statuses.values()), statuses)


def pd_now():
    return pandas.Timestamp.now(tz="UTC").floor("ms")


def newer_wins(service, store):
    """Ours is newer than Feast's and the reverse."""
    moment = pd_now() - pandas.Timedelta(hours=2)
    push = {"push_source_name": "weather_readings", "to": "online_and_offline", "df": {
        "machine_id": ["order"], "event_timestamp": [moment.isoformat()], "temperature": [11.5], "pressure": [1000],
        "humidity": [50], "wind_speed": [2]}}
    status, answer = service.request("POST", "/push", push)
    check("POST /push takes a reading", status == 200 and answer is None, (status, answer))

    def temperature():
        return store.get_online_features(
            features=["sensor_stats_view:temperature"], entity_rows=[{"machine_id": "order"}]).to_dict()["temperature"][0]

    for _ in range(50):
        if temperature() == 11.5:
            break
        time.sleep(0.1)
    check("Feast sees the pushed reading", temperature() == 11.5, temperature())
    older = pandas.DataFrame({"machine_id": ["order"], "observed_at": [moment - pandas.Timedelta(hours=1)],
                              "temperature": [99.0]})
    newer = older.assign(observed_at=[moment + pandas.Timedelta(minutes=30)], temperature=[12.5])
    names = [field.name for field in store.get_feature_view("sensor_stats_view").features]
    for frame, expected, what in ((older, 11.5, "Feast's older row changes nothing"), (newer, 12.5, "its newer row counts")):
        store.write_to_online_store("sensor_stats_view", frame.reindex(columns=["machine_id", "observed_at"] + names))
        check(what, temperature() == expected, temperature())
    push["df"]["event_timestamp"] = [(moment + pandas.Timedelta(minutes=10)).isoformat()]
    push["df"]["temperature"] = [77.0]
    service.request("POST", "/push", push)
    time.sleep(1)
    check("ours, older than Feast's newer row, does not overwrite it", temperature() == 12.5, temperature())
    push["df"]["event_timestamp"] = [(moment + pandas.Timedelta(minutes=100)).isoformat()]
    push["df"]["temperature"] = [13.5]
    service.request("POST", "/push", push)
    for _ in range(50):
        if temperature() == 13.5:
            break
        time.sleep(0.1)
    check("ours, newer, does", temperature() == 13.5, temperature())


def materialized(program, data, folder, redis_port, definitions, rows_file, rows):
    """The program reads what Feast's materialize wrote, under another project."""
    source = FileSource(name="weather_readings", path=rows_file, timestamp_field="observed_at")
    other = {**definitions, "project": "materialized"}
    other["feature_views"] = [view for view in definitions["feature_views"] if view["schema"] == "weather"]
    other["feature_services"] = definitions["feature_services"][:1]
    store = repository(f"{folder}/materialized", "materialized", redis_port,
                       our_views(other, {"sensor_stats_view": source}))
    store.materialize(datetime.datetime(2013, 12, 1, tzinfo=UTC), datetime.datetime(2014, 1, 2, tzinfo=UTC))
    path = pathlib.Path(folder, "other.yaml")
    path.write_text(yaml.safe_dump({**other, "feature_views": [
        {**view, "ttl": "forever"} for view in other["feature_views"]]}, sort_keys=False))
    names = [feature["name"] for feature in other["feature_views"][0]["features"]]
    empty = f"{folder}/without-readings"
    shutil.copytree(f"{data}/models", f"{empty}/models")
    with Service(program, empty, redis_port, FEATURE_DEFINITIONS=str(path)) as service:
        stations = sorted(rows.index)
        answer = columns(service.request("POST", "/get-online-features", {
            "features": [f"sensor_stats_view:{name}" for name in names], "entities": {"machine_id": stations}})[1])
    import numpy
    wrong = [(station, name) for place, station in enumerate(stations) for name in names
             if not same(*[None if value is None else numpy.float32(value)
                           for value in (answer[name][0][place], none(rows.loc[station, name]))])]
    check(f"the program reads {len(stations)} × {len(names)} features that Feast materialized", not wrong, wrong)


def none(value):
    return None if value is None or math.isnan(value) else value


TYPES = {
    "int32": (Int32, [0, -5, 2**31 - 1, -2**31]),
    "int64": (Int64, [0, 3, 2**63 - 1, -2**63]),
    "double": (Float64, [0.0, 1.5, -1e300, math.inf, math.nan, None]),
    "float": (Float32, [0.0, 0.25, -3.5, None, math.nan]),
    "string": (String, ["", "Šiaulių", "a\nb", None]),
    "bytes": (Bytes, [b"", b"\x00\xff"]),
    "bool": (Bool, [True, False, None]),
    "timestamp": (UnixTimestamp, [NOON, datetime.datetime(1970, 1, 1, tzinfo=UTC), EARLY]),
    "int32List": (Array(Int32), [[1, -1, 0], []]),
    "int64List": (Array(Int64), [[2**62, -7], [0]]),
    "doubleList": (Array(Float64), [[1.0, 2.5], []]),
    "floatList": (Array(Float32), [[1.0, -0.5]]),
    "stringList": (Array(String), [["", "ž"], ["one"]]),
    "bytesList": (Array(Bytes), [[b"", b"\x01\x02"]]),
    "boolList": (Array(Bool), [[True, False]]),
    "timestampList": (Array(UnixTimestamp), [[NOON.replace(microsecond=0)]]),
}
KEYS = {"string": (ValueType.STRING, ["vno-1", "", "Šiauliai ☃"]), "int32": (ValueType.INT32, [7, -1]),
        "int64": (ValueType.INT64, [7, -1, 2**40])}


def plain(value):
    """A value as JSON can say it."""
    if isinstance(value, list):
        return [plain(element) for element in value]
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, datetime.datetime):
        return int(math.floor(value.timestamp()))
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    return value


def written(folder, redis_port, client):
    """What Feast writes: for every type and value, and every kind of key, the bytes."""
    values, keys = [], []
    source = FileSource(name="none", path=f"{folder}/none.parquet", timestamp_field="event_timestamp")
    for kind, (value_type, names) in KEYS.items():
        entity = Entity(name=f"entity_{kind}", join_keys=[f"id_{kind}"], value_type=value_type)
        view = FeatureView(name=f"keys_{kind}", entities=[entity], schema=[Field(name="v", dtype=Int64)], source=source)
        store = repository(f"{folder}/keys-{kind}", "keys", redis_port, [entity, view])
        for name in names:
            client.flushall()
            store.write_to_online_store(view.name, pandas.DataFrame({
                f"id_{kind}": [name], "event_timestamp": [NOON], "v": [1]}))
            keys.append({"type": kind, "join_key": f"id_{kind}", "value": name, "project": "keys",
                         "key": client.keys("*")[0].hex()})
    entity = Entity(name="station", join_keys=["station_id"], value_type=ValueType.STRING)
    for kind, (dtype, cases) in TYPES.items():
        view = FeatureView(name=f"view_{kind}", entities=[entity], source=source,
                           schema=[Field(name="v", dtype=dtype), Field(name="other", dtype=Int64)])
        store = repository(f"{folder}/types-{kind}", "types", redis_port, [entity, view])
        for case in cases:
            client.flushall()
            frame = pandas.DataFrame({"station_id": ["a"], "event_timestamp": [NOON],
                                      "v": pandas.Series([case], dtype=object), "other": [1]})
            try:
                store.write_to_online_store(view.name, frame)
            except Exception as error:  # Feast itself refuses some, such as a missing list.
                print(f"        Feast does not write {kind} {case!r}: {error}", file=sys.stderr)
                continue
            fields = client.hgetall(client.keys("*")[0])
            moment = fields.pop(f"_ts:{view.name}".encode())
            # Feast writes no row of missing values alone; the other one is the integer 1.
            (field, value), = [pair for pair in fields.items() if pair[1] != b"\x20\x01"] or [(None, None)]
            values.append({"type": kind, "value": plain(case), "view": view.name, "field": field.hex(),
                           "bytes": value.hex(), "event_time": moment.hex()})
    client.flushall()
    return {"made_with": f"feast {feast.__version__}", "event_time": "2026-11-20T12:00:00.123456Z", "keys": keys,
            "values": values}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program")
    parser.add_argument("--write-fixture", action="store_true")
    arguments = parser.parse_args()
    program = str(pathlib.Path(arguments.program).resolve())
    definitions = yaml.safe_load((ROOT / "features/definitions.yaml").read_text())
    with tempfile.TemporaryDirectory(prefix="driftdetector-feast-") as folder, redis_server() as (client, port):
        bytes_written = written(folder, port, client)
        if arguments.write_fixture:
            FIXTURE.parent.mkdir(parents=True, exist_ok=True)
            FIXTURE.write_text(json.dumps(bytes_written, indent=1, ensure_ascii=False) + "\n")
        known = json.loads(FIXTURE.read_text())
        check(f"Feast writes {len(known['values'])} values and {len(known['keys'])} keys as the fixture says",
              known == bytes_written, bytes_written)

        data = f"{folder}/data"
        subprocess.run([program, "quickstart", "--data-dir", data, "--json"], check=True, stdout=subprocess.DEVNULL)
        stored = pandas.concat(
            pandas.read_parquet(path)
            for path in sorted(pathlib.Path(data, "features/view=sensor_stats_view/schema=weather").glob("*.parquet")))
        rows = stored.sort_values("observed_at").drop_duplicates("machine_id", keep="last").set_index("machine_id")
        rows_file = f"{folder}/rows.parquet"
        stored[stored["observed_at"] >= stored["observed_at"].max() - pandas.Timedelta(days=3)].astype(
            {"machine_id": str}).to_parquet(rows_file)
        sources = {view["name"]: FileSource(name=view["push_source"], path=rows_file, timestamp_field="observed_at")
                   for view in definitions["feature_views"]}
        store = repository(f"{folder}/repository", definitions["project"], port, our_views(definitions, sources))
        names = [feature["name"] for feature in definitions["feature_views"][0]["features"]]
        with Service(program, data, port) as service:
            read_ours(store, rows, [f"sensor_stats_view:{name}" for name in names])
            read_theirs(service, store, names)
            newer_wins(service, store)
            page(folder, data, port, definitions, rows)
        materialized(program, data, folder, port, definitions, rows_file, rows)
    print(f"check_feast: {failures} checks failed" if failures else "check_feast: all checks passed")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
