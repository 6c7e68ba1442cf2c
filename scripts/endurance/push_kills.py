"""Readings are sent to `up` while it is killed with SIGKILL again and again, and another program reads the lake.

Every reading that was answered as stored must be there exactly once at the end, whether the kill met a commit, a
compaction, or neither. After each kill the last batch is sent again, as a sender does who got no answer. A reader of its
own (pyarrow, as pandas reads) looks at the folder all the time and must never see a row twice or miss an acknowledged one.
"""
import argparse
import collections
import http.client
import json
import multiprocessing
import pathlib
import random
import sys
import tempfile
import time

import pyarrow
import pyarrow.dataset

from programs import Program, answer, free_port

START = 1_767_225_600  # 2026-01-01T00:00:00Z
ITEM = '{"machine_id":"m%d","observed_at":"%s","temperature":60,"vibration":0.4,"rotation_speed":%d}'


def body(first, count):
    items = []
    for number in range(first, first + count):
        moment = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(START + number))
        items.append(ITEM % (number % 5, moment, number % 100_000))
    return ("[" + ",".join(items) + "]").encode()


def moments(directory):
    """Every row as (machine, second), or None when a file was merged away between listing and reading."""
    try:
        table = pyarrow.dataset.dataset(directory / "readings" / "schema=machine", format="parquet").to_table(
            columns=["machine_id", "observed_at"])
    except (FileNotFoundError, pyarrow.ArrowInvalid, OSError):
        return None
    seconds = table["observed_at"].cast("int64").to_numpy() // 1000 - START
    return collections.Counter(zip(table["machine_id"].to_pylist(), seconds.tolist()))


def read_all_the_time(directory, acknowledged, stop, results):
    rounds = vanished = doubled = missing = 0
    while not stop.is_set():
        least = acknowledged.value
        if least == 0:
            time.sleep(0.01)
            continue
        rows = moments(directory)
        if rows is None:
            vanished += 1
            continue
        rounds += 1
        doubled += sum(1 for count in rows.values() if count > 1)
        missing += sum(1 for number in range(least) if (f"m{number % 5}", number) not in rows)
    results.put((rounds, vanished, doubled, missing))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--batch", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        return run(arguments, pathlib.Path(scratch))


def run(arguments, scratch):
    directory = scratch / "data"
    randomness = random.Random(arguments.seed)
    acknowledged = multiprocessing.Value("q", 0)
    stop, results = multiprocessing.Event(), multiprocessing.Queue()
    reader = multiprocessing.Process(target=read_all_the_time, args=(directory, acknowledged, stop, results))
    reader.start()
    resent = 0
    start = time.monotonic()
    for kill in range(arguments.kills):
        port = free_port()
        program = Program(
            ["up", "--port", port, "--data-dir", directory], scratch / "up.log",
            {"LOG_LEVEL": "error", "COLLECT_SOURCES": "open-meteo", "COLLECT_ARCHIVE": "none",
             "OPENMETEO_BASE_URL": "http://127.0.0.1:9"})
        answer(f"http://127.0.0.1:{port}/health/live", program=program)
        end = time.monotonic() + randomness.uniform(0.01, 0.5)
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        killer = multiprocessing.Process(target=kill_at, args=(program.pid, end))
        killer.start()
        try:
            while True:
                connection.request("POST", "/readings", body(acknowledged.value, arguments.batch))
                content = json.loads(connection.getresponse().read())
                if content["rejected"] or content["stored"] + content["duplicates"] != arguments.batch:
                    return f"a wrong answer: {content}"
                resent += content["duplicates"]
                acknowledged.value += arguments.batch
        except (OSError, http.client.HTTPException, ValueError):
            pass
        killer.join()
        program.kill()
    stop.set()
    rounds, vanished, doubled_seen, missing_seen = results.get()
    reader.join()
    rows = moments(directory)
    total = acknowledged.value
    lost = [number for number in range(total) if (f"m{number % 5}", number) not in rows]
    doubled = [key for key, count in rows.items() if count > 1]
    files = len(list((directory / "readings").rglob("*.parquet")))
    print(f"{arguments.kills} kills in {time.monotonic() - start:.0f} s")
    print(f"  readings acknowledged            {total}")
    print(f"  of them lost                     {len(lost)} {lost[:5]}")
    print(f"  rows that are there twice        {len(doubled)} {doubled[:5]}")
    print(f"  stored before the kill, unacknowledged and sent again  {resent}")
    print(f"  files at the end                 {files}")
    print(f"  looks of another program         {rounds}, and {vanished} that met a file merged away")
    print(f"  rows that it saw twice           {doubled_seen}")
    print(f"  acknowledged rows it did not see {missing_seen}")
    return "readings are lost or doubled" if lost or doubled or doubled_seen or missing_seen else None


def kill_at(pid, moment):
    import os
    import signal
    time.sleep(max(0, moment - time.monotonic()))
    os.kill(pid, signal.SIGKILL)


if __name__ == "__main__":
    sys.exit(main())
