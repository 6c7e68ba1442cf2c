"""An unattended loop that is killed in each of its phases, and what another program finds on the disk after each kill.

`up` collects, forecasts, trains, promotes and rolls back in a fast made-up world with a feed that is wrong now and then.
It, the training that it started, both, or a person's `models rollback` gets SIGKILL at a random moment after an event of a
phase was seen from outside: locks (/proc/locks), files of models, rows of the ledger. The processes are stopped first, so
that what they held is known for certain (column "met"), and then killed.

Proven, with SQLite, pyarrow and digests alone: the ledger is whole; what was committed is still there, as it was, and
once; a request is answered by one training; of two trainings one at most has the right to train; aliases point at whole
versions; each hour has a reading or a reason, and forecasts by who was champion, with one outcome; the history of who
served has no hole. Exits 1 when anything of this is not so.
"""
import argparse
import collections
import json
import os
import pathlib
import random
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request

from loop_eyes import Eyes, Sampler
from loop_witness import FORECASTER, HOUR, Witness
from loop_world import PROGRAM, Progress, Service, World, stop, trainings, windows

KEEP_DAYS = 21
SETTINGS = {
    "COLLECT_STATIONS": "London,Berlin,Tokyo,Toronto", "FORECAST_KEEP_DAYS": KEEP_DAYS, "RETRAIN_COOL_DOWN_HOURS": 6,
    "RETRAIN_WARM_UP_HOURS": 6, "RETRAIN_MOST_PER_DAY": 24, "RETRAIN_FREEZE_AFTER": 0, "RETRAIN_MIN_NEW_READINGS": 500,
    "PROMOTION_SHADOW_HOURS": 6, "PROMOTION_TRIAL_HOURS": 30}
CHECKED = {
    "start-up": "begins again", "collecting": "readings once, hours whole", "issuing": "forecasts once, unchanged",
    "settling": "one outcome", "deciding": "decisions and answers once",
    "forking": "no training that nobody waits for", "training": "one trains, is made up for",
    "registering": "versions whole", "gate": "versions whole, aliases", "shadow": "challenger goes on",
    "promotion": "alias, who served", "trial": "trial goes on", "roll-back": "alias, who served", "quarantine": "found once"}


