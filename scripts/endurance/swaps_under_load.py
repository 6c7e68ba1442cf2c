"""Another version a hundred times, and twenty roll-backs, while requests go on.

Starts `serve` on a copy of a directory that `quickstart` filled, trains a second detector, and asks what each of both says
of one reading. Then clients ask without a pause while POST /models/{name}/promote and /rollback move the champion. Proven:
no request fails; each answer names one version and has that version's score; what `models history` says of who was champion
at a moment is what answered then, but for the seconds in which a service follows. Exits 1 when any of this is not so.
"""
import argparse
import bisect
import contextlib
import datetime
import http.client
import json
import pathlib
import random
import subprocess
import sys
import tempfile
import threading
import time

from programs import PROGRAM, Program, answer, free_port

NAME = "anomaly-detection-model"
READING = json.dumps({"machine_id": "EWR", "observed_at": "2013-12-30T12:00:00Z", "temperature": 4, "pressure": 1013,
                      "humidity": 60, "wind_speed": 4})
FOLLOWING_SECONDS = 3


def post(connection, path, body):
    connection.request("POST", path, body, {"Content-Type": "application/json"})
    response = connection.getresponse()
    return response.status, json.loads(response.read() or b"{}")


class Client(threading.Thread):
    """Asks until it is told to stop."""

    def __init__(self, port, stop):
        super().__init__(daemon=True)
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        self.stop, self.answers, self.failures = stop, [], []

    def run(self):
        while not self.stop.is_set():
            try:
                status, found = post(self.connection, "/predict", READING)
            except (OSError, ValueError, http.client.HTTPException) as error:
                self.failures.append(repr(error))
                return
            if status != 200:
                self.failures.append(f"{status} {found}")
            else:
                self.answers.append((time.time(), found["model_version"], found["anomaly_score"]))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--swaps", type=int, default=100)
    parser.add_argument("--rollbacks", type=int, default=20)
    parser.add_argument("--clients", type=int, default=4)
    options = parser.parse_args()
    with contextlib.ExitStack() as stack:
        scratch = pathlib.Path(stack.enter_context(tempfile.TemporaryDirectory()))
        data = scratch / "data"

        def run(*arguments):
            return subprocess.run(
                [PROGRAM, *arguments, "--data-dir", data, "--json"], check=True, capture_output=True).stdout

        run("quickstart")
        run("train", "--model", "anomaly", "--train-until", "2013-09-01")
        port = free_port()
        service = Program(
            ["serve", "--port", port, "--data-dir", data], scratch / "serve.log", {"PROMETHEUS_PORT": "0"})
        stack.callback(service.end)
        answer(f"http://127.0.0.1:{port}/health", program=service)
        control = http.client.HTTPConnection("127.0.0.1", port, timeout=30)

        def answering(version):
            end = time.monotonic() + 30
            while time.monotonic() < end:
                found = post(control, "/predict", READING)[1]
                if found["model_version"] == version:
                    return found["anomaly_score"]
                time.sleep(0.02)
            raise SystemExit(f"version {version} does not answer 30 s after it became champion")

        def promote(version):
            status, found = post(control, f"/models/{NAME}/promote", json.dumps({"version": version}))
            if status not in (200, 202):
                raise SystemExit(f"promote: {status} {found}")
            return answering(version)

        first = post(control, "/predict", READING)[1]["model_version"]
        versions = sorted({int(path.name) for path in (data / "models" / NAME).iterdir() if path.name.isdigit()})
        other = [number for number in versions if number != first][-1]
        scores = {other: promote(other), first: promote(first)}
        if scores[first] == scores[other]:
            raise SystemExit("both versions give the same score: nothing could be told")
        stop = threading.Event()
        clients = [Client(port, stop) for _ in range(options.clients)]
        for client in clients:
            client.start()
        began = time.monotonic()
        back_every = max(1, options.swaps // max(1, options.rollbacks))
        rolled_back, champion = 0, first
        for swap in range(1, options.swaps + 1):
            predecessor, champion = champion, other if champion == first else first
            promote(champion)
            if swap % back_every == 0 and rolled_back < options.rollbacks:
                status, found = post(control, f"/models/{NAME}/rollback", "{}")
                if status != 200 or found["champion"] != predecessor:
                    raise SystemExit(f"rollback: {status} {found}, and version {predecessor} was expected")
                champion = predecessor
                answering(champion)
                rolled_back += 1
            if swap % 10 == 0:
                seconds = time.monotonic() - began
                print(f"  {swap} of {options.swaps} swaps, {60 * swap / seconds:.0f} a minute, "
                      f"{seconds / swap * (options.swaps - swap):.0f} s left", file=sys.stderr)
        stop.set()
        for client in clients:
            client.join()
        answers = sorted(entry for client in clients for entry in client.answers)
        failures = [failure for client in clients for failure in client.failures]
        mixed = [entry for entry in answers if scores.get(entry[1]) != entry[2]]
        moves = sorted(
            (datetime.datetime.fromisoformat(move["moment"].replace("Z", "+00:00")).timestamp(), move["version"])
            for move in json.loads(run("models", "history", NAME))["moves"])
        moments = [moment for moment, _ in moves]
        wrong = 0
        sample = random.Random(1).sample(answers, min(1_000, len(answers)))
        for moment, version, _ in sample:
            last = bisect.bisect_right(moments, moment)
            first_possible = bisect.bisect_right(moments, moment - FOLLOWING_SECONDS)
            possible = {moves[place - 1][1] for place in range(max(1, first_possible), last + 1)}
            wrong += version not in possible
        print(f"{options.swaps} swaps and {rolled_back} roll-backs in {time.monotonic() - began:.0f} s")
        print(f"{len(answers):,} answers, {len(failures)} requests failed, {len(mixed)} answers of a version that gives "
              f"another score")
        print(f"who served: {wrong} wrong of {len(sample):,} random moments, by {len(moves)} moves")
        for failure in failures[:5]:
            print("  failed:", failure)
        sys.exit(1 if failures or mixed or wrong or len(moves) < options.swaps + rolled_back else 0)


if __name__ == "__main__":
    main()
