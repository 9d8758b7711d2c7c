"""What gunicorn serves in test_slow_bodies: how large the body was; the window for slow ones comes from WINDOW."""

import os
from collections.abc import Iterable
from typing import Any

from partnerships.delivery import slow_bodies

slow_bodies.WINDOW = float(os.environ.get("WINDOW", "15"))  # type: ignore[misc]


def echo(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [str(len(environ["wsgi.input"].read())).encode()]


application = slow_bodies.ReceivedBodies(echo, ("sessionid",))
