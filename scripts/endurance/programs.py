"""Starts, kills and watches the built program; what all endurance scripts share."""
import json
import os
import pathlib
import resource
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request

PROGRAM = pathlib.Path(__file__).resolve().parents[2] / ".build/release/driftdetector"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Program:
    """One run of the program, its output in a file."""

    def __init__(self, arguments, log, environment=None, file_limit=None, user=None):
        limits = (lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (file_limit, file_limit))) if file_limit else None
        self.log = pathlib.Path(log)
        self.output = open(self.log, "ab")
        settings = {"PROMETHEUS_PORT": "0", **(environment or {})}
        self.process = subprocess.Popen(
            [str(PROGRAM), *map(str, arguments)], stdin=subprocess.DEVNULL, stdout=self.output, stderr=self.output,
            env={**os.environ, **settings}, preexec_fn=limits, user=user, group=user)

    @property
    def pid(self):
        return self.process.pid

    @property
    def is_running(self):
        return self.process.poll() is None

    def kill(self):
        """As the kernel does it when memory is short: without a warning."""
        self.process.kill()
        self.process.wait()
        self.output.close()

    def end(self, seconds=30):
        """As an orchestrator does it; returns the exit code."""
        self.process.send_signal(signal.SIGTERM)
        try:
            code = self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            code = None
        self.output.close()
        return code

    def resident_mebibytes(self):
        status = pathlib.Path(f"/proc/{self.pid}/status").read_text(encoding="utf-8")
        return int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1]) / 1024

    def processor_seconds(self):
        fields = pathlib.Path(f"/proc/{self.pid}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def answer(url, seconds=30, program=None):
    """Asks until there is an answer."""
    end = time.monotonic() + seconds
    while True:
        try:
            with urllib.request.urlopen(url, timeout=5) as response:
                return json.load(response)
        except urllib.error.HTTPError as error:
            return json.load(error)
        except (OSError, ValueError):
            if time.monotonic() > end or (program and not program.is_running):
                raise
            time.sleep(0.02)
