"""A real browser: the distribution's Chromium, or with `--browser firefox` its Firefox ESR.

The absence of the one that is asked for fails in CI and is said aloud elsewhere.
"""

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from partnerships.models import City, HomeCity, User
from tests.admin.test_rights_matrix import samples  # noqa: F401 - one record of every kind
from tests.browser.offices import everything, people  # noqa: F401 - a row of every kind, and who writes them
from tests.conftest import save

ROOT = Path(__file__).parents[2]
#: The shell is the same Chromium without windows, for two thirds of the work.
NAMES = {
    "chromium": ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"),
    "firefox": ("firefox-esr", "firefox"),
}


def installed(browser: str) -> str:
    """Return the path of the browser, which its variable may name; without one the test stops here."""
    variable = browser.upper()
    path = os.environ.get(variable) or next(filter(None, map(shutil.which, NAMES[browser])), "")
    if not path:
        if os.environ.get("CI"):
            pytest.fail(f"{browser} is not installed, and CI must not go on without it")
        pytest.skip(f"no {browser} here: install it or name it in {variable}")
    return path


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_name: str, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    path = installed(browser_name)
    expect.set_options(timeout=30_000)  # as long as an action may take: a busy machine is slow, not wrong
    if browser_name == "firefox":
        between = tmp_path_factory.mktemp("firefox") / "firefox"
        between.write_text(f'#!/bin/sh\ncd "{ROOT}" && exec "{sys.executable}" -m tests.browser.firefox "$@"\n')
        between.chmod(0o755)
        return {"executable_path": str(between), "channel": "moz-firefox", "env": {**os.environ, "FIREFOX": path}}
    quiet = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
    return {"executable_path": path, "args": quiet}


@pytest.fixture
def reports(page: Any) -> Iterator[list[str]]:
    """Collect what the browser complains about; every walk must end without a word."""
    found: list[str] = []
    page.on("console", lambda message: found.append(message.text) if message.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: found.append(str(error)))
    page.on("request", lambda request: None if "//localhost" in request.url else found.append(request.url))
    yield found
    assert found == []


@pytest.fixture
def desk(page: Page, live_server: Any, omsk: City, clerk: User) -> Page:
    """The list of visits, open on the screen of a clerk."""
    save(HomeCity(name_ru="Ставрополь", name_en="Stavropol"))
    site = live_server.url.replace("127.0.0.1", "localhost")
    page.goto(f"{site}/admin/login/?next=/admin/partnerships/delegation/")
    page.get_by_label("Имя для входа").fill("clerk")
    page.get_by_label("Пароль").fill("a-long-password-1")
    page.get_by_role("button", name="Войти").click()
    return page
