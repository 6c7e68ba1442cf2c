"""A Redis that dies, comes back, freezes, forgets and talks nonsense while 64 clients ask for predictions.

.native/oracles/bin/python scripts/endurance/redis_away.py [--rounds N]     after make build

Each client asks for stations of its own. Every answer must be 200 and have the score that the station's own history
gives, which was taken down before the first fault; readings that are pushed meanwhile must be in the lake, and in Redis
in the end. Prints how long requests took and how long each recovery, and exits 1 when something was wrong.
"""
import argparse
import http.client
import json
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time

import pandas

from programs import Program, answer, free_port

CLIENTS = 64
STATIONS_A_CLIENT = 2
HOURS = 30
REDIS = shutil.which("redis-server") or "/usr/bin/redis-server"


class Nonsense:
    """Listens where Redis did, and answers what no Redis would."""

    REPLIES = [b"HTTP/1.1 400 Bad Request\r\n\r\n", b"+OK\r\n", b":7\r\n", b"$5\r\nhello\r\n", b"*2\r\n$1\r\nx\r\n$-1\r\n", b"\x00\xff" * 40,
               b"$99999999999\r\n", b"*1000000\r\n"]

    def __init__(self, port):
        self.listener = socket.create_server(("127.0.0.1", port))
        self.count = 0
        self.connections = []
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            self.connections.append(connection)
            threading.Thread(target=self.reply, args=(connection,), daemon=True).start()

    def reply(self, connection):
        try:
            while connection.recv(65536):
                self.count += 1
                connection.sendall(self.REPLIES[self.count % len(self.REPLIES)])
        except OSError:
            pass

    def stop(self):
        # Closed alone, it would go on listening for as long as its thread waits for a connection.
        self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()
        for connection in self.connections:
            connection.close()


class Redis:
    def __init__(self, port):
        self.port = port
        self.process = None

    def start(self):
        self.process = None
        end = time.monotonic() + 20
        while time.monotonic() < end:
            if self.process is None or self.process.poll() is not None:
                # It ends by itself when the port is not free yet.
                self.process = subprocess.Popen(
                    [REDIS, "--port", str(self.port), "--bind", "127.0.0.1", "--save", ""], stdout=subprocess.DEVNULL)
            try:
                if self.command(b"PING").startswith(b"+PONG"):
                    return
            except OSError:
                time.sleep(0.02)
        raise SystemExit("Redis does not start")

    def command(self, *words):
        with socket.create_connection(("127.0.0.1", self.port), timeout=5) as connection:
            connection.sendall(b"*%d\r\n" % len(words) + b"".join(b"$%d\r\n%s\r\n" % (len(word), word) for word in words))
            return connection.recv(1 << 16)

    def kill(self):
        self.process.kill()
        self.process.wait()


