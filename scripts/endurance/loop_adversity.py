"""A disk that is full, a directory that cannot be written, a clock that goes back, a ledger that another holds, a Redis that
is away, a starter that dies: what the loop says, whether it goes on by itself when the cause has ended, and whether anything
is lost.

Each case begins with a copy of a directory in which champions serve. Meanwhile readings are pushed and trainings are asked
for; what was answered with 200, and every row that another program saw, must be there at the end. "Recovered" means that
the same process collects, forecasts, stores what is pushed, and that a training that is asked for afterwards begins and
ends. Where the cause includes a restart (the clock), that is the process after it. Exits 1 when something was lost, was not
told of, or did not recover.
"""
import argparse
import contextlib
import os
import pathlib
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time

from loop_case import SETTINGS, Case
from loop_eyes import Eyes
from loop_witness import FORECASTER, HOUR
from loop_world import FAST, PROGRAM, Service, World, command, free_port

NOBODY = 65_534


@contextlib.contextmanager
def small_disk(folder, seed, room):
    """A disk with little room; where mounting is refused there is none."""
    folder.mkdir()
    size = sum(path.stat().st_size + 4096 for path in seed.rglob("*")) + (room << 20)
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", folder], check=False)
    if done.returncode:
        raise PermissionError("mounting is refused")
    try:
        yield folder / "data"
    finally:
        subprocess.run(["umount", "-l", folder], check=True)


def fill(ballast):
    """Takes the last byte."""
    with contextlib.suppress(OSError), open(ballast, "ab", buffering=0) as file:
        for size in (1 << 20, 4096):
            with contextlib.suppress(OSError):
                while True:
                    file.write(bytes(size))


def disk_full(scratch, seed, start, while_training):
    name = "disk full while training" if while_training else "disk full while collecting"
    with small_disk(scratch / name.replace(" ", "_"), seed, 24) as directory:
        case = Case(name, scratch, seed, start, directory=directory)
        case.begin()
        if while_training:
            case.ask("before the disk is full")
            case.wait(case.eyes.trains)
        fill(directory.parent / "ballast")
        for _ in range(6):
            case.hours(5)
            fill(directory.parent / "ballast")
        if while_training:
            case.wait(lambda: not case.eyes.trains())
            case.hours(15)
        case.listen()
        case.witness.look(case.world.now())
        (directory.parent / "ballast").unlink()
        failed = case.recover()
        case.hours(60)
        return case.end(failed, ["No space left", "disk is full", "full"])


def read_only(scratch, seed, start):
    # What root may write tells nothing.
    case = Case("directory cannot be written", scratch, seed, start, user=None if os.getuid() else NOBODY)
    case.begin()
    change = lambda how: subprocess.run(["chmod", "-R", how, case.directory], check=True)
    change("a-w")
    try:
        case.hours(30)
        case.listen()
        case.witness.look(case.world.now())
    finally:
        change("u+w")
    failed = case.recover()
    case.hours(60)
    return case.end(failed, ["ermission denied", "not permitted", "readonly", "read-only"], must_not_say="the disk is full")


def clock_back(scratch, seed, start):
    case = Case("clock a day back", scratch, seed, start)
    case.begin()
    case.hours(30)
    case.witness.look(case.world.now())
    late = case.world.moment()
    case.service.program.end()
    case.world.begin(time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(case.world.now() / 1000 - 86_400)))
    case.service = Service(case.world, case.directory, case.log, case.settings).live()
    case.hours(12)
    case.listen()
    case.witness.look(int(late.timestamp() * 1000))
    case.hours(14)
    failed = case.recover()
    case.hours(60)
    return case.end(failed, None)


