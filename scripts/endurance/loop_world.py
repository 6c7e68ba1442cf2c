"""A fast world and the whole program in it: `simulate weather`, and `up` by the simulator's clock with a linear forecaster."""
import datetime
import os
import pathlib
import subprocess
import time

from programs import PROGRAM, Program, answer, free_port

# A crash tells its code and nothing more: the pictures that Swift draws of one take minutes on a busy machine.
FAST = {"TRAINING_FORECASTER": "linear", "TRAINING_THREADS": "1", "LOG_LEVEL": "notice", "SWIFT_BACKTRACE": "enable=no"}


class World:
    """The simulated weather services and their clock."""

    def __init__(self, scratch, start="2026-03-01", scale=36_000, seed=42, faults=(), changes=(), port=None):
        self.scratch = pathlib.Path(scratch)
        self.port = port or free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.arguments = ["simulate", "weather", "--port", self.port, "--seed", seed, "--clock", f"scale={scale:g}",
                          "--calls-per-minute", 100_000, "--log-level", "error"]
        for fault in faults:
            self.arguments += ["--fault", fault]
        for change in changes:
            self.arguments += ["--change", change]
        self.scale = scale
        self.program = None
        self.begin(start)

    def begin(self, start):
        """Starts it, or starts it anew at another moment."""
        if self.program:
            self.program.end()
        self.program = Program([*self.arguments, "--start", start], self.scratch / "simulator.log")
        self.zero = answer(f"{self.url}/clock", program=self.program)
        self.seen_at = time.time() * 1000

    def now(self):
        """The world's moment in milliseconds, by its scale; nobody is asked."""
        return int(self.zero["now_ms"] + (time.time() * 1000 - self.zero["real_ms"]) * self.scale)

    def moment(self):
        return datetime.datetime.fromtimestamp(self.now() / 1000, datetime.timezone.utc)

    def settings(self, **others):
        return {
            "OPENWEATHER_API_KEY": "any", "OPENWEATHER_DAILY_CALLS": "100000", "OPENWEATHER_BASE_URL": self.url,
            "OPENMETEO_BASE_URL": self.url, "OPENMETEO_ARCHIVE_URL": self.url, "METAR_BASE_URL": self.url,
            "OPENMETEO_DAILY_CALLS": "1000000", "WORLD_CLOCK": self.url, **FAST,
            **{name: str(value) for name, value in others.items()}}

    def end(self):
        self.program.end()


class Service:
    """`up` on a data directory, by the world's clock."""

    def __init__(self, world, directory, log, settings=None, port=None, **limits):
        self.world, self.directory = world, pathlib.Path(directory)
        self.port = port or free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.settings = world.settings(**(settings or {}))
        self.program = Program(["up", "--port", self.port, "--data-dir", directory], log, self.settings, **limits)

    def live(self, seconds=60):
        answer(f"{self.url}/health/live", seconds, self.program)
        return self

    def health(self):
        return answer(f"{self.url}/health", program=self.program)

    def training(self):
        """The process that trains for this service; None when none does."""
        return next((pid for pid, _ in trainings(self.directory, self.program.pid)), None)


def command(arguments, settings, seconds=120):
    """Another command of the program, to its end: exit code and output."""
    done = subprocess.run([str(PROGRAM), *map(str, arguments)], env={**os.environ, "PROMETHEUS_PORT": "0", **settings},
                          capture_output=True, text=True, timeout=seconds, check=False)
    return done.returncode, done.stdout + done.stderr


def trainings(directory, parent=None):
    """Processes that train challengers on a directory, with their parents."""
    found = []
    for folder in pathlib.Path("/proc").glob("[0-9]*"):
        try:
            words = (folder / "cmdline").read_bytes().split(b"\0")
            if b"--challenge" not in words or str(directory).encode() not in words:
                continue
            fields = (folder / "stat").read_text().rsplit(")", 1)[1].split()
        except (OSError, IndexError):
            continue
        if fields[0] != "Z" and (parent is None or int(fields[1]) == parent):
            found.append((int(folder.name), int(fields[1])))
    return found


def stop(pid, how):
    try:
        os.kill(pid, how)
    except ProcessLookupError:
        pass


def windows(first, days):
    """Two days of each five in which a feed is wrong."""
    moment = lambda day: time.strftime("%Y-%m-%dT00:00:00Z", time.gmtime(1_772_323_200 + 86_400 * day))
    return [(moment(day), moment(day + 2)) for day in range(first, days, 5)]


class Progress:
    """Lines with rate and time left, one every few seconds."""

    def __init__(self, total, unit, every=10):
        self.total, self.unit, self.every = total, unit, every
        self.start = self.said = time.monotonic()

    def step(self, done, more=""):
        now = time.monotonic()
        if now - self.said < self.every and done < self.total:
            return
        self.said = now
        rate = done / max(1e-9, now - self.start)
        left = (self.total - done) / rate if rate else float("nan")
        print(f"  {done} of {self.total} {self.unit}, {rate * 60:.1f} a minute, {left / 60:.1f} minutes left{more}", flush=True)
