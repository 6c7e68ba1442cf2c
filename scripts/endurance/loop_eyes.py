"""Where a running loop stands, seen from outside: locks, files and rows, without its code and without touching its locks."""
import json
import os
import pathlib
import random
import threading

from loop_witness import aliases, connect, damaged
from loop_world import trainings


def locks():
    """(process, inode, first byte) of all locks for writing."""
    found = set()
    for line in pathlib.Path("/proc/locks").read_text(encoding="utf-8").splitlines():
        words = line.split()
        if words[1] != "->" and words[3] == "WRITE":
            found.add((int(words[4]), int(words[5].rsplit(":", 1)[1]), words[6]))
    return found


class Eyes:
    """What can be seen from outside of where the loop is, without its code and without touching its locks."""

    def __init__(self, directory):
        self.directory = pathlib.Path(directory)

    def inode(self, name):
        try:
            return (self.directory / name).stat().st_ino
        except OSError:
            return None

    def holder(self, *names, byte=None):
        inodes = {self.inode(name) for name in names}
        return next((pid for pid, inode, first in locks() if inode in inodes and byte in (None, first)), None)

    def writes_ledger(self):
        """Byte 120 of the index of the log is the lock of who writes."""
        return self.holder("ledger.sqlite-shm", byte="120")

    def collects(self):
        return self.holder("readings/.weather.lock")

    def trains(self):
        return self.holder("models/.training")

    def registers(self):
        homes = [path for path in (self.directory / "models").glob("*/")]
        return any(self.inode(home / ".staging") for home in homes) or self.holder(*(home / ".lock" for home in homes))

    def versions(self):
        return {(path.parents[1].name, int(path.parent.name)) for path in (self.directory / "models").glob("*/*/run.json")
                if path.parent.name.isdigit()}

    def ask(self, query, *arguments):
        try:
            with connect(self.directory) as ledger:
                return ledger.execute(query, arguments).fetchall()
        except Exception:  # Before the first start there are no tables.
            return []

    def one(self, query, *arguments):
        return (self.ask(query, *arguments) or [(None,)])[0][0]

    def champions(self):
        return {model: pointed.get("champion") for model, pointed in aliases(self.directory).items()}

    def unrecorded(self):
        """Champions that the ledger has not been told of."""
        known = dict(self.ask("SELECT model, version FROM alias_moves WHERE alias = 'champion' ORDER BY id"))
        return {model: version for model, version in self.champions().items() if version and known.get(model) != version}

    def stages(self):
        state = json.loads(self.one("SELECT state FROM loop_states WHERE name = 'retraining of weather'") or "{}")
        found = {next(iter(machine["stage"])) for machine in state.get("promotions", {}).values()}
        return found | ({"training"} if state.get("retraining", {}).get("training") else set())

    def unjudged(self):
        known = set(self.ask("SELECT model, version FROM decisions WHERE version IS NOT NULL"))
        return self.versions() - known

    def evidence(self):
        """Everything that is under way; the processes are stopped."""
        found = self.stages()
        for name, seen in (("ledger", self.writes_ledger), ("lake", self.collects), ("trains", self.trains),
                           ("registers", self.registers), ("move", self.unrecorded), ("unjudged", self.unjudged)):
            if seen():
                found.add(name)
        return found


class Sampler(threading.Thread):
    """Looks through the whole run for two that train at once, and for aliases of versions that are not whole."""

    def __init__(self, directory):
        super().__init__(daemon=True)
        self.directory, self.samples, self.pairs, self.wrong = directory, 0, 0, []
        self.over = threading.Event()
        self.left = {}

    @staticmethod
    def worked(pid):
        """Seconds that a process has computed; nothing when it has ended."""
        try:
            fields = pathlib.Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()
        except OSError:
            return 0
        return 0 if fields[0] == "Z" else (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def orphans(self, running):
        """A training ends with the process that started it, within half a second; it must not go on computing."""
        for pid, parent in running:
            try:
                is_parent_there = b"up" in pathlib.Path(f"/proc/{parent}/cmdline").read_bytes().split(b"\0")
            except OSError:
                is_parent_there = False
            spent = self.worked(pid)
            if not is_parent_there and spent > self.left.setdefault(pid, spent) + 1.5:
                self.left[pid] = float("inf")
                self.wrong.append(f"process {pid} trains on, and who started it is dead")

    def run(self):
        eyes = Eyes(self.directory)
        while not self.over.wait(random.uniform(0.02, 0.1)):
            running = trainings(self.directory)
            self.samples += 1
            self.orphans(running)
            if len(running) > 1:
                self.pairs += 1
                holders = {pid for pid, inode, _ in locks() if inode == eyes.inode("models/.training")}
                # Who has not the right ends at once; it must not have worked.
                self.wrong += [f"process {pid} works without the right to train" for pid, _ in running
                               if pid not in holders and self.worked(pid) > 1.5]
            if self.samples % 10 == 0:
                # Between alias and version nothing is ever removed, so that one look is enough.
                self.wrong += damaged(self.directory)
