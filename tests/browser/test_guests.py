"""The guests' page on a phone: read once with a network, it opens without one, in each language."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import BrowserContext, expect

from partnerships.models import Delegation, GuestLink, ProgrammeItem
from partnerships.period import Period
from tests.conftest import save

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("browser")]


def test_the_page_opens_without_a_network_until_its_link_ends(context: BrowserContext, live_server: Any) -> None:
    day: date = timezone.localdate() + timedelta(days=1)
    visit = Delegation(slug="v", title_ru="Делегация Омска", title_en="Delegation of Omsk", direction="incoming")
    visit.period = Period.of((day.year, day.month, day.day))
    save(visit, public=False)
    item = ProgrammeItem(delegation=visit, day=day, activity_ru="Приём", activity_en="Reception")
    save(item, public=False)
    link, token = GuestLink.objects.make(visit, by=None)
    site = live_server.url.replace("127.0.0.1", "localhost")  # a worker needs a safe origin
    page = context.new_page()
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(f"{site}/guests/{token}/ru/")
    told = page.locator("#kept")
    expect(told).to_contain_text("Сохранено на телефоне")

    context.set_offline(True)
    page.reload()
    expect(page.get_by_text("Приём")).to_be_visible()
    expect(told).to_contain_text("Сети нет")
    page.get_by_role("link", name="English").click()
    expect(page.get_by_text("Reception")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    context.set_offline(False)
    link.revoke(None)
    page.reload()
    expect(page.get_by_text("Reception")).to_have_count(0)
    assert page.evaluate("caches.keys()") == [], "the phone forgets what has ended"
