"""Values that are right one by one and wrong together: the start is refused with the line that names one of them."""

from collections.abc import Iterable, Mapping
from itertools import combinations
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from config.environment import refused

_EXAMPLES: Final = {
    "STATIC_ROOT": "/srv/register/static",
    "DATASET_DIR": "/srv/register/open-data",
    "BACKUP_DIR": "/srv/register/backups",
}
#: Mail that is sealed from its first byte, which the site does not speak: it begins in plain and seals (STARTTLS).
SMTPS_PORT: Final = 465


def expect_folders_apart(named: dict[str, str | Path], data: Path, private: Iterable[Path]) -> None:
    """Refuse folders that are one another or stand in one another, and any that would show or hold what is private.

    `named` are the folders of variables, by the variable. In the folder of the data, static files have only their own.
    """
    found = {name: Path(value).resolve() for name, value in named.items() if str(value)}
    for name, path in found.items():
        for secret in private:
            if secret == path or path in secret.parents:
                raise refused(name, f"{secret} is kept there, not to be mixed with it", _EXAMPLES[name], str(path))
        if data / "media" in path.parents:
            raise refused(name, f"it stands among the files of {data / 'media'}", _EXAMPLES[name], str(path))
    static = found["STATIC_ROOT"]
    if data in static.parents and static != data / "static":
        raise refused("STATIC_ROOT", f"it stands among the data of {data}", _EXAMPLES["STATIC_ROOT"], str(static))
    for (first, one), (name, path) in combinations(found.items(), 2):
        if one == path or one in path.parents or path in one.parents:
            raise refused(name, f"{first} is {one}: neither may stand in the other", _EXAMPLES[name], str(path))


def expect_proxies(count: int, *, is_trusted: bool) -> None:
    """Refuse several proxies none of which is believed: every reader would have the address of the last of them."""
    if count > 1 and not is_trusted:
        raise refused("PROXIES", "without TRUSTED_PROXY=on none of them is believed", "1", str(count))


def expect_sealed(origins: Iterable[str]) -> None:
    """Refuse, for a site by https, a form from a page that anyone on the way may have written; not from one's own."""
    for origin in origins:
        if origin.startswith("http://") and urlsplit(origin).hostname not in {"localhost", "127.0.0.1", "::1"}:
            fault = "HTTPS is on, and this origin is not sealed"
            raise refused("CSRF_TRUSTED_ORIGINS", fault, origin.replace("http:", "https:"), origin)


def expect_sessions(idle_minutes: int, longest_hours: int) -> None:
    """Refuse a pause longer than the whole session."""
    if idle_minutes > longest_hours * 60:
        fault = f"a session ends after SESSION_LONGEST={longest_hours} hours in any case; write fewer minutes"
        raise refused("SESSION_IDLE", fault, str(longest_hours * 60), str(idle_minutes))


def expect_mail(options: Mapping[str, Any]) -> None:
    """Refuse a way to the mail server on which no letter leaves."""
    if options["port"] == SMTPS_PORT:
        raise refused("MAIL_PORT", "the site begins in plain and seals with MAIL_TLS=on", "587", str(SMTPS_PORT))
    if options["username"] and not options["password"]:
        raise refused("MAIL_PASSWORD", f"MAIL_USER={options['username']} has none", "'a $mall #1'")
    if options["password"] and not options["username"]:
        raise refused("MAIL_USER", "MAIL_PASSWORD has no name with it", "register")
