"""The whole loop on this machine, from drifting inputs to another version that answers.

    python3 scripts/loop_chain.py PROGRAM [DATA_DIR]

DATA_DIR is one that `quickstart` filled; without it one is made; it is changed. Drift is injected through POST /predict,
Prometheus and Alertmanager tell the service by the project's own rules and route, the monitor's loop trains, holds the
challenger against the champion and promotes it, and /predict answers with it. A second alert is held back by the
cool-down; by the default policy a third is only watched. Prints one line a check; exits 1 when one failed. Needs prometheus
and alertmanager: without them it says so and exits 0, or 1 where CI is set.
"""
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time

import observability_chain as observability
from observability_chain import Chain, ask, check, find, free_port, wait_until

TOKEN = observability.TOKEN
READING = json.dumps({"machine_id": "EWR", "temperature": 20, "pressure": 1013, "humidity": 60, "wind_speed": 4})


def version(service):
    """The version that answers /predict."""
    status, answer = ask(service, "POST", "/predict", READING)
    return json.loads(answer)["model_version"] if status == 200 else None


def decisions(service):
    status, answer = ask(service, "GET", "/decisions?limit=1000")
    return json.loads(answer)["decisions"] if status == 200 else []


def find_decision(service, verdict, reason):
    return next((d for d in decisions(service) if d["verdict"] == verdict and reason in d["reasons"]), None)


def send_alert(service, moment):
    """Another occurrence of the alert, as Alertmanager sends it."""
    alert = {"status": "firing", "labels": {"alertname": "DataDrift", "action": "retrain", "schema": "weather"},
             "annotations": {}, "startsAt": moment, "endsAt": "0001-01-01T00:00:00Z", "fingerprint": "0123456789abcdef"}
    body = {"version": "4", "groupKey": "{}", "status": "firing", "receiver": "driftdetector", "groupLabels": {},
            "commonLabels": {}, "commonAnnotations": {}, "externalURL": "", "truncatedAlerts": 0, "alerts": [alert]}
    return ask(service, "POST", "/alerts", json.dumps(body), {"Authorization": f"Bearer {TOKEN}"})


def start_monitor(chain, program, data, port, **settings):
    return chain.start(f"monitor-{port}", [program, "monitor", "--port", str(port), "--data-dir", data],
                       TRAINING_FORECASTER="linear", PROMETHEUS_PORT="0", **settings)


def run(program, data, folder, prometheus, alertmanager):
    chain = Chain(folder)
    service, monitor, second = free_port(), free_port(), free_port()
    alertmanager_port, prometheus_port = free_port(), free_port()
    try:
        chain.start("service", [program, "serve", "--port", str(service), "--data-dir", data],
                    SERVE_TOKEN=TOKEN, PROMETHEUS_PORT="0", DRIFT_MONITOR="false")
        if not check("the service is healthy", wait_until(lambda: ask(service, "GET", "/health")[0] == 200),
                     chain.log("service")):
            return
        process = start_monitor(chain, program, data, monitor, RETRAIN_POLICY="alert", PROMOTION_SHADOW_HOURS="0")
        check("the monitor is live", wait_until(lambda: ask(monitor, "GET", "/health/live")[0] == 200),
              chain.log(f"monitor-{monitor}"))
        before = version(service)
        begun = time.monotonic()
        status, answer = ask(service, "POST", "/predict", observability.drifting_readings())
        check("readings that drift are answered", status == 200, f"{status} {answer}")
        observability.write_configuration(folder, monitor, alertmanager_port, service)
        chain.start("alertmanager", [
            alertmanager, "--config.file=alertmanager.yml", "--storage.path=am", "--cluster.listen-address=",
            f"--web.listen-address=127.0.0.1:{alertmanager_port}"])
        scraper = chain.start("prometheus", [
            prometheus, "--config.file=prometheus.yml", "--storage.tsdb.path=tsdb", "--rules.alert.resend-delay=1s",
            f"--web.listen-address=127.0.0.1:{prometheus_port}"])
        check("the alert asks for a training", wait_until(lambda: find_decision(service, "retrain", "alert_asked"), 60),
              decisions(service))
        check("another version answers /predict", wait_until(lambda: version(service) not in (None, before), 300),
              decisions(service))
        print(f"        version {before} → {version(service)}, {time.monotonic() - begun:.0f} s from the drifting inputs",
              flush=True)
        promoted = [d for d in decisions(service) if d["verdict"] == "promoted"]
        check("its promotion is a decision", promoted, decisions(service))
        scraper.terminate()
        status, answer = send_alert(service, "2026-01-01T00:00:00Z")
        check("a second alert is taken", status == 202, f"{status} {answer}")
        held = wait_until(lambda: find_decision(service, "held", "cool_down"), 60)
        check("it is held back, and the cool-down says why", held, decisions(service))
        print(f"        {held['sentence'] if held else ''}", flush=True)
        process.terminate()
        process.wait(30)
        start_monitor(chain, program, data, second)
        status, answer = send_alert(service, "2026-01-02T00:00:00Z")
        watched = wait_until(
            lambda: next((d for d in decisions(service)
                          if d["verdict"] in ("watch", "held") and "alert_asked" in d["reasons"]
                          and d is not held and "alert" in d["sentence"] and d != held), None), 60)
        check("by the default policy a third is watched", watched and watched["verdict"] == "watch", decisions(service)[:3])
        print(f"        {watched['sentence'] if watched else ''}", flush=True)
    finally:
        chain.stop()


def main(program, data=None):
    prometheus, alertmanager = find("prometheus"), find("prometheus-alertmanager", "alertmanager")
    if not (prometheus and alertmanager):
        print("loop: left out, prometheus and alertmanager are not installed")
        return 1 if os.environ.get("CI") else 0
    program = str(pathlib.Path(program).resolve())
    with tempfile.TemporaryDirectory(prefix="driftdetector-loop-") as scratch:
        folder = pathlib.Path(scratch)
        if data is None:
            data = str(folder / "data")
            made = subprocess.run([program, "quickstart", "--data-dir", data], stdout=subprocess.DEVNULL)
            if not check("quickstart exits 0", made.returncode == 0, made.returncode):
                return 1
        run(program, str(pathlib.Path(data).resolve()), folder, prometheus, alertmanager)
    failed = observability.failures
    print(f"loop: {failed} checks failed" if failed else "loop: all checks passed")
    return 1 if failed else 0


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
