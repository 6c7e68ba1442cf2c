"""The measuring program of our side, which the comparisons lead: a line with a task, an answer with its CPU time."""

import json
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent


class Ours:
    """A running program of this package; built before it is started."""

    def __init__(self, program, *arguments):
        subprocess.run(["swift", "build", "-c", "release", "--product", program], cwd=HERE, check=True,
                       stdout=sys.stderr)
        self.program = program
        self.process = subprocess.Popen(
            [HERE / ".build/release" / program, *map(str, arguments)], stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, text=True)
        self.answer()

    def answer(self):
        line = self.process.stdout.readline()
        if not line:
            sys.exit(f"{self.program} ended with status {self.process.wait()}")
        return json.loads(line)

    def seconds(self, task, repeats=1):
        """CPU seconds of one repeat."""
        self.process.stdin.write(f"{task} {repeats}\n")
        self.process.stdin.flush()
        return self.answer()["cpu_seconds"]
