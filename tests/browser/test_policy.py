"""The strict policy holds in the back office: every kind of page is walked, and the browser has nothing to report."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib import admin
from django.db.models import Model
from django.urls import reverse
from django.utils import translation
from playwright.sync_api import BrowserContext, Page

from partnerships.demo import loading
from partnerships.models import User
from tests.browser.test_writing import sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("browser")]


@pytest.fixture
def demo(live_server: Any, clerk: User) -> str:
    with translation.override("ru"):
        loading.load()
    return live_server.url.replace("127.0.0.1", "localhost")


def pages(model: type[Model]) -> Iterator[str]:
    """Yield an address of every kind that the screen of `model` has."""
    name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
    row = model._default_manager.order_by("pk").first()
    yield reverse(f"{name}_changelist")
    yield reverse(f"{name}_add")
    if row is not None:
        for view in ("change", "history", "delete"):
            yield reverse(f"{name}_{view}", args=[row.pk])


def test_the_back_office_breaks_no_rule_of_its_policy(
    context: BrowserContext, page: Page, demo: str, reports: list[str]
) -> None:
    sign_in(context, demo, "clerk")
    screens = [model for model, screen in admin.site._registry.items() if model._meta.model_name != "record"]
    paths = ["/admin/", "/admin/password_change/", *(path for model in screens for path in pages(model))]
    told: dict[str, list[str]] = {}
    for path in paths:
        answer = page.goto(demo + path)
        assert answer is not None
        if answer.status == 403:  # as adding a second home city: the browser reports that as an error by itself
            reports.clear()
            continue
        policy = answer.headers.get("content-security-policy", "")
        assert "unsafe" not in policy, path
        assert "script-src 'self' 'nonce-" in policy, path
        assert "style-src 'self' 'nonce-" in policy, path
        for fold in page.locator("details").all():
            fold.evaluate("node => (node.open = true)")
        page.wait_for_load_state("networkidle")
        if reports:
            told[path] = list(reports)
            reports.clear()
    assert told == {}
