#!/usr/bin/env python3
"""Writes tests/fixtures/river/streams.json: where river's ADWIN and Page-Hinkley find changes in seeded streams, and
where a two-sided CUSUM in a few lines of numpy does.

The file holds no values but what a stream is made of: both sides draw SplitMix64 and use only +, -, *, / in one order,
so that they have the same doubles to the bit; the sum of a stream's values proves it.

Needs: river==0.26.1 numpy==2.4.6, of scripts/oracles/setup drift
"""

import json
import pathlib

import numpy
import river
from river import drift

FILE = pathlib.Path(__file__).resolve().parents[2] / "tests" / "fixtures" / "river" / "streams.json"
ADWIN = [
    {},
    {"delta": 0.05, "clock": 1, "grace_period": 40},
    {"delta": 1e-6, "clock": 8, "max_buckets": 2},
    {"delta": 0.3, "clock": 32, "max_buckets": 9, "min_window_length": 20, "grace_period": 200},
    {"delta": 0.01, "clock": 5, "min_window_length": 1, "grace_period": 0},
]
PAGE_HINKLEY = [
    {},
    {"mode": "up"},
    {"mode": "down"},
    {"threshold": 8.0, "delta": 0.1, "min_instances": 100},
    {"mode": "up", "threshold": 20.0, "alpha": 0.99, "min_instances": 1},
    {"mode": "down", "threshold": 5.0, "delta": 0.5, "alpha": 1.0},
    {"threshold": 0.5, "delta": 0.0, "alpha": 0.999},
    {"mode": "down", "threshold": 300.0, "delta": -1.5},  # where the greatest sum starts matters
]
CUSUM = [{"slack": 0.5, "limit": 5.0}, {"slack": 0.25, "limit": 20.0, "clip": 3.0}, {"slack": 1.5, "limit": 4.0}]

TWO_TO_64 = 1 << 64


class Random:
    """SplitMix64, and what is drawn of it."""

    def __init__(self, seed):
        self.state = seed

    def bits(self):
        self.state = (self.state + 0x9E3779B97F4A7C15) % TWO_TO_64
        mixed = self.state
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9 % TWO_TO_64
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB % TWO_TO_64
        return mixed ^ (mixed >> 31)

    def uniform(self):
        return (self.bits() >> 11) * 2.0 ** -53

    def normal(self):
        """Nearly: twelve uniform numbers, whose sum has the variance 1."""
        total = 0.0
        for _ in range(12):
            total += self.uniform()
        return total - 6.0

    def noise(self, kind, share):
        if kind == "coin":
            return 1.0 if self.uniform() < share else 0.0
        if kind == "slash":  # tails without a mean
            return self.normal() / (1.0 - self.uniform())
        return {"none": lambda: 0.0, "uniform": self.uniform, "normal": self.normal}[kind]()


def part(count, noise="normal", level=0.0, slope=0.0, scale=1.0, keep=0.0, day=0.0, share=0.5):
    """`count` values around a level that may rise by a slope a step and by the hours from noon; `keep` of the last
    deviation stays."""
    return {"count": count, "noise": noise, "level": level, "slope": slope, "scale": scale, "keep": keep, "day": day,
            "share": share}


def values(seed, parts):
    random, result, state = Random(seed), [], 0.0
    for piece in parts:
        for step in range(piece["count"]):
            state = piece["keep"] * state + random.noise(piece["noise"], piece["share"])
            hours = abs(float(len(result) % 24) - 12.0)
            result.append(piece["level"] + piece["slope"] * step + piece["day"] * hours + piece["scale"] * state)
    return result


def coin(count, share):
    return part(count, "coin", share=share)


def weather(count, level, keep=0.97, scale=0.7, **more):
    return part(count, level=level, keep=keep, scale=scale, **more)


