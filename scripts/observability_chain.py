"""The whole chain of an alert on this machine: service, Prometheus, rule, Alertmanager, POST /alerts, ledger.

    scripts/observability_chain.py PROGRAM [DATA_DIR]

DATA_DIR is one that `quickstart` filled; without it one is made. The rules and the route are those of observability/,
with short waits. Where the service shows drift_detected itself, readings that drift are sent to it; where it does not, a
stand-in shows the metric. Prints one line a check and the time from the crossing to the record; exits 1 when one failed.
Needs prometheus and alertmanager: without them it says so and exits 0, or 1 where CI is set.
"""
import contextlib
import http.client
import http.server
import json
import os
import pathlib
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
OBSERVABILITY = ROOT / "observability"
TOKEN = "a token of this trial"
PATIENCE_SECONDS = 30
MONITOR_SECONDS = 10

failures = 0


def check(what, right, seen=""):
    """Prints one line; what was seen is shown when it is not right."""
    global failures
    failures += not right
    print(f"{'ok    ' if right else 'FAILED'}  {what}" + ("" if right else f": {str(seen)[:500]}"), flush=True)
    return right


def find(*names):
    return next((path for path in map(shutil.which, names) if path), None)


def free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def ask(port, method, path, body=None, headers=None):
    """Status and body of an answer; None and a reason when there is none."""
    try:
        with contextlib.closing(http.client.HTTPConnection("127.0.0.1", port, timeout=10)) as connection:
            connection.request(method, path, body, headers or {})
            answer = connection.getresponse()
            return answer.status, answer.read().decode("utf-8", "replace")
    except (OSError, http.client.HTTPException) as error:
        return None, repr(error)


def wait_until(condition, seconds=PATIENCE_SECONDS):
    """What the condition gave first that counts as true; None when it never did."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if found := condition():
            return found
        time.sleep(0.02)
    return None


class StandIn:
    """Shows drift_detected as the monitor would."""

    def __init__(self):
        self.detected = 0
        outer = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                text = (f'drift_detected{{schema="weather"}} {outer.detected}\n'
                        f'data_drift_score{{feature="all",schema="weather"}} {0.1 + 0.32 * outer.detected}\n')
                self.send_response(200)
                self.send_header("Content-Type", "text/plain; version=0.0.4")
                self.end_headers()
                self.wfile.write(text.encode())

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


class Chain:
    """The processes of the chain, ended together."""

    def __init__(self, folder):
        self.folder = folder
        self.processes = []

    def start(self, name, arguments, **settings):
        log = open(self.folder / f"{name}.log", "w", encoding="utf-8")
        process = subprocess.Popen(arguments, stdout=log, stderr=subprocess.STDOUT, cwd=self.folder,
                                   env={**os.environ, **settings})
        self.processes.append(process)
        return process

    def log(self, name):
        return (self.folder / f"{name}.log").read_text(errors="replace")[-400:]

    def stop(self):
        for process in reversed(self.processes):
            process.send_signal(signal.SIGTERM)
        for process in self.processes:
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()


def write_configuration(folder, target, alertmanager, service):
    """The project's own rules and route, without their waits."""
    rules = (OBSERVABILITY / "rules/driftdetector.yml").read_text()
    rules, count = re.subn(r"(alert: DataDrift\n.*\n\s+for: )10m", r"\g<1>0s", rules)
    assert count == 1, "the rule DataDrift does not begin as this script expects"
    (folder / "rules.yml").write_text(rules)
    (folder / "prometheus.yml").write_text(f"""
global: {{scrape_interval: 1s, evaluation_interval: 1s}}
rule_files: [rules.yml]
alerting: {{alertmanagers: [{{static_configs: [{{targets: ["127.0.0.1:{alertmanager}"]}}]}}]}}
scrape_configs: [{{job_name: driftdetector, static_configs: [{{targets: ["127.0.0.1:{target}"]}}]}}]
""")
    route = (OBSERVABILITY / "alertmanager.yml").read_text()
    for old, new in (("group_wait: 5s", "group_wait: 0s"), ("group_interval: 1m", "group_interval: 1s"),
                     ("repeat_interval: 4h", "repeat_interval: 1s"), ("127.0.0.1:8080", f"127.0.0.1:{service}")):
        assert old in route, f"observability/alertmanager.yml has no {old}"
        route = route.replace(old, new)
    (folder / "alertmanager.yml").write_text(route)
    (folder / "serve-token").write_text(TOKEN + "\n")


def drifting_readings():
    """More readings than a window has, each hotter than any that the model was trained on."""
    return json.dumps([
        {"machine_id": "EWR", "temperature": 50 + index % 10, "pressure": 950 + index % 7, "humidity": 5 + index % 3,
         "wind_speed": 30 + index % 5} for index in range(1_100)])


