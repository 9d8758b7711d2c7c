"""Times the site against a bare Django view under the same gunicorn, in interleaved rounds: `make bench-stored`.

What is compared is CPU time of the server's processes per request, so the load generator does not count.
Figures are ratios within one run; nothing here is asserted.
"""

import http.client
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
GUNICORN = ["--worker-class", "gthread", "--workers", "2", "--threads", "4", "--no-control-socket"]
ROUNDS, WARM, COLD, CLIENTS = 6, 1500, 60, 8
TICK = os.sysconf("SC_CLK_TCK")


@dataclass
class Case:
    """One address asked in one way."""

    name: str
    port: int
    path: str
    count: int
    headers: dict[str, str] = field(default_factory=dict)
    fresh: bool = False  # every request asks for a page that is not on the shelf
    cpu: list[float] = field(default_factory=list)
    times: list[float] = field(default_factory=list)
    seconds: float = 0
    asked: int = 0


@contextmanager
def server(port: int, application: str, environ: dict[str, str], folder: Path = ROOT) -> Iterator[int]:
    """Run gunicorn from `folder`, whose gunicorn.conf.py it obeys, and yield the process that leads its group."""
    command = [sys.executable, "-m", "gunicorn", application, "--bind", f"127.0.0.1:{port}", *GUNICORN]
    process = subprocess.Popen(command, cwd=folder, env={**os.environ, **environ}, stderr=subprocess.DEVNULL)
    try:
        for _ in range(200):
            try:
                ask(port, "/healthz", {})
                break
            except OSError:
                time.sleep(0.1)
        yield process.pid
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait()


def ask(port: int, path: str, headers: dict[str, str]) -> tuple[int, str, bytes]:
    """Return status, ETag and body of one answer."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer.status, answer.headers.get("ETag", ""), body


def cpu_of(leader: int) -> float:
    """Return the CPU seconds of the server's processes."""
    total = 0.0
    children = Path(f"/proc/{leader}/task/{leader}/children").read_text().split()
    for pid in (str(leader), *children):
        fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
        total += (int(fields[11]) + int(fields[12])) / TICK
    return total


def play(case: Case, leader: int, round: int) -> None:
    """Ask `case.count` times from several clients that keep their connections, and note what it took."""
    share = case.count // CLIENTS

    def client(number: int) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", case.port, timeout=30)
        for step in range(share):
            path = case.path
            if case.fresh:  # years without records differ only in the address: so ask for other orders and pages
                path += f"{'&' if '?' in path else '?'}order={'oldest' if step % 2 else 'newest'}"
            start = time.perf_counter()
            cookie = {"Cookie": f"sessionid={round}{number}{step}"} if case.fresh else {}
            connection.request("GET", path, headers={**case.headers, **cookie})
            answer = connection.getresponse()
            answer.read()
            case.times.append(time.perf_counter() - start)
        connection.close()

    before, start = cpu_of(leader), time.perf_counter()
    threads = [threading.Thread(target=client, args=(number,)) for number in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    case.seconds += time.perf_counter() - start
    case.asked += share * CLIENTS
    case.cpu.append((cpu_of(leader) - before) / (share * CLIENTS) * 1000)


def report(cases: list[Case], bare: Case) -> None:
    """Print CPU time, rate and delays of every case, and its ratio to the bare view."""
    unit = statistics.median(bare.cpu)
    print(f"{'':34}{'CPU ms':>9}{'req/s':>9}{'p50 ms':>9}{'p99 ms':>9}{'× bare':>9}")
    for case in cases:
        times = sorted(case.times)
        middle, late = times[len(times) // 2] * 1000, times[int(len(times) * 0.99)] * 1000
        cpu = statistics.median(case.cpu)
        print(f"{case.name:34}{cpu:9.3f}{case.asked / case.seconds:9.0f}{middle:9.2f}{late:9.2f}{cpu / unit:9.2f}")


def main() -> None:
    """Start both servers over the demo register and print the comparison."""
    with tempfile.TemporaryDirectory() as folder:
        environ = {"DATA_DIR": folder, "SECRET_KEY": "bench-" * 10, "HTTPS": "off"}
        for command in (["migrate", "--verbosity", "0"], ["collectstatic", "--no-input", "--verbosity", "0"], ["demo"]):
            subprocess.run(
                [sys.executable, "manage.py", *command],
                cwd=ROOT, env={**os.environ, **environ}, check=True, stdout=subprocess.DEVNULL,
            )  # fmt: skip
        with server(8301, "config.wsgi", environ) as site:
            body = ask(8301, "/ru/cities/omsk/", {})[2]
            size = {"BARE_BYTES": str(len(body)), "PYTHONPATH": str(ROOT)}
            with server(8302, "tests.bench.bare", size, Path(folder)) as plain:
                _status, tag, _body = ask(8301, "/ru/cities/omsk/", {"Accept-Encoding": "br"})
                browser = {"Accept-Encoding": "gzip, deflate, br"}
                bare = Case("bare Django view", 8302, "/", WARM)
                cases = [
                    bare,
                    Case("city page, stored", 8301, "/ru/cities/omsk/", WARM, browser),
                    Case(
                        "city page, not changed (304)",
                        8301,
                        "/ru/cities/omsk/",
                        WARM,
                        {**browser, "If-None-Match": tag},
                    ),
                    Case("city page, made", 8301, "/ru/cities/omsk/", COLD, browser, fresh=True),
                    Case("chronology, made", 8301, "/ru/chronology/", COLD, browser, fresh=True),
                    Case("home, made", 8301, "/ru/", COLD, browser, fresh=True),
                ]
                for round in range(ROUNDS):
                    for case in cases:
                        play(case, plain if case.port == 8302 else site, round)
                report(cases, bare)


if __name__ == "__main__":
    main()
