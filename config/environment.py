"""Reads the environment; a wrong or unsafe value stops the start with one line: its name, the fault, an example."""

import os
import re
from collections.abc import Collection
from email.utils import parseaddr
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import available_timezones

import environ
from django.core.exceptions import ImproperlyConfigured

env = environ.Env()

HOST = re.compile(
    r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)*[a-z0-9](?:[a-z0-9-]*[a-z0-9])?|\[[0-9a-f:]+\]", re.IGNORECASE
)
#: So began the secrets that .env.example once had, which everybody knows.
PUBLISHED = "change-me"
#: How a connection to PostgreSQL may be sealed.
SSL_MODES = ("disable", "allow", "prefer", "require", "verify-ca", "verify-full")
#: What the settings have asked for and was given, by its variable; no secret among it.
_given: dict[str, str] = {}
#: The roles of the back office; partnerships/staff/rights.py, which cannot be read yet, says what each may.
ROLES = ("viewer", "editor", "head", "administrator")


def refused(name: str, fault: str, example: str, value: str | None = None) -> ImproperlyConfigured:
    """Return the error about the variable `name`; the `value` of a secret is left out."""
    given = name if value is None else f"{name}={value}"
    return ImproperlyConfigured(f"{given}: {fault}, for example {name}={example}")


def text(name: str, default: str = "") -> str:
    """Return the variable `name` without blanks around it; an empty one is none."""
    value = os.environ.get(name, "").strip()
    if value:
        _given[name] = value
    return value or default


def given() -> dict[str, str]:
    """Return the variables that the environment has and the settings have read, without the secret ones."""
    return dict(_given)


def secret(name: str) -> str:
    """Return the secret `name`, or what stands in the file that `name`_FILE names; "" for none."""
    path = text(f"{name}_FILE")
    try:
        value = Path(path).read_text(encoding="utf-8").strip() if path else text(name)
        _given.pop(name, None)
    except (OSError, UnicodeDecodeError) as error:
        raise refused(f"{name}_FILE", "the file cannot be read", f"/run/secrets/{name.lower()}", path) from error
    if path and not value:
        raise refused(f"{name}_FILE", "the file is empty", f"/run/secrets/{name.lower()}", path)
    if value.startswith(PUBLISHED):
        raise refused(name, "this is the published example; make one of your own", "$(openssl rand -base64 48)")
    return value


def flag(name: str, *, default: bool) -> bool:
    """Return the on/off variable `name`; anything but a clear yes or no is refused."""
    value = text(name, "on" if default else "off").lower()
    if value not in {"on", "true", "yes", "1", "off", "false", "no", "0"}:
        raise refused(name, "write on or off", "on", value)
    return value in {"on", "true", "yes", "1"}


def number(name: str, default: int, least: int, most: int) -> int:
    """Return the whole number `name`, from `least` to `most`."""
    value = text(name, str(default))
    if not re.fullmatch(r"[0-9]{1,9}", value) or not least <= int(value) <= most:
        raise refused(name, f"write a whole number from {least} to {most}", str(default), value)
    return int(value)


def hosts(name: str, default: str) -> list[str]:
    """Return the hosts that `name` lists, one at least: full names without scheme, port, path or star."""
    example = "register.example.org,localhost"
    found = [host.strip().lower() for host in text(name, default).split(",") if host.strip()]
    if not found:
        raise refused(name, "no host stands there", example, text(name))
    for host in found:
        if not HOST.fullmatch(host):
            fault = "write the bare names of the hosts, without https://, port or *"
            raise refused(name, fault, example, host)
    return found


def host(name: str, default: str, example: str) -> str:
    """Return the one host `name`, by its name or its number: without scheme, port or path."""
    value = text(name, default)
    if not re.fullmatch(r"[\w-]+(\.[\w-]+)*\.?", value) and not _is_number_of_a_host(value):
        raise refused(name, "write the bare name of one host, without scheme, port or path", example, value)
    return value


def _is_number_of_a_host(value: str) -> bool:
    try:
        ip_address(value)
    except ValueError:
        return False
    return True


def roles(name: str, default: str) -> list[str]:
    """Return the roles that `name` lists; "off" is none."""
    value = text(name, default)
    found = [] if value == "off" else [role.strip() for role in value.split(",")]
    for role in found:
        if role not in ROLES:
            raise refused(name, f"write off, or some of {', '.join(ROLES)}", default, value)
    return found


def origins(name: str) -> list[str]:
    """Return the origins that `name` lists: scheme, host and perhaps port."""
    found = [origin.strip() for origin in text(name).split(",") if origin.strip()]
    for origin in found:
        if not re.fullmatch(r"https?://(\*\.[\w-]+\.)?[\w.-]+(:\d+)?", origin):
            fault = "write whole origins and no path; a star stands for hosts of one domain"
            raise refused(name, fault, "https://register.example.org", origin)
    return found


def time_zone(name: str, default: str) -> str:
    """Return the time zone `name`, by its name in the IANA database."""
    value = text(name, default)
    if value not in available_timezones():
        raise refused(name, "there is no such time zone", default, value)
    return value


def folder(name: str, default: Path) -> Path:
    """Return the folder `name`, made where there is none; files have to go in."""
    path = Path(text(name, str(default))).resolve()
    try:
        path.mkdir(parents=True, exist_ok=True)
        is_writable = os.access(path, os.W_OK)
    except OSError:
        is_writable = False
    if not is_writable:
        raise refused(name, "files cannot be written there", "/srv/register/data", str(path))
    return path