class Trial:
    def __init__(self, port):
        self.port = port
        self.base = f"http://127.0.0.1:{port}"
        self.stop = threading.Event()
        self.lock = threading.Lock()
        self.latencies, self.wrong, self.degraded, self.phase = {}, [], {}, "start"
        self.expected = {}
        self.pushed = []

    def post(self, connection, path, body):
        connection.request("POST", path, json.dumps(body))
        response = connection.getresponse()
        return response.status, json.loads(response.read())

    def predictions(self, connection, stations, moment):
        body = [{"machine_id": station, "observed_at": moment, "temperature": 60, "vibration": 1, "rotation_speed": 1500}
                for station in stations]
        return self.post(connection, "/predict", body if len(body) > 1 else body[0])

    def client(self, stations, moment):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        while not self.stop.is_set():
            begin = time.monotonic()
            phase = self.phase
            try:
                status, found = self.predictions(connection, stations, moment)
            except (OSError, http.client.HTTPException, ValueError) as error:
                with self.lock:
                    self.wrong.append((phase, repr(error)))
                connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
                continue
            taken = time.monotonic() - begin
            with self.lock:
                self.latencies.setdefault(phase, []).append(taken)
                if status != 200:
                    self.wrong.append((phase, status, found))
                    continue
                for one in found if isinstance(found, list) else [found]:
                    station = one["machine_id"]
                    if one["degraded"]:
                        self.degraded[phase] = self.degraded.get(phase, 0) + 1
                    if one["anomaly_score"] != self.expected[station]:
                        self.wrong.append((phase, station, one["anomaly_score"], self.expected[station]))

    def pusher(self, first):
        """One reading a moment of stations that nobody asks about; what was acknowledged must not be lost."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        number = 0
        while not self.stop.is_set():
            moment = pandas.Timestamp(first, unit="s", tz="UTC") + pandas.Timedelta(seconds=number)
            body = {"machine_id": f"pushed-{number % 10}", "observed_at": moment.isoformat(), "temperature": 50 + number % 7,
                    "vibration": 1, "rotation_speed": 1500}
            try:
                status, found = self.post(connection, "/readings", body)
                if status == 200:
                    self.pushed.append((body["machine_id"], moment))
                else:
                    with self.lock:
                        self.wrong.append((self.phase, "push", status, found))
            except (OSError, http.client.HTTPException) as error:
                with self.lock:
                    self.wrong.append((self.phase, "push", repr(error)))
                connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
            number += 1
            time.sleep(0.02)

    def recovery(self, since):
        """Seconds until the service says that the store is there and nothing waits for it."""
        while time.monotonic() - since < 60:
            store = answer(f"{self.base}/health")["online_store"]
            if store["status"] == "ok" and store["pending_readings"] == 0:
                return time.monotonic() - since
            time.sleep(0.02)
        self.wrong.append((self.phase, "no recovery within 60 s", answer(f"{self.base}/health")))
        return float("nan")


def faults(redis):
    """Name, what begins it, what ends it."""
    def nonsense():
        redis.kill()
        redis.nonsense = Nonsense(redis.port)

    def sense():
        redis.nonsense.stop()
        redis.start()

    return [
        ("killed and restarted empty", redis.kill, redis.start),
        ("frozen", lambda: redis.process.send_signal(signal.SIGSTOP), lambda: redis.process.send_signal(signal.SIGCONT)),
        ("flushed", lambda: redis.command(b"FLUSHALL"), lambda: None),
        ("answering nonsense", nonsense, sense),
        ("connections killed", lambda: redis.command(b"CLIENT", b"KILL", b"TYPE", b"normal"), lambda: None),
    ]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=2, help="length of each fault")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="driftdetector-redis-") as folder:
        data = f"{folder}/data"
        run = Program(["quickstart", "--data-dir", data, "--json"], f"{folder}/quickstart.log")
        if run.process.wait() != 0:
            raise SystemExit(pathlib.Path(f"{folder}/quickstart.log").read_text(encoding="utf-8"))
        redis = Redis(free_port())
        redis.start()
        port = free_port()
        log = f"{folder}/serve.log"
        service = Program(["serve", "--port", port, "--data-dir", data], log,
                          {"REDIS_URL": f"redis://127.0.0.1:{redis.port}"})
        failed = 1
        try:
            failed = trial(arguments, redis, service, port, data)
        finally:
            service.end()
            redis.process.send_signal(signal.SIGCONT)
            redis.kill()
            if failed:
                print(pathlib.Path(log).read_text(encoding="utf-8")[-4_000:], file=sys.stderr)
    return failed


def trial(arguments, redis, service, port, data):
    trial = Trial(port)
    answer(f"{trial.base}/health", program=service)
    begin = pandas.Timestamp("2026-01-05", tz="UTC")
    moment = (begin + pandas.Timedelta(hours=HOURS)).isoformat()
    stations = [[f"machine-{client}-{place}" for place in range(STATIONS_A_CLIENT)] for client in range(CLIENTS)]
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    for number, name in enumerate(name for names in stations for name in names):
        # Every station has a past of its own, so that another one's features give another score.
        readings = [{"machine_id": name, "observed_at": (begin + pandas.Timedelta(hours=hour)).isoformat(),
                     "temperature": 40 + number / 4, "vibration": 0.2 + (number * 37 + hour * hour) % 1_009 / 100,
                     "rotation_speed": 1200 + number} for hour in range(HOURS)]
        status, found = trial.post(connection, "/readings", readings)
        if status != 200:
            raise SystemExit(f"readings were not taken: {found}")
    trial.recovery(time.monotonic())
    for names in stations:
        status, found = trial.predictions(connection, names, moment)
        for one in found:
            trial.expected[one["machine_id"]] = one["anomaly_score"]
    print(f"{len(trial.expected)} stations, {len(set(trial.expected.values()))} different scores")

    threads = [threading.Thread(target=trial.client, args=(names, moment), daemon=True) for names in stations]
    threads.append(threading.Thread(target=trial.pusher, args=(int(begin.timestamp()),), daemon=True))
    trial.phase = "all is well"
    for thread in threads:
        thread.start()
    time.sleep(arguments.seconds)
    recoveries = {}
    for _ in range(arguments.rounds):
        for name, break_it, mend in faults(redis):
            trial.phase = name
            break_it()
            time.sleep(arguments.seconds)
            mend()
            recoveries.setdefault(name, []).append(trial.recovery(time.monotonic()))
            trial.phase = "all is well"
            time.sleep(arguments.seconds / 2)
    trial.stop.set()
    for thread in threads:
        thread.join(60)
    trial.recovery(time.monotonic())

    print(f"{'while Redis is':30} {'requests':>9} {'degraded':>9} {'p50 ms':>8} {'p99 ms':>8} {'max ms':>8}  recovery s")
    for phase, latencies in trial.latencies.items():
        latencies.sort()
        at = lambda share: latencies[min(len(latencies) - 1, int(share * len(latencies)))] * 1_000
        times = ", ".join(f"{seconds:.2f}" for seconds in recoveries.get(phase, []))
        print(f"{phase:30} {len(latencies):9} {trial.degraded.get(phase, 0):9} {at(.5):8.1f} {at(.99):8.1f} {at(1):8.1f}  {times}")

    # What Redis has in the end: the newest hour of every station, as the service without memory of its own reads it.
    status, found = trial.post(connection, "/get-online-features", {
        "features": ["machine_stats_view:rotation_speed"], "entities": {"machine_id": sorted(trial.expected)}})
    missing = found["results"][1]["statuses"].count("NOT_FOUND") if status == 200 else found
    keys = redis.command(b"DBSIZE")
    service.end()
    lake = pandas.concat(pandas.read_parquet(path, columns=["machine_id", "observed_at"])
                         for path in pathlib.Path(data, "readings/schema=machine").glob("year=*/month=*/*.parquet"))
    known = set(zip(lake["machine_id"].astype(str), lake["observed_at"].dt.tz_localize(None)))
    lost = [one for one in trial.pushed if (one[0], one[1].tz_localize(None)) not in known]
    print(f"{len(trial.pushed)} readings acknowledged, {len(lost)} not in the lake; Redis has {keys[1:-2].decode()} entities, "
          f"{missing} stations without features; {len(trial.wrong)} wrong or failed answers")
    for one in trial.wrong[:5]:
        print(f"  {one}")
    confused, rows = served_rows(data, trial.expected)
    print(f"{rows} served feature rows read back: {len(confused)} stations with a row that is not their own")
    needed = len(trial.expected) + 10 + 3
    return 1 if trial.wrong or lost or missing or confused or int(keys[1:-2]) < needed else 0


def served_rows(data, stations):
    """Stations that were served another row than the one that only they have, and how many rows were looked at."""
    log = pandas.concat(pandas.read_parquet(path)
                        for path in pathlib.Path(data, "predictions/schema=machine").rglob("*.parquet"))
    log = log[log["machine_id"].isin(stations) & (log["observed_at"] == log["observed_at"].max())]
    names = [name for name in log.columns if name.startswith("vibration_")]
    rows = log.astype({"machine_id": str}).groupby(["machine_id", *names], dropna=False).size().reset_index()
    several = rows["machine_id"].value_counts()
    shared = rows[rows.duplicated(names, keep=False)]["machine_id"]
    return set(several[several > 1].index) | set(shared), len(log)


if __name__ == "__main__":
    sys.exit(main())
