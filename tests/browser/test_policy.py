"""The strict policy holds in the back office: every kind of page is walked, and the browser has nothing to report."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.contrib import admin
from django.db.models import Model
from django.urls import reverse
from playwright.sync_api import BrowserContext, Page

from partnerships.models import (
    Agreement,
    City,
    Delegation,
    Event,
    Exhibition,
    HomeCity,
    Organization,
    Participant,
    PartnerRequest,
    Theme,
    User,
)
from tests.browser.test_writing import sign_in
from tests.conftest import save

pytestmark = [
    pytest.mark.browser,
    pytest.mark.one_database,
    pytest.mark.django_db(transaction=True),
    pytest.mark.xdist_group("browser"),
]


@pytest.fixture
def site(live_server: Any, clerk: User, omsk: City) -> str:
    """A register with one record of every kind."""
    save(HomeCity(name_ru="Ставрополь", name_en="Stavropol"))
    save(Theme(slug="culture", name_ru="Культура", name_en="Culture"))
    hall = save(Organization(name_ru="Администрация", name_en="City hall", kind="administration"))
    save(
        PartnerRequest(
            title_ru="Ищем школу", title_en="A school wanted", organization=hall, open_until=date(2027, 1, 31)
        )
    )
    for model, values in (
        (Agreement, {"form": "agreement", "status": "signed"}),
        (Delegation, {"direction": "incoming"}),
        (Event, {"form": "meeting", "body_ru": "<table><tbody><tr><td><p>1</p></td></tr></tbody></table>"}),
        (Exhibition, {}),
    ):
        record = save(model(slug="one", title_ru="Первое", title_en="First", **values), cities=[omsk])
        save(Participant(record=record, name_ru="Иванов", role="guest"))
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


@pytest.mark.long  # the walk of axe over the office reports a broken rule as well
def test_the_back_office_breaks_no_rule_of_its_policy(
    context: BrowserContext, page: Page, site: str, reports: list[str]
) -> None:
    sign_in(context, site, "clerk")
    screens = [model for model, screen in admin.site._registry.items() if model._meta.model_name != "record"]
    paths = ["/admin/", "/admin/password_change/", *(path for model in screens for path in pages(model))]
    told: dict[str, list[str]] = {}
    for path in paths:
        answer = page.goto(site + path)
        assert answer is not None
        if answer.status == 403:  # as adding a second home city: the browser reports that as an error by itself
            reports.clear()
            continue
        policy = answer.headers.get("content-security-policy", "")
        assert "unsafe" not in policy, path
        assert "script-src 'self' 'nonce-" in policy, path
        assert "style-src 'self' 'nonce-" in policy, path
        page.evaluate("document.querySelectorAll('details').forEach((fold) => (fold.open = true))")
        page.evaluate("new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")  # editors are made late
        if reports:
            told[path] = list(reports)
            reports.clear()
    assert told == {}