class Trial:
    def __init__(self, arguments, scratch):
        self.directory, self.scratch = scratch / "data", scratch
        self.random = random.Random(arguments.seed)
        faults = [f"openweathermap:bias:temperature:{'+' if month % 2 else '-'}9@{day}..{until}"
                  for month, (day, until) in enumerate(windows(20, 400))]
        self.world = World(scratch, scale=arguments.scale, seed=arguments.seed, faults=faults)
        self.eyes = Eyes(self.directory)
        self.witness = Witness(self.directory, KEEP_DAYS)
        self.asked = 0
        self.kills, self.met, self.who = collections.Counter(), collections.Counter(), collections.Counter()
        self.spent, self.service = collections.Counter(), None

    def begin(self, is_live=True):
        self.service = Service(self.world, self.directory, self.scratch / "up.log", SETTINGS)
        if is_live:
            self.service.live()

    def wait(self, condition, seconds=20):
        """Whether it came to be within the time."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if condition():
                return True
            if not self.service.program.is_running:
                self.witness.wrong("up ended by itself", (self.scratch / "up.log").read_text()[-500:])
                return False
            time.sleep(0.0005)
        return False

    def ask(self):
        """Asks for a training as a person does; what was answered is a promise."""
        self.asked = time.monotonic()
        request = urllib.request.Request(f"{self.service.url}/retrain", json.dumps(
            {"reason": f"trial {self.random.random()}"}).encode(), {"Content-Type": "application/json"})
        try:
            with urllib.request.urlopen(request, timeout=10) as response:
                self.witness.acknowledged.add(json.load(response)["request"])
        except (OSError, ValueError):
            pass

    def ask_again(self):
        """Asks for a training unless one is under way or a challenger is on its way."""
        if not {"training", "shadowing"} & self.eyes.stages() and time.monotonic() > self.asked + 1:
            self.ask()

    def changes(self, look):
        before = look()
        return lambda: look() not in (before, None, [], {})

    def choice(self, phases):
        """The phase that has been killed in least often; a stage that has come by itself is not waited for again."""
        present = {"shadowing": "shadow", "onTrial": "trial"}
        for phase in (present[stage] for stage in self.eyes.stages() if stage in present):
            if phase in phases and self.kills[phase] <= min(self.kills[one] for one in phases) + 1:
                return phase
        # As much time for each; where events are many, more kills.
        return min(phases, key=lambda one: (self.spent[one], self.random.random()))

    def approach(self, phase):
        """Waits for an event of the phase; returns the evidence that says that it was met, and who can be killed."""
        eyes = self.eyes
        count = lambda where: lambda: eyes.one(f"SELECT count(*) FROM decisions WHERE {where}")
        if phase == "start-up":
            self.service.program.kill()
            self.begin(is_live=False)
            time.sleep(self.random.uniform(0, 0.8))
            return None, "parent"
        if phase == "collecting":
            self.wait(eyes.collects, 5)
            time.sleep(self.random.choice([0, self.random.uniform(0, 0.02)]))
            return {"lake"}, "parent"
        if phase in ("issuing", "settling"):
            made = lambda: eyes.one("SELECT max(made_at) FROM forecasts WHERE series = (SELECT max(series) FROM forecasts)")
            if not self.wait(self.changes(made), 5):
                return None
            # Outcomes follow at once; the next forecasts come with the next look, a second later.
            if phase == "issuing":
                time.sleep(0.85)
            self.wait(eyes.writes_ledger, 1)
            return {"ledger"}, "parent"
        if phase == "deciding":
            self.ask()
            self.wait(self.changes(count("verdict IN ('retrain', 'watch', 'silence', 'held')")), 10)
            time.sleep(self.random.choice([0, self.random.uniform(0, 0.05)]))
            return {"training"}, self.random.choice(["parent", "group"])
        if phase == "forking":
            self.ask()
            if not self.wait(lambda: trainings(self.directory, self.service.program.pid), 8):
                return None
            time.sleep(self.random.choice([0, self.random.uniform(0, 0.05)]))
            return set(), "parent"
        if phase in ("training", "registering", "gate"):
            self.ask()
            seen = {"training": eyes.trains, "registering": eyes.registers, "gate": self.changes(eyes.versions)}[phase]
            if not self.wait(seen, 10):
                return None
            time.sleep(self.random.uniform(0, {"training": 1, "registering": 0.003, "gate": 0.3}[phase]))
            return ({"training": {"trains"}, "registering": {"registers"}, "gate": {"trains", "unjudged"}}[phase],
                    self.random.choice(["parent", "child", "group"]))
        if phase in ("shadow", "trial"):
            stage = {"shadow": "shadowing", "trial": "onTrial"}[phase]
            if not self.wait(lambda: stage in eyes.stages() or self.ask_again(), 15):
                return None
            time.sleep(self.random.uniform(0, 0.3))
            return {stage}, self.random.choice(["parent", "group"])
        if phase == "promotion":
            return ({"move"}, "parent") if self.catch_move(15) else None
        if phase == "roll-back":
            return self.roll_back()
        begun = count("verdict IN ('quarantine', 'release')")
        if not self.wait(self.changes(begun), 6):
            return None
        time.sleep(self.random.choice([0, self.random.uniform(0, 0.02)]))
        return None, "parent"

    def catch_move(self, seconds):
        """Stops `up` in the moment in which it has moved a champion's alias, before it can say so."""
        homes = [path / "aliases.json" for path in (self.directory / "models").glob("*-model")]
        before, pid, end = self.eyes.champions(), self.service.program.pid, time.monotonic() + seconds
        seen = changed = [os.stat(home).st_mtime_ns for home in homes if home.exists()]
        while time.monotonic() < end:
            self.ask_again()
            rest = time.monotonic() + 0.1
            while changed == seen and time.monotonic() < rest:
                changed = [os.stat(home).st_mtime_ns for home in homes if home.exists()]
            if changed != seen:
                os.kill(pid, signal.SIGSTOP)
                if self.eyes.champions() != before:
                    return True
                os.kill(pid, signal.SIGCONT)
                seen = changed
        return False

    def roll_back(self):
        """A person takes a champion back: the command, and mostly the service too, are killed while the alias moves."""
        model = self.random.choice(list(self.eyes.champions()) or [FORECASTER])
        path = self.directory / "models" / model / "aliases.json"
        before = os.stat(path).st_mtime_ns
        person = subprocess.Popen([PROGRAM, "models", "rollback", model, "--data-dir", self.directory],
                                  env={**os.environ, "PROMETHEUS_PORT": "0", **self.service.settings},
                                  stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while os.stat(path).st_mtime_ns == before and person.poll() is None:
            pass
        if self.random.random() < 0.6:
            person.kill()
            self.who["rollback"] += 1
        stop(self.service.program.pid, signal.SIGSTOP)
        person.wait()
        return {"move"}, "parent"

    def kill(self, phase):
        begin = time.monotonic()
        event = self.approach(phase)
        if event is None:
            self.spent[phase] += time.monotonic() - begin
            return
        needed, whom = event
        program = self.service.program
        if not program.is_running:
            self.begin()
            return
        os.kill(program.pid, signal.SIGSTOP)
        children = [pid for pid, _ in trainings(self.directory, program.pid)]
        for pid in children if whom != "parent" else []:
            stop(pid, signal.SIGSTOP)
        found = self.eyes.evidence()
        self.met[phase] += needed is None or needed <= found
        if self.random.random() < 0.2 or phase in ("issuing", "settling", "deciding"):
            # What others can see now was committed.
            self.witness.look(self.world.now())
        if whom != "parent" and not children:
            whom = "parent"
        for pid in children if whom != "parent" else []:
            stop(pid, signal.SIGKILL)
        self.who[whom] += 1
        self.kills[phase] += 1
        if whom == "child":
            os.kill(program.pid, signal.SIGCONT)
        else:
            program.kill()
            # The training that is left ends by itself soon; now and then the next start meets it.
            if children and self.random.random() < 0.7:
                end = time.monotonic() + 5
                while trainings(self.directory) and time.monotonic() < end:
                    time.sleep(0.02)
            self.begin(is_live=self.random.random() < 0.8)
        self.witness.look(self.world.now())
        self.witness.integrity()
        self.spent[phase] += time.monotonic() - begin


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=20, help="300 are the long form")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--scale", type=float, default=20_000, help="simulated seconds a second")
    parser.add_argument("--minutes", type=float, default=600, help="ends earlier, with the kills until then")
    parser.add_argument("--phase", choices=list(CHECKED), help="kill in this phase alone")
    parser.add_argument("--scratch", help="kept afterwards; a temporary directory otherwise")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="driftdetector-loop-") as scratch:
        scratch = pathlib.Path(arguments.scratch or scratch)
        scratch.mkdir(parents=True, exist_ok=True)
        return run(Trial(arguments, scratch), arguments)


