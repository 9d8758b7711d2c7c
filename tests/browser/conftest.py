"""A real browser: the distribution's Chromium; its absence fails in CI and is said aloud elsewhere."""

import os
import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page

from partnerships.models import City, HomeCity, User
from tests.admin.test_rights_matrix import samples  # noqa: F401 - one record of every kind
from tests.conftest import save

CHROMIUM = os.environ.get("CHROMIUM") or next(
    (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None
)


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    if CHROMIUM is None:
        if os.environ.get("CI"):
            pytest.fail("Chromium is not installed, and CI must not go on without it")
        pytest.skip("no Chromium here: install it or name it in CHROMIUM")
    quiet = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
    return {"executable_path": CHROMIUM, "args": quiet}


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
