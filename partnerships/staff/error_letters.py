"""One letter about what has failed since the last one: each kind of failure once, with how often and one example."""

import json
from collections import defaultdict
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.core.mail import mail_admins

from config.logs import ERRORS

#: Kinds of failures in one letter; the log has the others.
MOST: Final = 20


def send_errors() -> int:
    """Write to ADMIN_MAIL what has failed since the last letter; return how many failures that were.

    OSError when the letter does not leave: what it would have said goes with the next one.
    """
    waiting, taken = Path(settings.DATA_DIR, ERRORS), Path(settings.DATA_DIR, f"{ERRORS}.taken")
    if not taken.exists():
        if not waiting.exists():
            return 0
        waiting.rename(taken)  # what fails from now on goes to a new file
    failures = _read(taken)
    if failures and settings.ADMINS:
        mail_admins(f"{len(failures)} failures of the register", _letter(failures))
    taken.unlink()
    return len(failures)


def _read(path: Path) -> list[dict[str, Any]]:
    found = []
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        try:
            found.append(json.loads(line))
        except ValueError:
            continue  # cut short by a full disk
    return found


def _letter(failures: list[dict[str, Any]]) -> str:
    kinds = defaultdict(list)
    for failure in failures:
        last_line = (failure["error"].strip().splitlines() or [""])[-1]
        kinds[last_line, failure["message"] if not last_line else ""].append(failure)
    parts = []
    for (kind, message), found in sorted(kinds.items(), key=lambda pair: -len(pair[1]))[:MOST]:
        last = found[-1]
        numbers = ", ".join(str(failure["request"]) for failure in found[-5:] if "request" in failure) or "-"
        parts.append(
            f"{len(found)} × {kind or message}\nfirst {found[0]['time']}, last {last['time']}\n"
            f"requests: {numbers}\n\n{last['message']}\n{last['error']}"
        )
    return "\n\n----\n\n".join(parts)
