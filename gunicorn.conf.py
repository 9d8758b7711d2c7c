"""How gunicorn serves the site; read by itself where gunicorn starts. Words of its command line come before these.

The site is loaded once, before the workers are made: they share what is never written to, and a fault of the settings
ends the server instead of each worker. New code or settings come with a restart, not with HUP.

With METRICS_PORT the workers share one port more, and one folder in which each keeps what it counts.
"""

import gc
import os
import shutil
import sys
import tempfile
from typing import Any

from django.core.exceptions import ImproperlyConfigured

from config import metrics_port

worker_class = "gthread"
workers = 2
threads = 4
preload_app = True
control_socket_disable = True
keepalive = 5

try:
    METRICS = metrics_port.asked()
except ImproperlyConfigured as error:
    sys.exit(str(error))
if METRICS and "PROMETHEUS_MULTIPROC_DIR" not in os.environ:  # before any worker reads the library; HUP finds it there
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = tempfile.mkdtemp(prefix="register-metrics-")


def on_starting(server: Any) -> None:
    """Take the port before any worker is there: two programs at one port are told at the start."""
    if METRICS:
        try:
            metrics_port.expect_other_than(server.cfg.address, METRICS)
            metrics_port.listen(METRICS)
        except ImproperlyConfigured as error:
            sys.exit(str(error))


def when_ready(server: Any) -> None:
    """Keep the collector from what is loaded: where it looks, it writes, and the memory is shared no more."""
    gc.collect()
    gc.freeze()


def post_worker_init(worker: Any) -> None:
    """Let each worker answer at the port: whichever does, it tells what all have counted."""
    if METRICS:
        from config import metrics

        metrics.serve(metrics_port.listen(METRICS))


def on_exit(server: Any) -> None:
    """Remove what was counted."""
    if METRICS:
        shutil.rmtree(os.environ["PROMETHEUS_MULTIPROC_DIR"], ignore_errors=True)