def later_folder(name: str, default: str, example: str) -> str:
    """Return the folder `name`, "" for none: it may be made later, be another service's, or on a disk that is away.

    Only where a file stands in its way it can never be there: the site does not wait for a backup's disk to start.
    """
    value = text(name, default)
    if not value:
        return ""
    path = Path(value).resolve()
    try:
        there = next(above for above in (path, *path.parents) if above.exists())
        is_possible = there.is_dir()
    except PermissionError:  # another service's
        is_possible = True
    if not is_possible:
        raise refused(name, "there can be no such folder", example, value)
    return value


def mail_address(name: str, default: str) -> str:
    """Return the mail address `name`, perhaps with a name before it."""
    value = text(name, default)
    address = parseaddr(value)[1]
    # Half of what it cannot read, it joins: "a@b c" would be a@bc.
    if not re.fullmatch(r"[^@\s]+@[^@\s]+", address) or not value.endswith((address, f"<{address}>")):
        raise refused(name, "this is no mail address", "register@example.org", value)
    return value


def database(name: str, default: str) -> dict[str, Any]:
    """Return Django's settings of the database at the address `name`; its password may stand in POSTGRES_PASSWORD."""
    example = "postgres://register@db:5432/register"
    address = text(name, default)
    _given.pop(name, None)  # a password may stand in it
    scheme = address.partition(":")[0]
    if scheme not in {"postgres", "postgresql", "sqlite"}:
        raise refused(name, "write the address of a PostgreSQL or SQLite database", example)
    try:
        urlsplit(address).port  # noqa: B018 - it is read to be checked
        found: dict[str, Any] = env.db_url_config(address)
    except (ValueError, ImproperlyConfigured) as error:
        fault = "it cannot be read; a password with signs such as / or ? belongs in POSTGRES_PASSWORD"
        raise refused(name, fault, example) from error
    if scheme == "sqlite":
        _expect_place_of_file(name, str(found["NAME"]))
    else:
        _expect_options(name, found.get("OPTIONS", {}), example)
        if not found["NAME"]:
            raise refused(name, "the name of the database is missing", example)
        found["PASSWORD"] = secret("POSTGRES_PASSWORD") or found["PASSWORD"]
        if str(found["PASSWORD"]).startswith(PUBLISHED):
            raise refused("POSTGRES_PASSWORD", "this is the published example", "$(openssl rand -hex 24)")
    return found


def _expect_place_of_file(name: str, path: str) -> None:
    """Refuse a database of SQLite in a folder that there is not."""
    example, above = "sqlite:////srv/register/data/db.sqlite3", Path(path).parent
    if path == ":memory:":
        return
    if not above.is_dir():
        raise refused(name, f"there is no folder {above}", example)
    if Path(path).is_dir():
        raise refused(name, f"{path} is a folder and no file", example)


def _expect_options(name: str, options: dict[str, Any], example: str) -> None:
    """Refuse what the driver of PostgreSQL would refuse when it first connects: unknown names, wrong words."""
    from psycopg import ProgrammingError  # an installation on SQLite goes without its driver
    from psycopg.conninfo import make_conninfo  # the same

    mode = options.get("sslmode", SSL_MODES[0])
    if mode not in SSL_MODES:
        raise refused(name, f"sslmode={mode} is none of {', '.join(SSL_MODES)}", f"{example}?sslmode=require")
    try:
        make_conninfo(**{key: str(value) for key, value in options.items()})
    except ProgrammingError as error:
        fault = f"PostgreSQL knows no such option: {', '.join(options)}"
        raise refused(name, fault, f"{example}?sslmode=require") from error


def cache(name: str) -> dict[str, Any] | None:
    """Return Django's settings of the shared memory at the address `name`; None for none."""
    address = text(name)
    _given.pop(name, None)  # a password may stand in it
    if not address:
        return None
    try:
        parts = urlsplit(address)
        hosts = [urlsplit(f"//{host}") for host in parts.netloc.split(",")]
        is_at_host = all(host.hostname and host.port != 0 for host in hosts) and re.fullmatch(r"/?\d*", parts.path)
        is_socket = parts.scheme == "redis" and not parts.netloc and re.search(r"\D", parts.path[1:])
        is_address = parts.scheme in {"redis", "rediss"} and (is_at_host or is_socket)
        found: dict[str, Any] | None = env.cache_url_config(address) if is_address else None
    except (ValueError, ImproperlyConfigured):
        found = None
    if found is None:
        raise refused(name, "write the address of a Redis or Valkey, its port a number", "redis://cache:6379/0")
    return found


def of_sentry(name: str) -> str:
    """Return the secret address `name` of a Sentry, "" for none: it has a key, a host and the number of a project."""
    value = secret(name)
    if value and not re.fullmatch(r"https?://\w+(:\w+)?@[\w.-]+(:\d+)?/([\w./-]+/)?\d+", value):
        raise refused(name, "this is no address of a Sentry", "https://key@sentry.example.org/1")
    return value


def one_of(name: str, choices: Collection[str], default: str) -> str:
    """Return the variable `name`, which is one of `choices`."""
    value = text(name, default)
    if value not in choices:
        raise refused(name, f"choose one of {', '.join(choices)}", default, value)
    return value
