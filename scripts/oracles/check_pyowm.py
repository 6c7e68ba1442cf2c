"""Reads current weather from `simulate weather` with pyowm, which was written for OpenWeatherMap itself.

pyowm is used as it is: its own setting for a proxy leads its requests to the simulator. With no argument the simulator is
started from the built program.
"""
import json
import pathlib
import subprocess
import sys

from pyowm import OWM
from pyowm.commons import exceptions
from pyowm.utils.config import get_default_config

PROGRAM = pathlib.Path(__file__).resolve().parents[2] / ".build/release/driftdetector"
KEY = "a-key-of-this-check"
CITIES = [
    ("New York", "US", 5128581), ("London", "GB", 2643743), ("Tokyo", "JP", 1850144), ("Mumbai", "IN", 1275339),
    ("Sydney", "AU", 2147714), ("Dubai", "AE", 292223), ("Singapore", "SG", 1880252), ("Berlin", "DE", 2950159),
    ("Toronto", "CA", 6167865), ("São Paulo", "BR", 3448439),
]


def client(port, key=KEY):
    config = get_default_config()
    config["connection"].update(use_ssl=False, use_proxy=True, verify_ssl_certs=False)
    config["proxies"] = {"http": f"http://127.0.0.1:{port}"}
    return OWM(key, config).weather_manager()


def check(port):
    weather = client(port)
    problems = []
    for name, country, number in CITIES:
        by_name = weather.weather_at_place(f"{name},{country}")
        by_id = weather.weather_at_id(number)
        place = by_id.location
        by_place = weather.weather_at_coords(place.lat, place.lon)
        celsius = by_id.weather.temperature("celsius")["temp"]
        pressure = by_id.weather.pressure["press"]
        wind = by_id.weather.wind()["speed"]
        print(f"  {place.name:10} {place.country}  {celsius:6.2f} °C  {pressure} hPa  {by_id.weather.humidity:3d} %  "
              f"{wind:5.2f} m/s  {by_id.weather.reference_time('iso')}")
        if (place.name, place.country, place.id) != (name, country, number):
            problems.append(f"{name}: answered as {place.name}, {place.country}, {place.id}")
        for other in (by_name, by_place):
            if other.location.id != number or other.weather.temp != by_id.weather.temp:
                problems.append(f"{name}: by name, id and place it is not the same")
        if not (-60 < celsius < 60 and 900 < pressure < 1090 and 0 <= by_id.weather.humidity <= 100):
            problems.append(f"{name}: no weather of this world")
    for what, expected, call in [
        ("a wrong key", exceptions.UnauthorizedError, lambda: client(port, "wrong").weather_at_place("London,GB")),
        ("an unknown city", exceptions.NotFoundError, lambda: weather.weather_at_place("Atlantis,GR")),
        ("an unknown id", exceptions.NotFoundError, lambda: weather.weather_at_id(1)),
        ("no city", exceptions.APIRequestError, lambda: weather.weather_at_place("")),
    ]:
        try:
            call()
            problems.append(f"{what}: no error")
        except exceptions.PyOWMError as error:
            print(f"  {what}: {type(error).__name__}: {error}")
            if type(error) is not expected:
                problems.append(f"{what}: {type(error).__name__}, expected {expected.__name__}")
    return problems


def main():
    if len(sys.argv) > 1:
        return "\n".join(check(int(sys.argv[1]))) or None
    simulator = subprocess.Popen(
        [PROGRAM, "simulate", "weather", "--port", "0", "--api-key", KEY, "--calls-per-minute", "600", "--json",
         "--log-level", "error"], stdout=subprocess.PIPE, text=True)
    try:
        problems = check(json.loads(simulator.stdout.readline())["port"])
    finally:
        simulator.terminate()
        simulator.wait()
    print(f"pyowm: {len(CITIES)} cities, {len(problems)} problems")
    return "\n".join(problems) or None


if __name__ == "__main__":
    sys.exit(main())
