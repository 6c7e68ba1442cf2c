"""Ten million readings over HTTP: how many a second are durable, and whether memory stays flat.

Starts `up` without collecting anything of note, and sends machine readings to POST /readings in batches from a few
keep-alive connections, each machine's readings in order of time. Prints rate and resident memory for every tenth.
"""
import argparse
import http.client
import json
import pathlib
import sys
import tempfile
import threading
import time

from programs import Program, answer, free_port

ITEM = '{"machine_id":"machine_%04d","observed_at":"%s","temperature":%.2f,"vibration":%.3f,"rotation_speed":%.1f}'


class Sender(threading.Thread):
    """One connection with machines of its own."""

    def __init__(self, port, first_machine, machines, batches, batch, start_ms):
        super().__init__(daemon=True)
        self.port, self.first, self.machines = port, first_machine, machines
        self.batches, self.batch, self.clock = batches, batch, start_ms
        self.sent, self.errors = 0, []

    def body(self):
        items = []
        while len(items) < self.batch:
            moment = time.gmtime(self.clock // 1000)
            text = time.strftime("%Y-%m-%dT%H:%M:%SZ", moment)
            for machine in range(self.first, self.first + self.machines):
                value = (self.clock // 1000 + machine * 37) % 1000
                items.append(ITEM % (machine, text, 60 + value / 100, 0.4 + value / 10000, 1400 + value / 10))
            self.clock += 1000
        return ("[" + ",".join(items[: self.batch]) + "]").encode()

    def run(self):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            for _ in range(self.batches):
                connection.request("POST", "/readings", self.body(), {"Content-Type": "application/json"})
                response = connection.getresponse()
                content = response.read()
                if response.status != 200 or json.loads(content)["stored"] != self.batch:
                    self.errors.append(f"not all stored: {response.status} {content[:300]}")
                    return
                self.sent += self.batch
        except (OSError, http.client.HTTPException, ValueError, KeyError) as error:
            self.errors.append(f"after {self.sent} readings: {error!r}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--readings", type=int, default=10_000_000)
    parser.add_argument("--batch", type=int, default=1_000)
    parser.add_argument("--connections", type=int, default=4)
    parser.add_argument("--machines", type=int, default=1_000)
    parser.add_argument("--least", type=float, default=0, help="fail below so many readings a second")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        return run(arguments, pathlib.Path(scratch))


def run(arguments, scratch):
    port = free_port()
    program = Program(
        ["up", "--port", port, "--data-dir", scratch / "data"], scratch / "up.log",
        {"LOG_LEVEL": "error", "COLLECT_SOURCES": "open-meteo", "COLLECT_ARCHIVE": "none", "COLLECT_MINUTE": "59",
         "OPENMETEO_BASE_URL": "http://127.0.0.1:9"})
    answer(f"http://127.0.0.1:{port}/health/live", program=program)
    each = arguments.machines // arguments.connections
    batches = arguments.readings // arguments.batch // arguments.connections
    senders = [
        Sender(port, index * each, each, batches, arguments.batch, 1_767_225_600_000)
        for index in range(arguments.connections)]
    total = batches * arguments.connections * arguments.batch
    start, processor = time.monotonic(), program.processor_seconds()
    for sender in senders:
        sender.start()
    print(f"{'readings':>12} {'a second':>10} {'resident MiB':>13}", flush=True)
    last_time, last_sent, step = start, 0, total // 10
    while any(sender.is_alive() for sender in senders):
        time.sleep(0.05)
        sent = sum(sender.sent for sender in senders)
        if sent >= last_sent + step:
            now = time.monotonic()
            print(f"{sent:12d} {(sent - last_sent) / (now - last_time):10.0f} {program.resident_mebibytes():13.0f}",
                  flush=True)
            last_time, last_sent = now, sent
    seconds = time.monotonic() - start
    sent = sum(sender.sent for sender in senders)
    cost = program.processor_seconds() - processor
    errors = [error for sender in senders for error in sender.errors]
    files = len(list((scratch / "data").rglob("*.parquet")))
    code = program.end()
    print(f"{sent} readings in {seconds:.1f} s: {sent / seconds:.0f} a second, {cost / sent * 1e6:.2f} µs of processor "
          f"each, {files} files, exit code {code}")
    if sent != total:
        errors.append(f"{total - sent} of {total} readings were not stored")
    if code != 0:
        errors.append(f"the service ended with {code}")
    if errors:
        return "\n".join(errors)
    return f"fewer than {arguments.least:.0f} a second" if sent / seconds < arguments.least else None


if __name__ == "__main__":
    sys.exit(main())
