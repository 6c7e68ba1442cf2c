"""Machines publish to a real broker while `up`, which receives, is killed with SIGKILL again and again.

A broker forgets a message once it is acknowledged. So every reading that the machines published must be stored exactly
once at the end: none was acknowledged before it was durable, and what came twice counts once.
"""
import argparse
import collections
import os
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile
import time

import pyarrow.dataset

from programs import PROGRAM, Program, answer, free_port

BROKER = """listener {port} 127.0.0.1
allow_anonymous true
max_queued_messages 0
max_inflight_messages 0
"""


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--machines", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        return run(arguments, pathlib.Path(scratch))


def receive(scratch, data, broker):
    port = free_port()
    program = Program(
        ["up", "--port", port, "--data-dir", data], scratch / "up.log",
        {"LOG_LEVEL": "error", "COLLECT_SOURCES": "open-meteo", "COLLECT_ARCHIVE": "none",
         "OPENMETEO_BASE_URL": "http://127.0.0.1:9", "MQTT_URL": f"mqtt://127.0.0.1:{broker}"})
    answer(f"http://127.0.0.1:{port}/health/live", program=program)
    return program


def rows(data):
    try:
        table = pyarrow.dataset.dataset(data / "readings" / "schema=machine", format="parquet").to_table(
            columns=["machine_id", "observed_at"])
    except FileNotFoundError:
        return collections.Counter()
    return collections.Counter(zip(table["machine_id"].to_pylist(), table["observed_at"].cast("int64").to_pylist()))


def run(arguments, scratch):
    data, broker_port = scratch / "data", free_port()
    if shutil.which("mosquitto") is None:
        print("skipped: mosquitto is not installed")
        return "mosquitto is missing" if os.environ.get("CI") else None
    configuration = scratch / "broker.conf"
    configuration.write_text(BROKER.format(port=broker_port))
    broker = subprocess.Popen(["mosquitto", "-c", configuration], stderr=subprocess.DEVNULL)
    moments = random.Random(arguments.seed)
    start = time.monotonic()
    try:
        # The first start makes the session in which the broker keeps messages.
        time.sleep(0.5)
        program = receive(scratch, data, broker_port)
        time.sleep(1)
        # More than can be published before the last kill; the machines are ended then, and what they published counts.
        machines = subprocess.Popen(
            [PROGRAM, "simulate", "machines", "--to", f"mqtt://127.0.0.1:{broker_port}", "--machines",
             str(arguments.machines), "--interval", "1", "--start", "2026-01-01", "--clock", "scale=200", "--moments",
             str(arguments.kills * 100), "--json"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        for _ in range(arguments.kills):
            time.sleep(moments.uniform(0.01, 0.6))
            program.kill()
            program = receive(scratch, data, broker_port)
        machines.communicate()
        published = arguments.kills * 100 * arguments.machines
        before, found = -1, rows(data)
        while len(found) != before and len(found) < published:
            before = len(found)
            time.sleep(5)
            found = rows(data)
        program.kill()
    finally:
        broker.terminate()
        broker.wait()
    twice = sum(1 for count in found.values() if count > 1)
    print(f"{arguments.kills} kills in {time.monotonic() - start:.0f} s")
    print(f"  readings published and acknowledged by the broker  {published}")
    print(f"  of them not stored                                 {published - len(found)}")
    print(f"  rows that are there twice                          {twice}")
    return "readings are lost or doubled" if twice or len(found) != published else None


if __name__ == "__main__":
    sys.exit(main())