def run(trial, arguments):
    sampler = Sampler(trial.directory)
    sampler.start()
    try:
        trial.begin()
        # Start-up and collection are killed from the beginning; the rest needs champions.
        for phase in ("start-up", "collecting"):
            trial.kill(phase)
        print(f"waiting for the first champions, two simulated weeks of readings: {trial.world.moment():%Y-%m-%d}", flush=True)
        trial.wait(lambda: FORECASTER in trial.eyes.champions(), 180)
        phases = [arguments.phase] if arguments.phase else list(CHECKED)
        progress = Progress(arguments.kills, "kills")
        end = time.monotonic() + 60 * arguments.minutes
        while sum(trial.kills.values()) < arguments.kills and time.monotonic() < end:
            trial.kill(trial.choice(phases))
            progress.step(sum(trial.kills.values()), f", {trial.world.moment():%Y-%m-%d}, "
                          f"{sum(trial.witness.problems.values())} problems")
        # Two quiet days and more, so that what was lost has been made up for.
        until = trial.world.now() + 120 * HOUR
        trial.wait(lambda: trial.world.now() > until, 120)
    finally:
        sampler.over.set()
        code = trial.service.program.end(60)
        now = trial.world.now()
        trial.world.end()
    if code != 0:
        trial.witness.wrong("up does not end in good order", code)
    return judge(trial, sampler, now)


def judge(trial, sampler, now):
    witness = trial.witness
    witness.look(now, whole=True)
    witness.integrity()
    witness.judge_moves()
    lines = witness.judge_hours(now)
    for one in sampler.wrong:
        witness.wrong("seen while it ran", one)
    print(f"\n{'phase':14} {'kills':>5} {'met':>5} {'s/kill':>6}  checked")
    for phase, what in CHECKED.items():
        kills = trial.kills[phase]
        print(f"{phase:14} {kills:5} {trial.met[phase]:5} {trial.spent[phase] / max(1, kills):6.1f}  {what}")
    print(f"{'all':14} {sum(trial.kills.values()):5} {sum(trial.met.values()):5} {'':6}  " + ", ".join(
        f"{who} {count}" for who, count in trial.who.items()) + "\n")
    for line in lines:
        print(line)
    verdicts = collections.Counter(row[5] for row in witness.rows["decisions"].values())
    interrupted = sum("interrupted" in row[6] for row in witness.rows["decisions"].values())
    print(f"{'looks of another program':44} {witness.looks}, and {sampler.samples} samples of trainings and aliases")
    print(f"{'two trainings at once, one without the right':44} {sampler.pairs}")
    print(f"{'decisions':44} {sum(verdicts.values())}: " + ", ".join(f"{v} {n}" for v, n in verdicts.most_common()))
    print(f"{'trainings begun again after a kill':44} {interrupted}")
    print(f"{'moves of champions':44} {len(witness.rows['alias_moves'])}")
    print(f"{'requests acknowledged':44} {len(witness.acknowledged)}")
    for what, count in witness.problems.items():
        print(f"WRONG {count:6} × {what}, such as {witness.examples[what]}")
    return 1 if witness.problems else 0


if __name__ == "__main__":
    sys.exit(main())
