"""A wrong or unsafe variable stops the start with one line that names it and shows a right one."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from config import environment

ROOT = Path(__file__).parent.parent
DEFAULT_DATABASE = "sqlite:///register.sqlite3"

READ: dict[str, Callable[[], Any]] = {
    "SECRET_KEY": lambda: environment.secret("SECRET_KEY"),
    "SECRET_KEY_FILE": lambda: environment.secret("SECRET_KEY"),
    "ALLOWED_HOSTS": lambda: environment.hosts("ALLOWED_HOSTS", "localhost"),
    "CSRF_TRUSTED_ORIGINS": lambda: environment.origins("CSRF_TRUSTED_ORIGINS"),
    "DATABASE_URL": lambda: environment.database("DATABASE_URL", DEFAULT_DATABASE),
    "CACHE_URL": lambda: environment.cache("CACHE_URL"),
    "SECOND_FACTOR_ROLES": lambda: environment.roles("SECOND_FACTOR_ROLES", "head,administrator"),
    "PAGES_MB": lambda: environment.number("PAGES_MB", 64, 1, 1000),
    "HTTPS": lambda: environment.flag("HTTPS", default=True),
    "TIME_ZONE": lambda: environment.time_zone("TIME_ZONE", "Europe/Moscow"),
    "MAIL_FROM": lambda: environment.mail_address("MAIL_FROM", "register@localhost"),
    "DATA_DIR": lambda: environment.folder("DATA_DIR", ROOT),
}
WRONG = {
    "SECRET_KEY": ["change-me-0123456789abcdefghijklmnopqrstuvwxyz0123456789"],
    "SECRET_KEY_FILE": ["/there/is/none"],
    "ALLOWED_HOSTS": ["*", "https://a.org", "a.org:8000", "a.org/x", "a b", ".a.org", "a..org", "-a.org"],
    "CSRF_TRUSTED_ORIGINS": ["a.org", "https://a.org/x", "ftp://a.org", "https://a.org "[:-1] + "/"],
    "DATABASE_URL": ["mysql://u@h/x", "postgres://u:p/w?d@h:5432/x", "postgres://h", "register", "postgres://h:x/y"],
    "CACHE_URL": ["memcached://x", "cache:6379", "http://cache"],
    "SECOND_FACTOR_ROLES": ["mayor", "head;viewer", "none"],
    "PAGES_MB": ["many", "-1", "0", "1001", "1.5", "1e2", "٣"],
    "HTTPS": ["perhaps", "-", "2"],
    "TIME_ZONE": ["Mars/Olympus", "europe/moscow", "+03:00"],
    "MAIL_FROM": ["nobody", "a@", "a b@c"],
    "DATA_DIR": [str(ROOT / "manage.py")],
}
RIGHT = {
    "ALLOWED_HOSTS": ("Register.example.org, localhost,[::1]", ["register.example.org", "localhost", "[::1]"]),
    "CSRF_TRUSTED_ORIGINS": ("https://a.org,http://localhost:8080", ["https://a.org", "http://localhost:8080"]),
    "SECOND_FACTOR_ROLES": ("head, editor", ["head", "editor"]),
    "PAGES_MB": (" 128 ", 128),
    "SECRET_KEY": ("$ecret-with-a-sign", "$ecret-with-a-sign"),
    "HTTPS": ("Off", False),
    "TIME_ZONE": ("Europe/Lisbon", "Europe/Lisbon"),
    "MAIL_FROM": ("Register <r@example.org>", "Register <r@example.org>"),
    "CACHE_URL": ("", None),
}


@pytest.mark.parametrize(("name", "value"), [(name, value) for name, values in WRONG.items() for value in values])
def test_a_wrong_value_is_named_with_a_right_one(name: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(ImproperlyConfigured, match=rf"^{name}[=:].*for example {name}=") as raised:
        READ[name]()
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize("name", sorted(RIGHT))
def test_a_right_value_is_read(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    value, meant = RIGHT[name]
    monkeypatch.setenv(name, value)
    assert READ[name]() == meant


def test_a_secret_may_stand_in_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("p/w?d@:#%\n")
    monkeypatch.setenv("POSTGRES_PASSWORD_FILE", str(tmp_path / "secret"))
    monkeypatch.setenv("DATABASE_URL", "postgres://register@db:5432/register")
    assert READ["DATABASE_URL"]()["PASSWORD"] == "p/w?d@:#%"  # noqa: S105 - made up


def test_a_file_of_a_secret_that_is_empty_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("\n")
    monkeypatch.setenv("BACKUP_PASSPHRASE_FILE", str(tmp_path / "secret"))
    with pytest.raises(ImproperlyConfigured, match=r"^BACKUP_PASSPHRASE_FILE=.*the file is empty"):
        environment.secret("BACKUP_PASSPHRASE")


@pytest.mark.parametrize(
    ("name", "value"), [("DATABASE_URL", "postgres://u:change-me@h/x"), ("POSTGRES_PASSWORD", "change-me")]
)
def test_the_published_password_is_refused_and_not_repeated(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://u@h/x")
    monkeypatch.setenv(name, value)
    with pytest.raises(ImproperlyConfigured, match="^POSTGRES_PASSWORD: ") as raised:
        READ["DATABASE_URL"]()
    assert "change-me" not in str(raised.value)


@pytest.mark.parametrize(
    ("command", "code"), [(["manage.py", "check"], 1), (["-c", "import config.wsgi"], 4)], ids=["command", "server"]
)
def test_the_start_says_it_in_one_line(command: list[str], code: int) -> None:
    surroundings = {**os.environ, "PAGES_MB": "many"}
    line = [sys.executable, *command]
    done = subprocess.run(line, cwd=ROOT, env=surroundings, capture_output=True, text=True, check=False)  # noqa: S603 - our own
    assert (done.returncode, done.stdout) == (code, "")
    assert done.stderr == "PAGES_MB=many: write a whole number from 1 to 65536, for example PAGES_MB=64\n"


@pytest.mark.parametrize(("https", "prefix"), [("on", "__Host-"), ("off", "")])
def test_cookies_of_a_real_site_are_of_this_host_alone(https: str, prefix: str, tmp_path: Path) -> None:
    name = "getattr(settings, 'SESSION_COOKIE_NAME', 'sessionid')"
    show = f"from config import settings; print({name}, settings.SESSION_COOKIE_SECURE)"
    surroundings = {**os.environ, "HTTPS": https, "DATA_DIR": str(tmp_path)}
    line = [sys.executable, "-c", show]
    done = subprocess.run(line, cwd=ROOT, env=surroundings, capture_output=True, text=True, check=True)  # noqa: S603 - our own
    assert done.stdout.split() == [f"{prefix}sessionid", str(https == "on")]