def is_shown(port, line):
    return re.search(line, ask(port, "GET", "/metrics")[1], re.MULTILINE)


def cross(service):
    """Makes the metric cross; the moment at which it was seen to, and the stand-in where one is needed."""
    status, answer = ask(service, "POST", "/predict", drifting_readings())
    check("readings that drift are answered", status == 200, f"{status} {answer}")
    detected = r'^drift_detected\{[^}]*schema="weather"[^}]*\} 1'
    if wait_until(lambda: is_shown(service, detected), MONITOR_SECONDS):
        return None
    print("note    the service shows no drift_detected 1: a stand-in shows it to Prometheus", flush=True)
    return StandIn()


def alerts(service, name="DataDrift"):
    status, answer = ask(service, "GET", "/alerts?limit=1000")
    return [alert for alert in json.loads(answer)["alerts"] if alert["alertname"] == name] if status == 200 else []


def requests_in(data):
    with contextlib.closing(sqlite3.connect(pathlib.Path(data) / "ledger.sqlite")) as ledger:
        return ledger.execute("SELECT schema, detail FROM retraining_requests WHERE origin = 'alert'").fetchall()


def run(program, data, folder, prometheus, alertmanager):
    chain = Chain(folder)
    service, alertmanager_port, prometheus_port = free_port(), free_port(), free_port()
    try:
        chain.start("service", [program, "serve", "--port", str(service), "--data-dir", data],
                    SERVE_TOKEN=TOKEN, PROMETHEUS_PORT="0")
        if not check("the service is healthy", wait_until(lambda: ask(service, "GET", "/health")[0] == 200),
                     chain.log("service")):
            return
        already = len(alerts(service))
        stand_in = cross(service)
        write_configuration(folder, stand_in.port if stand_in else service, alertmanager_port, service)
        chain.start("alertmanager", [
            alertmanager, "--config.file=alertmanager.yml", "--storage.path=am", "--cluster.listen-address=",
            f"--web.listen-address=127.0.0.1:{alertmanager_port}"])
        check("Alertmanager is ready", wait_until(lambda: ask(alertmanager_port, "GET", "/-/ready")[0] == 200),
              chain.log("alertmanager"))
        begun = time.monotonic()
        chain.start("prometheus", [
            prometheus, "--config.file=prometheus.yml", "--storage.tsdb.path=tsdb", "--rules.alert.resend-delay=1s",
            f"--web.listen-address=127.0.0.1:{prometheus_port}"])
        check("Prometheus is ready", wait_until(lambda: ask(prometheus_port, "GET", "/-/ready")[0] == 200),
              chain.log("prometheus"))
        if stand_in:
            time.sleep(2.5)
            check("nothing is recorded before the crossing", len(alerts(service)) == already, alerts(service))
            stand_in.detected, begun = 1, time.monotonic()
        if not check("the alert is recorded", wait_until(lambda: len(alerts(service)) > already),
                     chain.log("alertmanager") + chain.log("prometheus")):
            return
        since = "the crossing" if stand_in else "the start of Prometheus, after the crossing"
        print(f"        {time.monotonic() - begun:.2f} s from {since} to the record", flush=True)
        repeated = wait_until(lambda: alerts(service)[0]["times_received"] >= 3)
        check("it is repeated and recorded once", repeated and len(alerts(service)) == already + 1, alerts(service))
        print(f"        received {alerts(service)[0]['times_received']} times", flush=True)
        made = requests_in(data)
        check("one retraining is asked for", len(made) == 1 and made[0][0] == "weather", made)
        if stand_in:
            stand_in.detected = 0
            check("its end is recorded", wait_until(lambda: alerts(service)[0]["status"] == "resolved"), alerts(service))
            check("its end asks for nothing", requests_in(data) == made, requests_in(data))
    finally:
        chain.stop()


def main(program, data=None):
    prometheus, alertmanager = find("prometheus"), find("prometheus-alertmanager", "alertmanager")
    if not (prometheus and alertmanager):
        print("observability: left out, prometheus and alertmanager are not installed "
              "(apt-get install prometheus prometheus-alertmanager)")
        return 1 if os.environ.get("CI") else 0
    program = str(pathlib.Path(program).resolve())
    with tempfile.TemporaryDirectory(prefix="driftdetector-chain-") as scratch:
        folder = pathlib.Path(scratch)
        if data is None:
            data = str(folder / "data")
            made = subprocess.run([program, "quickstart", "--data-dir", data], stdout=subprocess.DEVNULL)
            if not check("quickstart exits 0", made.returncode == 0, made.returncode):
                return 1
        run(program, str(pathlib.Path(data).resolve()), folder, prometheus, alertmanager)
    print(f"observability: {failures} checks failed" if failures else "observability: all checks passed")
    return 1 if failures else 0


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