# Name, center and spread by which the CUSUM's values are standardized, and the parts.
STREAMS = [
    ("a fair coin", 0.5, 0.5, [coin(4000, 0.5)]),
    ("errors that become more frequent", 0.05, 0.22, [coin(1500, 0.05), coin(1500, 0.25)]),
    ("errors that become more frequent and less", 0.1, 0.3, [coin(1000, 0.1), coin(700, 0.5), coin(1300, 0.1)]),
    ("rare errors", 0.01, 0.1, [coin(6000, 0.01), coin(2000, 0.03)]),
    ("normal noise", 0, 1, [part(5000)]),
    ("a jump up by three", 0, 1, [part(1000), part(1000, level=3.0)]),
    ("a jump down by two", 0, 1, [part(1000), part(1000, level=-2.0)]),
    ("a jump by half a deviation", 0, 1, [part(3000), part(3000, level=0.5)]),
    ("many jumps", 0, 1, [part(400, level=float(level)) for level in (0, 2, -1, 4, 4, 0, -3, 1, 1, 6)]),
    ("a spike and back", 0, 1, [part(900), part(40, level=8.0), part(900)]),
    ("an early jump", 0, 1, [part(20), part(500, level=5.0)]),
    ("a slow ramp", 0, 1, [part(1000), part(3000, slope=0.002)]),
    ("a steep ramp and a plateau", 0, 1, [part(500), part(300, slope=0.05), part(1000, level=15.0)]),
    ("a falling ramp from the start", 0, 1, [part(3000, slope=-0.003)]),
    ("a greater variance", 0, 1, [part(2000), part(2000, scale=4.0)]),
    ("a smaller variance", 0, 5, [part(2000, scale=5.0), part(2000, scale=0.2)]),
    ("heavy tails", 0, 3, [part(4000, "slash")]),
    ("heavy tails that jump", 0, 3, [part(2000, "slash"), part(2000, "slash", level=20.0)]),
    ("a constant", 21.5, 1, [part(3000, "none", level=21.5)]),
    ("a constant zero", 0, 1, [part(500, "none")]),
    ("a constant, then a jump", 1.1, 0.1, [part(700, "none", level=1.1), part(700, "none", level=1.3)]),
    ("a sensor that gets stuck", 0, 1, [part(1000), part(1000, "none", level=0.7)]),
    ("weather", 12, 4, [weather(6000, 12.0)]),
    ("weather with days and a season", 12, 4, [weather(4380, 2.0, day=0.4, slope=0.004),
                                               weather(4380, 19.5, day=0.4, slope=-0.004)]),
    ("weather with a biased sensor", 12, 4, [weather(2000, 12.0), weather(2000, 15.0)]),
    ("a large offset", 1e6, 1, [part(1500, level=1e6), part(1500, level=1e6 + 2.0)]),
    ("a large offset without a change", -1e6, 0.01, [part(3000, level=-1e6, scale=0.01)]),
    ("pressure in pascals", 101325, 300, [part(1500, level=101325.0, scale=300.0),
                                          part(1500, level=101925.0, scale=300.0)]),
    ("tiny values", 0, 1e-9, [part(1500, scale=1e-9), part(1500, level=3e-9, scale=1e-9)]),
    ("values beyond the integers", 0, 1e100, [part(400, scale=1e100), part(400, level=5e100, scale=1e100)]),
    ("twenty thousand uniform values", 0.5, 0.29, [part(20000, "uniform")]),
    ("twenty thousand values with rare jumps", 0, 1, [part(9000), part(5000, level=0.3), part(6000, level=-0.2)]),
]


def detections(detector, stream):
    found = []
    for place, value in enumerate(stream):
        detector.update(value)
        if detector.drift_detected:
            found.append(place)
    return found


def by_adwin(stream, parameters):
    detector = drift.ADWIN(**parameters)
    found = detections(detector, stream)
    width = int(detector.width)
    return {"detections": found, "width": width, "mean": detector.estimation,
            "variance": max(detector.variance, 0.0) / width}


def by_cusum(stream, slack, limit, clip=numpy.inf):
    risen, fallen, sums = [], [], numpy.zeros(2)
    for place, value in enumerate(numpy.clip(stream, -clip, clip)):
        if sums.max() > limit:
            sums[:] = 0
        sums = numpy.maximum(0, sums + numpy.array([value, -value]) - slack)
        for found, beyond in zip((risen, fallen), sums > limit):
            if beyond:
                found.append(place)
    return {"risen": risen, "fallen": fallen, "upper": float(sums[0]), "lower": float(sums[1])}


def sum_in_order(stream):
    """Without the compensation that Python's own sum has had since 3.12."""
    total = 0.0
    for value in stream:
        total += value
    return total


def main():
    streams = []
    for seed, (name, center, spread, parts) in enumerate(STREAMS, 2007):
        stream = values(seed, parts)
        standardized = [(value - center) / spread for value in stream]
        streams.append({
            "name": name, "seed": seed, "center": float(center), "spread": float(spread), "parts": parts,
            "sum": sum_in_order(stream), "adwin": [by_adwin(stream, parameters) for parameters in ADWIN],
            "page_hinkley": [detections(drift.PageHinkley(**parameters), stream) for parameters in PAGE_HINKLEY],
            "cusum": [by_cusum(standardized, **parameters) for parameters in CUSUM],
        })
    FILE.parent.mkdir(exist_ok=True)
    with open(FILE, "w") as file:
        json.dump({
            "made_by": f"river {river.__version__}, numpy {numpy.__version__}, scripts/oracles/stream_fixture.py",
            "adwin": ADWIN, "page_hinkley": PAGE_HINKLEY, "cusum": CUSUM, "streams": streams,
        }, file, separators=(",", ":"))
        file.write("\n")


if __name__ == "__main__":
    main()
