"""How the log is written: as text or as JSON lines, with number, user and address of the request; and what failed."""

import json
import logging
import os
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from config import environment

#: Failures beyond this wait for nobody: the log has them.
MOST_BYTES: Final = 2 * 2**20
ERRORS: Final = "errors.jsonl"


def _moment(record: logging.LogRecord) -> str:
    return datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")


def _fields(record: logging.LogRecord) -> dict[str, Any]:
    names = {"request": "request_number", "user": "user", "address": "address", "duration_ms": "duration_ms"}
    found = {name: getattr(record, attribute, "") for name, attribute in names.items()}
    return {name: value for name, value in found.items() if value not in ("", None)}


class JsonLines(logging.Formatter):
    """One JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line; a traceback is one of its values."""
        said: dict[str, Any] = {
            "time": _moment(record),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
            **_fields(record),
        }
        if record.exc_info:
            said["error"] = self.formatException(record.exc_info)
        return json.dumps(said, ensure_ascii=False, default=str)


class TextLines(logging.Formatter):
    """A line for people: moment, level, who and where from, what."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line, and the traceback below it."""
        fields = [str(value) for name, value in _fields(record).items() if name != "duration_ms"]
        where = f" [{' '.join(fields)}]" if fields else ""
        line = f"{_moment(record)} {record.levelname} {record.name}{where} {record.getMessage()}"
        return f"{line}\n{self.formatException(record.exc_info)}" if record.exc_info else line


class ErrorFile(logging.Handler):
    """Keeps failures for one letter to the administrator, whichever process met them (manage.py tick)."""

    def __init__(self, path: str) -> None:
        super().__init__(logging.ERROR)
        self.path = Path(path)

    def emit(self, record: logging.LogRecord) -> None:
        """Add one line to the file; a full disk must not make a second failure of the first."""
        try:
            if self.path.exists() and self.path.stat().st_size > MOST_BYTES:
                return
            error = logging.Formatter().formatException(record.exc_info) if record.exc_info else ""
            kept = {"time": _moment(record), "message": record.getMessage(), "error": error[-8000:], **_fields(record)}
            line = (json.dumps(kept, ensure_ascii=False, default=str) + "\n").encode()
            file = os.open(self.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
            try:
                os.write(file, line)  # in one piece: processes append side by side
            finally:
                os.close(file)
        except Exception:  # noqa: BLE001 - as the handlers of logging itself: a text that cannot be written, for instance
            self.handleError(record)


def settings(format: str, folder: Path) -> dict[str, Any]:
    """Return Django's LOGGING for lines in `format`, text or json, and failures kept in `folder`."""
    if format not in ("text", "json"):
        raise environment.refused("LOG_FORMAT", "write text or json", "json", format)
    formatter = "config.logs.JsonLines" if format == "json" else "config.logs.TextLines"
    fields = {"trace": {"()": "partnerships.delivery.tracing.TraceFields"}}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": fields,
        "formatters": {"line": {"()": formatter}},
        "handlers": {
            "console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["trace"]},
            "errors": {"()": "config.logs.ErrorFile", "path": str(folder / ERRORS), "filters": ["trace"]},
        },
        "root": {"handlers": ["console", "errors"], "level": "WARNING"},
        "loggers": {
            "access": {"level": "INFO"},
            "django": {"handlers": [], "level": "WARNING"},  # Django's own would send a letter for each request
            "django.request": {"level": "ERROR"},  # what was not found stands in the access log
            # What strangers send, a host that is not ours for instance, is no failure of the register.
            "django.security": {"handlers": ["console"], "level": "ERROR", "propagate": False},
            "axes": {"level": "ERROR"},  # what it tells, signing_in/guesses.py tells with the name and the address
        },
    }


def _without_secrets(told: Any) -> Any:
    from partnerships.delivery.tracing import without_secret  # it needs the settings, which are being read here

    if isinstance(told, str):
        return without_secret(told)
    if isinstance(told, dict):
        return {name: _without_secrets(part) for name, part in told.items()}
    return [_without_secrets(part) for part in told] if isinstance(told, list | tuple) else told


def before_sending(event: dict[str, Any], hint: object) -> dict[str, Any]:
    """Return `event` as somebody else's server may have it: no secret address, and not what was sought."""
    if "request" in event:
        event["request"].pop("query_string", None)
    cleaned: dict[str, Any] = _without_secrets(event)
    return cleaned


def watch(dsn: str, release: str) -> None:
    """Send failures to the Sentry at `dsn`, where there is one and its library is installed."""
    if not dsn:
        return
    try:
        sentry = import_module("sentry_sdk")
    except ImportError as error:
        example = "(empty), or install the extra: pip install sentry-sdk"
        raise environment.refused("SENTRY_DSN", "its library is not installed", example) from error
    # What people type stays here: the fields of a form, and the variables that hold them.
    sentry.init(
        dsn=dsn,
        release=release,
        send_default_pii=False,
        max_request_body_size="never",
        include_local_variables=False,
        before_send=before_sending,
    )
