"""The pictures of the guide and of the README, made from the running site: `make screenshots`.

Not a test of its own (its name keeps it out of the suite), but it drives the site as the tests do, on the demo
register, and fails where a screen of the guide is no longer there.
"""

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from PIL import Image
from playwright.sync_api import Page, expect

from partnerships.demo.drawing import draw
from partnerships.history import revisions
from partnerships.models import City, Delegation, Event, ProgrammeItem, User
from partnerships.period import Period
from tests.browser.conftest import browser_type_launch_args  # noqa: F401 - the browser of the tests
from tests.browser.dropping import DROP
from tests.browser.test_visit import PASTE
from tests.conftest import save

pytestmark = pytest.mark.django_db(transaction=True)

FOLDER = Path(__file__).parents[1] / "docs" / "img"
PEOPLE = {
    "ru": "Орлов П. С., заместитель мэра, глава делегации\nБелова И. Н., директор музея\nГромов А. В., тренер",
    "en": "Orlov P. S., deputy mayor, head of the delegation\nBelova I. N., museum director\nGromov A. V., coach",
}
WORDS = {
    "ru": ("Визит делегации Омска", "10–11 сентября 2026", "Омск", "Гости и хозяева у входа в музей"),
    "en": (
        "Visit of the Omsk delegation",
        "10–11 September 2026",
        "Omsk",
        "Guests and hosts at the door of the museum",
    ),
}
#: Waits until the pictures in sight have come.
SHOWN = """() => Promise.all(
  [...document.querySelectorAll(".photo-row:not(.empty-form) img")]
    .filter((one) => one.checkVisibility())
    .map((one) => one.decode()),
)"""
COLLEAGUE = {"ru": ("Анна", "Петрова"), "en": ("Anna", "Petrova")}


@pytest.fixture
def browser_context_args(browser_context_args: dict[str, Any], language: str) -> dict[str, Any]:
    """Let the browser write dates as the reader of the guide does."""
    return {**browser_context_args, "locale": {"ru": "ru-RU", "en": "en-GB"}[language]}


def keep(page: Page, name: str, *, height: int = 820) -> None:
    """Write what the window shows to docs/img as WebP, `height` px of it."""
    page.mouse.move(0, 0)
    width = page.viewport_size["width"] if page.viewport_size else 1280
    page.set_viewport_size({"width": width, "height": height})
    path = FOLDER / f"{name}.webp"
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.open(BytesIO(page.screenshot(animations="disabled"))).save(path, "WEBP", quality=82)


def make_work(clerk: User, language: str) -> Delegation:
    """Give the back office a day's work of a colleague: a draft, a record for the head, and a visit of today."""
    first, last = COLLEAGUE[language]
    colleague = User.objects.create_user("petrova", first_name=first, last_name=last, is_staff=True)
    with revisions.revision(by=colleague, reason=""):
        return write_work(clerk, colleague)


def write_work(clerk: User, colleague: User) -> Delegation:
    """Write the records of that day in the open revision."""
    omsk, today = City.objects.get(slug="omsk"), timezone.localdate()
    save(Event(slug="draft", title_ru="Встреча музейщиков", form="meeting", responsible=clerk), public=False)
    waiting = Event(slug="waiting", title_ru="Круглый стол о туризме", title_en="Round table on tourism")
    waiting.form, waiting.state, waiting.sent_by, waiting.sent_at = (
        "round_table",
        "in_review",
        colleague,
        timezone.now(),
    )
    save(waiting, public=False)
    visit = Delegation(slug="today", title_ru="Визит музейщиков Омска", title_en="Visit of Omsk museum staff")
    visit.direction, visit.status = "incoming", "planned"
    visit.period = Period.of((today.year, today.month, today.day))
    save(visit, public=False, cities=[omsk])
    for hour, activity_ru, activity_en in (
        (9, "Встреча в аэропорту", "Meeting at the airport"),
        (11, "Приём у мэра", "Reception by the mayor"),
        (15, "Музей изобразительных искусств", "Museum of fine arts"),
    ):
        item = ProgrammeItem(delegation=visit, day=today, activity_ru=activity_ru, activity_en=activity_en)
        item.starts, item.order = timezone.datetime(2000, 1, 1, hour).time(), hour
        save(item, public=False)
    return visit


@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_guide(page: Page, demo: None, live_server: Any, clerk: User, language: str) -> None:
    site = live_server.url.replace("127.0.0.1", "localhost")
    clerk.language = language
    clerk.save()
    visit = make_work(clerk, language)
    title, date, city, alt = WORDS[language]
    page.set_viewport_size({"width": 1280, "height": 820})
    page.goto(f"{site}/{language}/")
    keep(page, f"home-{language}")

    page.goto(f"{site}/admin/")
    page.locator("#id_username").fill("clerk")
    page.locator("#id_password").fill("a-long-password-1")
    page.locator("main [type=submit]").click()
    expect(page.locator(".home-page")).to_be_visible()
    keep(page, f"guide/{language}-home")

    page.goto(f"{site}/admin/partnerships/delegation/add/")
    page.locator(f"#id_title_{language}").fill(title)
    page.locator("#id_title_ru").fill(WORDS["ru"][0])
    page.locator("#id_direction").select_option("incoming")
    page.locator("#id_period").fill(date)
    page.locator(".field-cities .select2-selection").click()
    page.keyboard.type(city)
    page.get_by_role("option", name=city, exact=True).click()
    expect(page.locator(".field-cities .select2-selection__choice").first).to_contain_text(city)
    keep(page, f"guide/{language}-form")

    page.evaluate(PASTE, ["#paste-participants", "", PEOPLE[language]])
    take = page.locator("#section-participants [data-take]")
    expect(take).to_be_visible()
    page.locator("#section-participants").evaluate("element => element.scrollIntoView()")
    keep(page, f"guide/{language}-paste")
    take.click()
    page.locator("#section-participants > summary").click()

    pictures = [[f"IMG_{at}.jpg", list(draw("handshake", f"guide {at}"))] for at in range(2)]
    page.evaluate(DROP, pictures)
    expect(page.locator(".photo-row:not(.empty-form)")).to_have_count(2, timeout=30_000)
    page.locator(f".photo-row:not(.empty-form) [name$=-alt_{language}]").first.fill(
        alt
    )  # of those in order, not come first
    page.locator("#section-photos").evaluate("element => element.scrollIntoView()")
    page.evaluate(SHOWN)
    keep(page, f"guide/{language}-photos", height=900)

    page.locator("#id_photos-0-alt_ru").fill(WORDS["ru"][3])
    page.locator("#id_photos-1-alt_ru").fill(WORDS["ru"][3])
    page.locator("button[name=_continue]").first.click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    page.locator("[data-preview]").click()
    frame = page.frame_locator("iframe[name=preview]")
    expect(frame.get_by_role("heading", level=1)).to_be_visible()
    keep(page, f"guide/{language}-preview")

    page.goto(f"{site}/admin/translations/")
    keep(page, f"guide/{language}-translations")
    page.set_viewport_size({"width": 360, "height": 760})
    page.goto(f"{site}/admin/partnerships/delegation/{visit.pk}/today/")
    keep(page, f"guide/{language}-today", height=760)
