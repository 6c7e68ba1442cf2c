"""A disk that fills up under `up`, and gets room again: what was acknowledged stays, errors say why, work goes on.

The disk is a small tmpfs with a ballast file that is taken away; where mounting is refused, a limit on the size of files
stands in for it, and lifting it is a restart.
"""
import argparse
import contextlib
import http.client
import json
import pathlib
import subprocess
import sys
import tempfile
import time

import pyarrow.dataset

from programs import Program, answer, free_port

FILE_LIMIT = 60_000
START = 1_767_225_600


def body(first, count):
    items = []
    for number in range(first, first + count):
        moment = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(START + number))
        items.append({"machine_id": "m", "observed_at": moment, "temperature": 60 + number % 977 / 100,
                      "vibration": number % 8191 / 8192, "rotation_speed": number % 100_003})
    return json.dumps(items)


class Service:
    def __init__(self, scratch, data, file_limit=None):
        self.port = free_port()
        self.program = Program(
            ["up", "--port", self.port, "--data-dir", data], scratch / "up.log",
            {"LOG_LEVEL": "warning", "COLLECT_SOURCES": "open-meteo", "COLLECT_ARCHIVE": "none",
             "OPENMETEO_BASE_URL": "http://127.0.0.1:9"}, file_limit=file_limit)
        answer(f"http://127.0.0.1:{self.port}/health/live", program=self.program)

    def send(self, first, count):
        with contextlib.closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)) as connection:
            connection.request("POST", "/readings", body(first, count))
            response = connection.getresponse()
            return response.status, json.loads(response.read())


def stored(data):
    table = pyarrow.dataset.dataset(data / "readings" / "schema=machine", format="parquet").to_table(
        columns=["observed_at"])
    return [moment // 1000 - START for moment in table["observed_at"].cast("int64").to_pylist()]


def main():
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter).parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        scratch = pathlib.Path(scratch)
        disk = scratch / "disk"
        disk.mkdir()
        mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", disk], check=False,
                                 stderr=subprocess.DEVNULL).returncode == 0
        try:
            return run(scratch, disk, mounted)
        finally:
            if mounted:
                subprocess.run(["umount", "-l", disk], check=True)


def run(scratch, disk, mounted):
    data, ballast, problems = disk / "data", disk / "ballast", []

    def check(what, right, seen=""):
        print(f"{'ok    ' if right else 'FAILED'}  {what}" + (f": {seen}" if seen != "" else ""))
        if not right:
            problems.append(what)

    print("a tmpfs of 6 MiB" if mounted else f"files of at most {FILE_LIMIT} bytes, since mounting is refused")
    service = Service(scratch, data, None if mounted else FILE_LIMIT)
    acknowledged, batch, refusal = 0, 500, None
    if mounted:
        ballast.write_bytes(bytes(4 << 20))
    for _ in range(2_000):
        status, content = service.send(acknowledged, batch)
        if status != 200:
            refusal = status, content
            break
        acknowledged += batch
        if not mounted:
            batch *= 2
    check("the disk fills up and readings are refused", refusal is not None, f"after {acknowledged} readings")
    if refusal is None:
        return "the disk did not fill up"
    check("the answer is 503 and a problem that says why", refusal[0] == 503 and any(
        word in refusal[1].get("detail", "").lower() for word in ("space", "too large")), refusal[1].get("detail"))
    check("the service still answers", answer(f"http://127.0.0.1:{service.port}/health/live") is not None)
    found = stored(data)
    check("everything acknowledged is there, once", sorted(found) == list(range(acknowledged)), f"{len(found)} rows")
    log = (scratch / "up.log").read_text(encoding="utf-8")
    check("the log names the file and the reason", "No space left" in log or "File too large" in log)
    if mounted:
        ballast.unlink()
    else:
        service.program.kill()
        service = Service(scratch, data)
    for _ in range(10):
        status, content = service.send(acknowledged, 500)
        if status == 200:
            acknowledged += 500
    check("with room again it goes on, without a restart" if mounted else "without the limit it goes on",
          status == 200, status)
    found = stored(data)
    check("everything acknowledged is there, once", sorted(found) == list(range(acknowledged)), f"{len(found)} rows")
    check("it ends in good order", service.program.end() == 0)
    left = [path.name for path in data.rglob("*") if ".tmp" in path.name or path.name.endswith(".new")]
    check("nothing half-written is left", not left, left or "")
    return f"{len(problems)} problems" if problems else None


if __name__ == "__main__":
    sys.exit(main())
