"""Every variable of .env.example refuses nonsense of its own kind, in one line, when the settings are read."""

import re
import runpy
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from config import environment, metrics_port

ROOT = Path(__file__).parent.parent
FILE = str(ROOT / "manage.py")

NUMBERS = (
    *("HSTS_SECONDS", "SIGN_IN_GUESSES", "SIGN_IN_PAUSE", "SECOND_FACTOR_DAYS", "SESSION_IDLE", "SESSION_LONGEST"),
    *("PROXIES", "PAGES_MB", "MAIL_PORT", "METRICS_PORT", "BACKUP_KEEP", "CONTACTS_DAYS", "MESSAGES_DAYS"),
)
#: Each as the settings refuse it.
NONSENSE: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(NUMBERS, ("many", "-1", "99999999999")),
    **dict.fromkeys(("HTTPS", "MAIL_TLS", "CHECK_LINKS", "TRUSTED_PROXY", "DEBUG"), ("perhaps",)),
    "SECRET_KEY": ("short", "change-me", "a" * 64),
    "ALLOWED_HOSTS": (", ", ",", "http://a.org", "*"),
    "CSRF_TRUSTED_ORIGINS": ("a.org",),
    "EMBED_ANCESTORS": ("a.org", "https://*.org"),
    "SECOND_FACTOR_ROLES": ("mayor",),
    "LANGUAGES": ("de;en", "xx"),
    "TIME_ZONE": ("Mars/Olympus",),
    "CACHE_URL": ("redis://h:port/0", "redis://h:6379/first", "redis://", "redis:///0", "unix://", "http://h"),
    "MAIL_HOST": ("smtp.example.org:587", "smtp://smtp.example.org", "smtp.example.org/x", "a b", ","),
    "MAIL_PASSWORD": ("change-me",),
    "MAIL_FROM": ("nobody",),
    "ADMIN_MAIL": ("nobody",),
    "OFFICE_MAIL_FROM": ("nobody", "a@b c", "a b@c"),
    "NEWS_MAIL_FROM": ("nobody",),
    "LOG_FORMAT": ("xml",),
    "SENTRY_DSN": ("sentry.example.org", "https://sentry.example.org/1"),
    "DATA_LICENCE": ("MIT",),
    "BACKUP_DIR": (f"{FILE}/backups", FILE),
    "DATASET_DIR": (f"{FILE}/data",),
    "STATIC_ROOT": (f"{FILE}/static",),
    "BACKUP_PASSPHRASE": ("change-me", "a"),
    "BACKUP_PASSPHRASE_FILE": ("/nonexist/file",),
    "DATA_DIR": (FILE,),
    "DATABASE_URL": (
        *("sqlite:////nonexist/dir/db.sqlite3", "sqlite:////tmp", "mysql://u@h/x", "postgres://h:x/y"),
        *("postgres://u@h/x?sslmode=bogus", "postgres://u@h/x?nonsense=1", "postgres://u@h"),
    ),
}
#: Not read by the settings, and why.
OTHERS = {
    **dict.fromkeys(("SITE_ADDRESS", "TRUSTED_PROXIES", "HTTP_PORT", "HTTPS_PORT"), "read by compose and the proxy"),
    "POSTGRES_PASSWORD": "tests/test_environment.py: only with PostgreSQL",
    "MAIL_USER": "below: any word is a name, with a password",
    "METRICS_ADDRESS": "below: only with a port",
    "SETUP_": "asked by manage.py setup, which says what it misses",
}


def variables() -> set[str]:
    text = (ROOT / ".env.example").read_text(encoding="utf-8")
    return set(re.findall(r"^(?:# )?([A-Z][A-Z0-9_]+)=", text, re.MULTILINE))


def test_every_variable_is_asked_here() -> None:
    asked = {name for name in variables() if name not in OTHERS and not name.startswith("SETUP_")}
    assert asked == NONSENSE.keys()


