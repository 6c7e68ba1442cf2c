"""One cause of trouble for a loop: a world, `up` in it, somebody who pushes readings, and what must hold at the end."""
import collections
import contextlib
import json
import os
import re
import shutil
import sqlite3
import threading
import time
import urllib.error
import urllib.request

import pyarrow.dataset

from loop_eyes import Eyes
from loop_witness import HOUR, Witness
from loop_world import Service, World

SETTINGS = {
    "COLLECT_STATIONS": "London,Berlin,Tokyo,Toronto", "RETRAIN_COOL_DOWN_HOURS": 6, "RETRAIN_WARM_UP_HOURS": 6,
    "RETRAIN_MOST_PER_DAY": 24, "RETRAIN_FREEZE_AFTER": 0, "RETRAIN_MIN_NEW_READINGS": 500, "PROMOTION_SHADOW_HOURS": 12,
    "PROMOTION_TRIAL_HOURS": 24, "LOG_LEVEL": "notice"}
PUSHED = 1_767_225_600
PATIENCE = 90
LOUD = re.compile(r"\S+ (warning|error|critical) driftdetector: ")


class Case:
    """One cause: a world, `up` in it, and a sender of readings."""

    def __init__(self, name, scratch, seed, start, scale=20_000, settings=None, directory=None, user=None):
        self.name = name
        self.scratch = scratch / name.replace(" ", "-").replace(",", "")
        self.scratch.mkdir()
        self.directory = directory or self.scratch / "data"
        shutil.copytree(seed, self.directory)
        for path in [self.directory, *self.directory.rglob("*")] if user else []:
            os.chown(path, user, user)
        self.settings = {**SETTINGS, **(settings or {})}
        self.world = World(self.scratch, start=start, scale=scale)
        self.log = self.scratch / "up.log"
        self.eyes = Eyes(self.directory)
        self.witness = Witness(self.directory, 400)
        self.service = Service(self.world, self.directory, self.log, self.settings, user=user).live()
        self.pushed, self.refused, self.said, self.wrong = [], collections.Counter(), [], []
        self.stop = threading.Event()
        self.sender = threading.Thread(target=self.send, daemon=True)
        self.sender.start()
        self.marker = 0

    def post(self, path, body):
        request = urllib.request.Request(f"{self.service.url}{path}", json.dumps(body).encode())
        try:
            with urllib.request.urlopen(request, timeout=30) as response:
                return response.status, json.load(response)
        except urllib.error.HTTPError as error:
            return error.code, json.loads(error.read() or b"{}")
        except (OSError, ValueError) as error:
            return 0, {"detail": repr(error)}

    def send(self):
        number = 0
        while not self.stop.wait(0.05):
            number += 1
            moment = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(PUSHED + number))
            status, content = self.post("/readings", {"machine_id": "m", "observed_at": moment, "temperature": 60,
                                                      "vibration": 0.5, "rotation_speed": number})
            if status == 200:
                self.pushed.append(number)
            elif status:
                self.refused[f"{status} {content.get('detail', '')}"] += 1

    def ask(self, reason):
        status, content = self.post("/retrain", {"reason": reason})
        if status in (200, 202):
            self.witness.acknowledged.add(content["request"])
            return content["request"]
        self.refused[f"{status} {content.get('detail', '')}"] += 1
        return None

    def wait(self, condition, seconds=PATIENCE):
        end = time.monotonic() + seconds
        while time.monotonic() < end and self.service.program.is_running:
            with contextlib.suppress(OSError, ValueError, sqlite3.Error):
                if condition():
                    return True
            time.sleep(0.05)
        return False

    def hours(self, count):
        """Lets hours of the world pass."""
        until = self.world.now() + count * HOUR
        while self.world.now() < until:
            time.sleep(0.02)

    def begin(self):
        """All is well; then the cause begins, and only what is said from now on counts."""
        if not self.wait(lambda: self.eyes.one("SELECT max(made_at) FROM forecasts") > self.world.now() - 40 * HOUR):
            self.wrong.append("no forecasts before the cause")
        self.witness.look(self.world.now())
        self.marker = self.log.stat().st_size
        self.refused.clear()

    def listen(self):
        """What is said while the cause lasts."""
        with contextlib.suppress(OSError, ValueError):
            health = self.service.health()
            if health.get("status") != "ok":
                self.said.append(f"/health {health['status']}: {health.get('reason')}")
        with self.log.open("rb") as log:
            log.seek(self.marker)
            for line in log.read().decode("utf-8", "replace").splitlines():
                if LOUD.match(line):
                    self.said.append(line.split(" driftdetector: ", 1)[-1])
        for refusal in self.refused:
            self.said.append(f"POST {refusal}")

    def recover(self):
        """Whether everything goes on: collection, forecasts, pushes, a training from its beginning to its end."""
        begin, pushes = self.world.now(), len(self.pushed)
        steps = {
            "pushes": lambda: len(self.pushed) > pushes + 5,
            "forecasts": lambda: self.eyes.one("SELECT max(made_at) FROM forecasts") > begin,
            "outcomes": lambda: self.eyes.one("SELECT max(target_hour) FROM forecasts WHERE outcome IS NOT NULL") >=
            begin // HOUR,
        }
        failed = [name for name, condition in steps.items() if not self.wait(condition)]
        request = None
        if not self.wait(lambda: self.ask("after the cause") is not None):
            failed.append("requests")
        else:
            request = max(self.witness.acknowledged)
            answered = lambda: self.eyes.ask("SELECT verdict FROM retraining_requests JOIN decisions ON decisions.id = "
                                             "decision WHERE retraining_requests.id = ?", request)
            if not self.wait(lambda: answered() and answered()[0][0].startswith("retrain")):
                failed.append("a training that is asked for begins")
            elif not self.wait(lambda: "training" not in self.eyes.stages()):
                failed.append("a training ends")
        if not self.service.program.is_running:
            failed.append("the process has ended")
        return failed

    def end(self, failed, must_say, must_not_say=None, margin=48):
        self.stop.set()
        self.sender.join(35)
        code = self.service.program.end(60) if self.service.program.is_running else None
        now = self.world.now()
        self.world.end()
        self.witness.look(now, whole=True)
        self.witness.integrity()
        self.witness.judge_moves()
        self.witness.judge_hours(now, margin)
        table = pyarrow.dataset.dataset(self.directory / "readings" / "schema=machine", format="parquet").to_table(
            columns=["machine_id", "observed_at"]).to_pandas()
        table = table[table["machine_id"].astype(str) == "m"]
        there = set(table["observed_at"].astype("datetime64[ms, UTC]").astype("int64") // 1000 - PUSHED)
        for number in set(self.pushed) - there:
            self.witness.wrong("acknowledged reading is gone", number)
        if code != 0:
            self.wrong.append(f"ends with {code}")
        spoken = list(dict.fromkeys(line.replace(f"{self.directory}/", "").removeprefix("error=") for line in self.said))
        if must_say and not any(word in line for line in spoken for word in must_say):
            self.wrong.append(f"says none of {must_say}")
        if must_not_say and any(must_not_say in line for line in spoken):
            self.wrong.append(f"says “{must_not_say}”, which is not so")
        lost = ", ".join(f"{count} × {what} ({self.witness.examples[what]})" for what, count in self.witness.problems.items())
        return self.name, spoken, failed, self.wrong, lost, len(self.pushed)
