#!/usr/bin/env python3
"""Measures the online retrieval of one station's 32 features from a Redis on this machine, ours and Feast's in turns.

    .native/feast/bin/python Benchmarks/retrieval.py [--rounds N]        after scripts/oracles/setup feast

Both read the same hashes, which RetrievalBench writes, one retrieval after another on one connection. CPU time is that of
the measuring process, user and system, all threads, without the server's.
"""

import argparse
import datetime
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "scripts/oracles"))

import check_feast  # noqa: E402
import feast  # noqa: E402
import yaml  # noqa: E402
from feast import FileSource  # noqa: E402

STATIONS, HOURS = 100, 168


class Ours:
    def __init__(self, port):
        self.process = subprocess.Popen(
            [HERE / ".build/release/RetrievalBench", f"redis://127.0.0.1:{port}", str(STATIONS), str(HOURS)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.answer()

    def answer(self):
        line = self.process.stdout.readline()
        if not line:
            sys.exit(f"retrieval: RetrievalBench ended with status {self.process.wait()}")
        return json.loads(line)

    def retrieve(self, count):
        self.process.stdin.write(f"{count}\n")
        self.process.stdin.flush()
        answer = self.answer()
        if answer["values"] != 32 * count:
            sys.exit(f"retrieval: {answer['values']} values of {count} rows")
        return answer["cpu_seconds"], answer["milliseconds"]


class Theirs:
    def __init__(self, port, folder):
        definitions = yaml.safe_load((HERE.parent / "features/definitions.yaml").read_text())
        sources = {view["name"]: FileSource(name=view["push_source"], path=f"{folder}/none.parquet",
                                            timestamp_field="observed_at") for view in definitions["feature_views"]}
        # Feast looks at its sources when definitions are applied.
        readings = {"machine_id": ["S0"], "observed_at": [datetime.datetime.now(datetime.timezone.utc)]}
        for view in definitions["feature_views"]:
            readings.update({feature["name"]: [0.0] for feature in view["features"]})
        check_feast.pandas.DataFrame(readings).to_parquet(f"{folder}/none.parquet")
        self.store = check_feast.repository(
            f"{folder}/repository", definitions["project"], port, check_feast.our_views(definitions, sources))
        view = definitions["feature_views"][0]
        self.features = [f"{view['name']}:{feature['name']}" for feature in view["features"]]
        self.turn = 0

    def retrieve(self, count):
        latencies = []
        begin = time.process_time()
        for _ in range(count):
            self.turn = (self.turn + 1) % STATIONS
            start = time.perf_counter()
            found = self.store.get_online_features(
                features=self.features, entity_rows=[{"machine_id": f"S{self.turn}"}])
            latencies.append((time.perf_counter() - start) * 1e3)
            if len(found.proto.results) != 33:
                sys.exit("retrieval: Feast did not find the features")
        return (time.process_time() - begin) / count, latencies


def percentile(values, share):
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=7, help="rounds in which both take turns, at least 5 (default: 7)")
    rounds = max(5, parser.parse_args().rounds)
    subprocess.run(["swift", "build", "-c", "release", "--product", "RetrievalBench"], cwd=HERE, check=True,
                   stdout=sys.stderr)
    with tempfile.TemporaryDirectory() as folder, check_feast.redis_server() as (_, port):
        sides = {"ours": Ours(port), f"Feast {feast.__version__}": Theirs(port, folder)}
        seconds, milliseconds = {}, {}
        for turn in range(rounds + 1):
            for (side, measured), count in zip(sides.items(), (5_000, 200)):
                cpu, latencies = measured.retrieve(count)
                if turn > 0:  # the first round warms up
                    seconds.setdefault(side, []).append(cpu)
                    milliseconds.setdefault(side, []).extend(latencies)
    ours, theirs = seconds
    ratios = [theirs_cpu / ours_cpu for theirs_cpu, ours_cpu in zip(seconds[theirs], seconds[ours])]
    print(f"{datetime.date.today()}, {rounds} rounds; {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}\n")
    print("| retrieval of one station's 32 features | CPU each | p50 | p99 |\n|---|---|---|---|")
    for side in sides:
        print(f"| {side} | {statistics.median(seconds[side]) * 1e6:.0f} µs "
              f"| {percentile(milliseconds[side], 0.5):.3f} ms | {percentile(milliseconds[side], 0.99):.3f} ms |")
    print(f"\nFeast ÷ ours, CPU: {statistics.median(ratios):.0f}× ({min(ratios):.0f}–{max(ratios):.0f})")


if __name__ == "__main__":
    main()