def ledger_locked(scratch, seed, start, seconds):
    case = Case("ledger locked", scratch, seed, start, scale=1_800)
    case.begin()
    case.ask("before the ledger is locked")
    case.wait(case.eyes.trains)
    with contextlib.closing(sqlite3.connect(case.directory / "ledger.sqlite", timeout=30, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        end = time.monotonic() + seconds
        code, output = command(["models", "rollback", "anomaly-detection-model", "--data-dir", case.directory], case.service.settings)
        case.said.append(f"models rollback ends with {code}: {output.strip().splitlines()[0] if output.strip() else ''}")
        while time.monotonic() < end:
            time.sleep(0.2)
        case.listen()
        other.execute("ROLLBACK")
    failed = case.recover()
    return case.end(failed, ["another process holds it"], margin=4)


def redis_away(scratch, seed, start):
    port = free_port()
    binary = shutil.which("redis-server") or "/usr/bin/redis-server"
    launch = lambda: subprocess.Popen([binary, "--port", str(port), "--bind", "127.0.0.1", "--save", ""],
                                      stdout=subprocess.DEVNULL)
    redis = launch()
    wait_for(port)
    try:
        case = Case("Redis away for a week", scratch, seed, start, settings={"REDIS_URL": f"redis://127.0.0.1:{port}"})
        case.begin()
        redis.kill()
        redis.wait()
        case.hours(84)
        case.listen()
        case.hours(84)
        case.witness.look(case.world.now())
        redis = launch()
        store = lambda: case.service.health()["online_store"]
        is_back = case.wait(lambda: store()["status"] == "ok" and store()["pending_readings"] == 0)
        failed = case.recover() + ([] if is_back else [f"the online store: {store()}"])
        case.hours(60)
        return case.end(failed, ["online store", "Redis"])
    finally:
        redis.kill()


def starter_dies(scratch, seed):
    """A training whose starter died writes to pipes that nobody reads; it must end in good order, and give its right back."""
    folder = scratch / "starter"
    shutil.copytree(seed, folder)
    reader, writer = os.pipe()
    environment = {**os.environ, **FAST}
    # Services ignore the signal of a broken pipe, and their children inherit that.
    training = subprocess.Popen(
        [str(PROGRAM), "train", "--challenge", "weather", "--json", "--data-dir", str(folder), "--threads", "1"],
        stdout=writer, stderr=writer, env=environment, restore_signals=False,
        preexec_fn=lambda: signal.signal(signal.SIGPIPE, signal.SIG_IGN))
    os.close(reader)
    os.close(writer)
    code = training.wait(300)
    failed = [f"crashes by signal {-code}"] if code < 0 else []
    # Another one must get the right to train, and not find it held.
    again, words = command(["train", "--challenge", "weather", "--json", "--data-dir", folder, "--threads", "1"], FAST, 300)
    if again not in (0, 1) or "is under way" in words:
        failed.append(f"the next training ends with {again}: {words.strip().splitlines()[-1][:120] if words.strip() else ''}")
    return "starter of a training dies", [f"training ends with {code}, the next one with {again}"], [], failed, "", 0


def wait_for(port):
    for _ in range(200):
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.05)


def prepare(scratch):
    """A directory with champions, and the moment at which it ends; one that is in the scratch directory is taken again."""
    folder = scratch / "seed"
    if (folder / "start").exists():
        return folder / "data", (folder / "start").read_text(encoding="utf-8")
    folder.mkdir()
    world = World(folder, scale=20_000)
    service = Service(world, folder / "data", folder / "up.log", SETTINGS).live()
    eyes = Eyes(folder / "data")
    for _ in range(1800):
        if eyes.one("SELECT count(*) FROM alias_moves WHERE model = ?", FORECASTER):
            break
        time.sleep(0.1)
    until = world.now() + 60 * HOUR
    while world.now() < until:
        time.sleep(0.1)
    service.program.end()
    start = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(world.now() / 1000))
    world.end()
    (folder / "start").write_text(start, encoding="utf-8")
    return folder / "data", start


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lock-seconds", type=float, default=60, help="for how long another process holds the ledger")
    parser.add_argument("--cases", type=int, nargs="+", metavar="N", help="these alone, counted from 1")
    parser.add_argument("--scratch", help="kept afterwards; a temporary directory otherwise")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="driftdetector-adversity-") as scratch:
        scratch = pathlib.Path(arguments.scratch or scratch)
        scratch.mkdir(parents=True, exist_ok=True)
        scratch.chmod(0o755)
        begin = time.monotonic()
        seed, start = prepare(scratch)
        print(f"champions serve at {start}, after {time.monotonic() - begin:.0f} s", flush=True)
        cases = [lambda: disk_full(scratch, seed, start, False), lambda: disk_full(scratch, seed, start, True),
                 lambda: read_only(scratch, seed, start), lambda: clock_back(scratch, seed, start),
                 lambda: ledger_locked(scratch, seed, start, arguments.lock_seconds), lambda: redis_away(scratch, seed, start),
                 lambda: starter_dies(scratch, seed)]
        chosen = [cases[number - 1] for number in arguments.cases or range(1, len(cases) + 1)]
        rows = []
        for number, case in enumerate(chosen, 1):
            rows.append(case())
            spent = time.monotonic() - begin
            print(f"  {number} of {len(chosen)} cases, {rows[-1][0]}, {spent / number:.0f} s each, "
                  f"{(len(chosen) - number) * spent / number / 60:.1f} minutes left", flush=True)
        return report(rows)


def report(rows):
    print("\ncase | what the program said | recovered by itself | lost")
    bad = 0
    for name, said, failed, wrong, lost, pushed in rows:
        shown = " ¶ ".join(line[:230] for line in said[:6]) + (f" ¶ and {len(said) - 6} more" if len(said) > 6 else "")
        print(f"{name} | {shown or 'nothing'} | {'yes' if not failed else 'NO: ' + ', '.join(failed)} | "
              f"{lost or f'nothing of {pushed} pushed readings, forecasts, decisions'}"
              + (f" | WRONG: {', '.join(wrong)}" if wrong else ""))
        bad += bool(failed or wrong or lost)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