@pytest.fixture
def environ(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Let nobody be asked whether they may write: the suite may run as root."""
    allowed = environment.os.access
    monkeypatch.setattr(environment.os, "access", lambda path, mode: str(path) != "/" and allowed(path, mode))
    return monkeypatch


@pytest.mark.parametrize(("name", "value"), [(name, value) for name in NONSENSE for value in NONSENSE[name]])
def test_nonsense_is_named_in_one_line(name: str, value: str, environ: pytest.MonkeyPatch) -> None:
    environ.setenv(name, value)
    with pytest.raises(ImproperlyConfigured, match=rf"^{name}[=:]") as raised:
        runpy.run_path(str(ROOT / "config" / "settings.py"))
    said = str(raised.value)
    assert "\n" not in said
    assert f"for example {name}=" in said or name == "LANGUAGES"


#: What the start says of values that are each right, and wrong together; {data} is the folder of the data.
TOGETHER: list[dict[str, str]] = [
    *({"STATIC_ROOT": f"{{data}}{inside}"} for inside in ("", "/..", "/media", "/media/x", "/locale", "/static/x")),
    {"STATIC_ROOT": str(ROOT)},
    {"STATIC_ROOT": "{data}/../other", "DATABASE_URL": "sqlite:///{data}/../other/db.sqlite3"},
    *({name: f"{{data}}{inside}"} for name in ("BACKUP_DIR", "DATASET_DIR") for inside in ("", "/..", "/media")),
    *({name: f"{{data}}{inside}"} for name in ("BACKUP_DIR", "DATASET_DIR") for inside in ("/media/x", "/static/x")),
    {"BACKUP_DIR": "/nonexist/static/backups", "STATIC_ROOT": "/nonexist/static"},
    {"BACKUP_DIR": "/nonexist/backups", "STATIC_ROOT": "/nonexist/backups/static"},
    {"BACKUP_DIR": "/nonexist/open", "DATASET_DIR": "/nonexist/open"},
    {"BACKUP_DIR": "/nonexist/open/backups", "DATASET_DIR": "/nonexist/open"},
    {"PROXIES": "2", "TRUSTED_PROXY": "off"},
    {"CSRF_TRUSTED_ORIGINS": "http://a.example.org", "HTTPS": "on"},
    {"MAIL_PORT": "465", "MAIL_TLS": "on"},
    {"MAIL_PASSWORD": "", "MAIL_USER": "register"},
    {"MAIL_USER": "", "MAIL_PASSWORD": "three words or more"},
    {"SESSION_IDLE": "600", "SESSION_LONGEST": "1"},
]


@pytest.mark.parametrize("values", TOGETHER, ids=str)
def test_what_is_wrong_together_is_named_in_one_line(
    values: dict[str, str], environ: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "other").mkdir()
    environ.setenv("DATA_DIR", str(tmp_path / "data"))
    for name, value in values.items():
        environ.setenv(name, value.format(data=tmp_path / "data"))
    blamed = next(iter(values))
    with pytest.raises(ImproperlyConfigured, match=rf"^{blamed}[=:].* for example {blamed}=") as raised:
        runpy.run_path(str(ROOT / "config" / "settings.py"))
    assert "\n" not in str(raised.value)


def test_folders_beside_one_another_are_taken(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "data"))
    for name in ("BACKUP_DIR", "DATASET_DIR"):
        monkeypatch.setenv(name, str(tmp_path / "data" / name.lower()))
    monkeypatch.setenv("STATIC_ROOT", str(tmp_path / "static"))
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/db.sqlite3")
    runpy.run_path(str(ROOT / "config" / "settings.py"))


def test_the_port_of_the_site_is_none_for_metrics() -> None:
    metrics_port.expect_other_than([("127.0.0.1", 8000), "/run/register.sock"], ("127.0.0.1", 9464))
    with pytest.raises(ImproperlyConfigured, match=r"^METRICS_PORT=8000: .*for example METRICS_PORT=9464"):
        metrics_port.expect_other_than([("0.0.0.0", 8000)], ("127.0.0.1", 8000))  # noqa: S104 - read, not bound


@pytest.mark.parametrize("address", ["no.such.host.invalid", "203.0.113.7", "127.0.0.1:80", "http://localhost"])
def test_a_wrong_address_of_the_metrics_is_blamed_and_not_its_port(
    address: str, monkeypatch: pytest.MonkeyPatch, free_tcp_port: int
) -> None:
    monkeypatch.setenv("METRICS_PORT", str(free_tcp_port))
    monkeypatch.setenv("METRICS_ADDRESS", address)
    with pytest.raises(ImproperlyConfigured, match=rf"^METRICS_ADDRESS={address}: .*for example METRICS_ADDRESS="):
        metrics_port.listen(metrics_port.asked() or ("", 0))


def test_what_an_address_asks_of_the_connection_is_not_thrown_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://u@h/x?sslmode=require")
    options = runpy.run_path(str(ROOT / "config" / "settings.py"))["DATABASES"]["default"]["OPTIONS"]
    assert (options["sslmode"], options["connect_timeout"]) == ("require", 2)


@pytest.mark.parametrize("host", ["mail_relay", "smtp.example.org", "10.0.0.7", "::1", "почта.рф"])
def test_a_mail_server_by_any_of_its_names(host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAIL_HOST", host)
    assert environment.host("MAIL_HOST", "localhost", "smtp.example.org") == host


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("BACKUP_DIR", "/mnt/not-there-now/register/backups"),
        ("DATASET_DIR", "/nonexist/deep/data"),
        ("CACHE_URL", "redis:///run/redis.sock"),
        ("CACHE_URL", "redis://a:6379,b:6379/0"),
    ],
)
def test_what_may_work_later_or_elsewhere_is_taken(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)
    assert environment.cache(name) if name == "CACHE_URL" else environment.later_folder(name, "", "/srv/backups")
