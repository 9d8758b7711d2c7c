"""The guide without docker, done on a bare folder: every line that asks neither for root nor for the network is run.

Left out, because they change the machine itself or ask a package registry: the commands named in OF_THE_MACHINE.
"""

import configparser
import os
import re
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import Final

import pytest

pytestmark = pytest.mark.one_database
ROOT: Final = Path(__file__).resolve().parents[2]
GUIDES: Final = ("operations.md", "operations.ru.md")
OF_THE_MACHINE: Final = ("apt ", "adduser ", "chown ", "systemctl ", "sudo ", "certbot ", "exit")
#: The programs of this test stand where the guide would install them.
INSTALLED: Final = {
    "python3 -m venv /srv/register/venv": f"ln -sfn {sys.prefix} /srv/register/venv",
    "/srv/register/venv/bin/pip install --require-hashes -r requirements/base.txt": "test -s requirements/base.txt",
    "git clone https://git.example.org/register.git /srv/register/app": (
        f"git clone -q {ROOT} /srv/register/app && git -C /srv/register/app tag -f v0.1.0"
    ),
    "git fetch --tags": "git tag",
}


def blocks(guide: str) -> list[str]:
    text = (ROOT / "docs" / guide).read_text(encoding="utf-8")
    return re.findall(r"^```sh\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def script(block: str, root: Path) -> str:
    """Return the lines of `block` that can be run anywhere, with their folders below `root`."""
    lines = "\n".join(line for line in block.splitlines() if not line.startswith(OF_THE_MACHINE))
    for said, done in INSTALLED.items():
        lines = lines.replace(said, done)
    return re.sub(r"(?<![\w.])/(?=(?:srv|etc)/)", f"{root}/", lines)


def run(block: str, root: Path) -> str:
    environ = {"PATH": os.environ["PATH"], "HOME": str(root), "LANG": "C.UTF-8"}
    command = ["bash", "-eu", "-o", "pipefail", "-c", script(block, root)]
    done = subprocess.run(command, env=environ, cwd=root, capture_output=True, text=True, check=False)  # noqa: S603 - ours
    assert done.returncode == 0, f"{block}\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}"
    return done.stdout


@contextmanager
def service(root: Path) -> Iterator[HTTPConnection]:
    """Start what the unit starts, at a socket of our own."""
    unit = configparser.ConfigParser(delimiters="=", strict=False)
    unit.optionxform = str  # type: ignore[assignment,method-assign]
    unit.read_string((root / "etc/systemd/system/register.service").read_text())
    port = 8000 + os.getpid() % 20_000
    start = unit["Service"]["ExecStart"].replace("127.0.0.1:8000", f"127.0.0.1:{port}")
    line = f"set -a; . /etc/register.env; set +a; cd {unit['Service']['WorkingDirectory']}; exec {start}"
    environ = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8"}
    process = subprocess.Popen(["bash", "-euc", script(line, root)], env=environ, stderr=subprocess.DEVNULL)  # noqa: S603, S607 - ours
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        for _try in range(600):
            try:
                connection.connect()
                break
            except ConnectionRefusedError:
                assert process.poll() is None
                with pytest.raises(subprocess.TimeoutExpired):
                    process.wait(0.1)
        yield connection
    finally:
        connection.close()
        process.terminate()
        process.wait()


def ask(connection: HTTPConnection, path: str) -> tuple[int, str]:
    connection.request("GET", path, headers={"Host": "register.example.org", "X-Forwarded-Proto": "https"})
    answer = connection.getresponse()
    return answer.status, answer.read().decode()


@pytest.mark.long
def test_a_bare_folder_becomes_a_site_is_upgraded_and_goes_back(tmp_path: Path) -> None:
    for folder in ("srv", "etc/systemd/system", "etc/nginx/sites-available", "etc/nginx/sites-enabled"):
        (tmp_path / folder).mkdir(parents=True)
    first, second, third, upgrade, back = blocks("operations.md")
    run(first, tmp_path)
    settings = tmp_path / "etc/register.env"
    assert settings.stat().st_mode & 0o077 == 0
    assert "anna" in run(second, tmp_path)
    run(third, tmp_path)
    assert (tmp_path / "etc/nginx/sites-enabled/register").is_symlink()
    with service(tmp_path) as site:
        assert ask(site, "/readyz") == (200, "ok")
        status, page = ask(site, "/de/")
        assert (status, "Liepāja" in page) == (200, True)
        assert ask(site, "/admin/login/")[0] == 200
    run(upgrade, tmp_path)
    run(second.splitlines()[1] + "\ncd /srv/register/app\n../venv/bin/python manage.py staff boris", tmp_path)
    run(upgrade, tmp_path)
    assert len(list((tmp_path / "srv/register/backups/before-upgrade").iterdir())) == 2
    assert "Restored" in run(back, tmp_path)
    with closing(sqlite3.connect(tmp_path / "srv/register/data/db.sqlite3")) as database:
        names = database.execute("SELECT username FROM partnerships_user ORDER BY username").fetchall()
    assert names == [("anna",), ("boris",)]  # of the last backup, not of an older one
    with service(tmp_path) as site:
        assert ask(site, "/readyz") == (200, "ok")


@pytest.mark.parametrize("guide", GUIDES)
def test_the_files_of_the_guide_are_those_of_the_folder_and_both_guides_say_the_same(guide: str) -> None:
    text = (ROOT / "docs" / guide).read_text(encoding="utf-8")
    files = ("register.service", "nginx.conf", "Caddyfile.host")
    assert [name for name in files if (ROOT / "deploy" / name).read_text() not in text] == []
    assert blocks(guide) == blocks(GUIDES[0])


def test_a_release_has_a_heading_that_tells_what_is_new() -> None:
    version = re.search(r'^version = "(.+)"', (ROOT / "pyproject.toml").read_text(), re.MULTILINE)
    headings = re.findall(r"^## (\d+\.\d+\.\d+)", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    tags = subprocess.run(["git", "tag", "--list", "v*"], cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S607
    assert version
    assert version[1] == headings[0]
    assert {tag.removeprefix("v") for tag in tags.stdout.split()} <= set(headings)
