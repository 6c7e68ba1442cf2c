"""Tries the built program as a user does: smoke.py PROGRAM. Prints one line a check; exits 1 when one failed."""
import contextlib
import http.client
import json
import os
import pathlib
import signal
import socket
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
MACHINE = {"machine_id": "machine_001", "temperature": 75.5, "vibration": 0.42, "rotation_speed": 1450}
WEATHER = {"machine_id": "EWR", "temperature": 21.5, "pressure": 1013.2, "humidity": 48, "wind_speed": 4.1}
START_SECONDS = 60
STOP_SECONDS = 30

failures = 0


def check(what, right, seen=""):
    """Prints one line; what was seen is shown when it is not right."""
    global failures
    failures += not right
    print(f"{'ok    ' if right else 'FAILED'}  {what}" + ("" if right else f": {str(seen)[:500]}"), flush=True)
    return right


def environment():
    """The user's own, without settings that would change what is tried here."""
    kept = {name: value for name, value in os.environ.items()
            if name not in ("MODEL_NAME", "MODEL_VERSION", "PREDICTION_THRESHOLD", "OPENWEATHER_API_KEY", "REDIS_URL")}
    return {**kept, "PROMETHEUS_PORT": "0"}


def quickstart(program, data):
    run = subprocess.run([program, "quickstart", "--data-dir", data, "--json"], stdout=subprocess.PIPE, text=True,
                         env=environment())
    if not check("quickstart exits 0", run.returncode == 0, run.returncode):
        return False
    try:
        result = json.loads(run.stdout)
    except ValueError as error:
        return check("quickstart --json prints one JSON object", False, f"{error}: {run.stdout}")
    models = result.get("models")
    check("quickstart lists its models with name, version, kind and metrics",
          bool(models) and all({"name", "version", "kind", "metrics"} <= set(model) for model in models), result)
    skill = result.get("forecast_skill")
    check("quickstart gives the forecast's skill by sensor and horizon",
          bool(skill) and all(isinstance(value, (int, float)) for by_hour in skill.values()
                              for value in by_hour.values()) and all(skill.values()), result)
    report = result.get("report")
    check("quickstart's report exists", bool(report) and pathlib.Path(report).is_file(), report)
    return True


def blend(program, data):
    """Trains trees on the first months, which takes some ten seconds, and looks whether they were given weight."""
    run = subprocess.run([program, "train", "--model", "forecast", "--forecaster", "blend", "--train-until", "2013-03-20",
                          "--data-dir", data, "--json"], stdout=subprocess.PIPE, text=True, env=environment())
    if not check("train of a blend exits 0", run.returncode == 0, run.returncode):
        return
    model = json.loads(run.stdout)["models"][0]
    record = json.loads(pathlib.Path(data, "models", model["name"], str(model["version"]), "run.json").read_text())
    record = record.get("run", record)
    weighed = [name for name, shares in record["parameters"].items()
               if name.startswith("blend_") and not shares.endswith(" 0.0 trees")]
    check("trees have a share in most forecasts", len(weighed) > 10, record["parameters"])
    parity = json.loads(pathlib.Path(data, "models", model["name"], str(model["version"]), "checks.json").read_text())
    check("ONNX Runtime gives the blend's numbers", parity["parity"].get("rows", 0) > 100, parity)


class Service:
    """The program serving on a free port of this machine."""

    def __init__(self, program, data):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        arguments = [program, "serve", "--host", "127.0.0.1", "--port", str(self.port), "--data-dir", data]
        self.process = subprocess.Popen(arguments, env=environment())

    def request(self, method, path, body=None):
        """Status, content type and body; the body is parsed when it is JSON."""
        with contextlib.closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)) as connection:
            text = body if body is None or isinstance(body, str) else json.dumps(body)
            connection.request(method, path, text, {"Content-Type": "application/json"} if text else {})
            answer = connection.getresponse()
            content = answer.read().decode("utf-8", "replace")
            kind = (answer.getheader("Content-Type") or "").split(";")[0]
            return answer.status, kind, json.loads(content) if kind.endswith("json") and content else content

    def is_ready(self):
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline and self.process.poll() is None:
            with contextlib.suppress(OSError, http.client.HTTPException):
                if self.request("GET", "/health")[0] == 200:
                    return True
            time.sleep(0.1)
        return False

    def stop(self):
        """The exit status after SIGTERM; None when the program had to be killed."""
        self.process.send_signal(signal.SIGTERM)
        try:
            return self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            return None


def is_prediction(value):
    return (isinstance(value, dict) and isinstance(value.get("anomaly_score"), (int, float))
            and 0 <= value["anomaly_score"] <= 1 and isinstance(value.get("is_anomaly"), bool)
            and bool(value.get("model_version")))


def try_requests(service):
    for what, body in (("a machine reading", MACHINE), ("a weather reading", WEATHER)):
        status, _, answer = service.request("POST", "/predict", body)
        check(f"POST /predict with {what} gives a prediction", status == 200 and is_prediction(answer),
              f"{status} {answer}")

    status, _, answer = service.request("POST", "/predict", [MACHINE, WEATHER])
    check("POST /predict with an array answers with an array",
          status == 200 and isinstance(answer, list) and len(answer) == 2 and all(map(is_prediction, answer)),
          f"{status} {answer}")

    status, _, answer = service.request("POST", "/forecast", {"machine_id": "EWR"})
    check("POST /forecast answers with issued_at and stale",
          status == 200 and isinstance(answer, dict) and {"issued_at", "stale"} <= set(answer), f"{status} {answer}")

    status, _, answer = service.request("GET", "/metrics")
    check("GET /metrics counts the requests", status == 200 and "\ninference_requests_total" in f"\n{answer}",
          f"{status} {answer}")

    status, kind, answer = service.request("POST", "/predict", '{"machine_id": ')
    check("a malformed body is refused with 400 and a problem", (status, kind) == (400, "application/problem+json"),
          f"{status} {kind} {answer}")


def serve(program, data):
    service = Service(program, data)
    try:
        if not check("serve is healthy", service.is_ready(), f"exit status {service.process.poll()}"):
            return
        try_requests(service)
    except (OSError, http.client.HTTPException, ValueError) as error:
        check("serve answers every request", False, repr(error))
    finally:
        status = service.stop()
        check("serve ends with 0 after SIGTERM", status == 0, f"exit status {status}")


def main(program):
    program = str(pathlib.Path(program).resolve())
    with tempfile.TemporaryDirectory(prefix="driftdetector-smoke-") as folder:
        data = str(pathlib.Path(folder, "data"))
        if quickstart(program, data):
            oracles = subprocess.run([ROOT / "scripts/oracles/run", data])
            check("other libraries read and check the results", oracles.returncode == 0, oracles.returncode)
            serve(program, data)
            chain = subprocess.run([sys.executable, ROOT / "scripts/observability_chain.py", program, data])
            check("an alert gets from the metric to the ledger", chain.returncode == 0, chain.returncode)
            blend(program, data)
    print(f"smoke: {failures} checks failed" if failures else "smoke: all checks passed")
    return 1 if failures else 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1]))
