"""Every kind of page by axe's rules, in each look and language in the long run, and the way by keyboard alone."""

from decimal import Decimal
from itertools import product
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from partnerships.delivery.low_vision import LOW_VISION
from partnerships.models import City
from tests.conftest import at_once, save

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("browser")]

PAGES = (
    "",
    "cities/",
    "cities/?sort=name",
    "cities/omsk/",
    "map/",
    "agreements/",
    "chronology/?year=2022",
    "chronology/?year=99999",
    "chronology/?year=1999",
    "cities/?tie=nope",
    "cities/?tie=prospective&theme=sport",
    "statistics/",
    "search/?q=omsk",
    "search/?q=zzqq&year=2019",
    "partners-wanted/",
    "take-part/?about=city-omsk",
    "news-by-mail/",
    "open-data/",
    "open-data/api/",
    "about/",
    "accessibility/",
    "privacy/",
    "site-map/",
    "display/",
    "no-such-page/",
)
#: The second screen has the colours of the first, and their rule takes half of the time.
SAME_COLOURS = {"rules": {"color-contrast": {"enabled": False}}}
#: Around every page, and judged with the first two of each language.
FRAMED = PAGES[:2]
FRAME = [["header.masthead"], ["footer.footer"]]
#: Elements that pass a rule are not told one by one: telling takes as long as judging.
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}


def is_crowd(rule: dict[str, Any]) -> bool:
    """Say whether `rule` is about marks of near cities: they lie where cities lie, and a list beside them leads on."""
    return rule["id"] == "target-size" and all("map-mark" in node["html"] for node in rule["nodes"])


@pytest.fixture
def site(demo: None, live_server: Any, settings: Any) -> str:
    settings.NEWS_MAIL_FROM = "news@city.example"
    return live_server.url.replace("127.0.0.1", "localhost")


def record_pages() -> list[str]:
    """Return a page of each kind, the fullest the demo has."""
    from partnerships.models import Agreement, Delegation, Event, Exhibition

    kinds = (Agreement, Delegation, Event, Exhibition)
    firsts = [model.objects.filter(photos__isnull=False).first() or model.objects.first() for model in kinds]
    return [f"{record.kind}s/{record.slug}/" for record in firsts if record]


@pytest.mark.one_database
@pytest.mark.xdist_group("axe")  # minutes long: beside the other browser tests, not after them
@pytest.mark.parametrize(
    ("look", "scripts", "languages", "widths"),
    [
        pytest.param("", True, ("ru",), (1280, 320), id="usual"),
        pytest.param(LOW_VISION.code(), False, ("en",), (320,), id="low vision, without scripts"),
        *(
            pytest.param(look, scripts, ("ru", "en"), (1280, 320), marks=pytest.mark.long, id=f"all {look} {scripts}")
            for look, scripts in product(("", LOW_VISION.code()), (True, False))
        ),
    ],
)
def test_axe_finds_nothing(
    browser: Browser, site: str, scripts: bool, look: str, languages: tuple[str, ...], widths: tuple[int, ...]
) -> None:
    axe, wrong, asked, policy = Axe(), [], set(), []
    context = browser.new_context()
    if not scripts:  # the rules themselves are a script, so only the site's own stay away
        context.route("**/*.js", lambda route: route.abort())
    if look:
        context.add_cookies([{"name": "look", "value": look, "url": site}])
    page = context.new_page()
    page.on("request", lambda request: asked.add(request.url.partition("//")[2].partition(":")[0]))
    page.on("console", lambda message: policy.append(message.text) if "Content Security" in message.text else None)
    addresses = [f"{language}/{path}" for language in languages for path in (*PAGES, *record_pages())]
    for address in ("", *addresses):
        page.goto(f"{site}/{address}")
        judged = {"include": [["html"]], "exclude": [] if address[3:] in FRAMED else FRAME}
        for width, less in zip(widths, ({}, SAME_COLOURS), strict=False):
            page.set_viewport_size({"width": width, "height": 800})
            found = axe.run(page, context=judged, options={**RULES, **less}).response["violations"]
            found = [rule for rule in found if not is_crowd(rule)]
            wrong += [(address, width, rule["id"], rule["nodes"][0]["html"][:200]) for rule in found]
            wide = page.evaluate("document.documentElement.scrollWidth")
            if wide > width:
                wrong.append((address, width, "wider than the screen", wide))
    context.close()

    assert wrong == []
    assert policy == []
    assert asked == {"localhost"}


def press_until(page: Page, key: str, name: str, *, most: int = 80) -> None:
    """Press `key` until the element with the accessible text `name` has the focus."""
    for _ in range(most):
        page.keyboard.press(key)
        if name in page.evaluate("document.activeElement.matches('a, button') ? document.activeElement.innerText : ''"):
            return
    raise AssertionError(f"the keyboard does not reach {name}")


def follow(page: Page, name: str) -> None:
    """Go to the link or button `name` by Tab alone and press Enter."""
    press_until(page, "Tab", name)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_the_keyboard_is_enough(page: Page, site: str) -> None:
    page.goto(f"{site}/ru/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    heading = page.get_by_role("heading", level=1)

    follow(page, "Соглашения")
    expect(heading).to_have_text("Соглашения")
    follow(page, "Омском")
    expect(heading).to_contain_text("Омск")

    follow(page, "Хронология")
    expect(heading).to_have_text("Хронология")
    for _turn in range(60):
        if page.evaluate("document.activeElement.name") == "year":
            break
        page.keyboard.press("Tab")
    page.keyboard.type("2022")
    follow(page, "Показать")
    expect(page.get_by_role("status")).to_have_text("Найдено 4 записи")
    assert "year=2022" in page.url

    follow(page, "Выставки")
    follow(page, "Развитие побратимских связей")
    follow(page, "Показать целиком")
    picture = page.get_by_role("dialog")
    expect(picture).to_be_visible()
    expect(picture.get_by_role("link", name="Закрыть")).to_be_focused()
    page.keyboard.press("Escape")
    expect(picture).to_be_hidden()

    page.goto(f"{site}/ru/")
    follow(page, "Версия для слабовидящих")
    expect(page.locator("html")).to_have_class("text-150 colours-black spacing-wide")
    follow(page, "200 %")
    expect(page.locator("html")).to_have_class("text-200 colours-black spacing-wide")
    follow(page, "Обычная версия")
    expect(page.get_by_role("button", name="Обычная версия")).to_have_count(0)
    follow(page, "English")
    expect(page).to_have_url(f"{site}/en/")


def gallery_page() -> str:
    from partnerships.models import Photo

    photo = Photo.objects.filter(use="gallery", record__isnull=False).first()
    assert photo is not None
    assert photo.record is not None
    return f"{photo.record.kind}s/{photo.record.slug}/"


def test_a_photo_opens_whole_with_and_without_scripts(browser: Browser, site: str) -> None:
    for scripts in (True, False):
        page = browser.new_page(java_script_enabled=scripts)
        page.goto(f"{site}/ru/{gallery_page()}")
        page.locator(".gallery a").first.click()
        picture = page.get_by_role("dialog")
        expect(picture).to_be_visible()
        picture.get_by_role("link", name="Закрыть").click()
        expect(picture).to_be_hidden()
        if scripts:
            page.locator(".gallery a").first.focus()
            page.keyboard.press("Enter")
            expect(picture.get_by_role("link", name="Закрыть")).to_be_focused()
            page.keyboard.press("Escape")
            expect(picture).to_be_hidden()
            expect(page.locator(".gallery a").first).to_be_focused()
        page.close()


def test_the_map_comes_alive_and_leads_to_a_city(page: Page, site: str, reports: list[str]) -> None:
    page.goto(f"{site}/en/map/")
    mark = page.locator(".map-live").get_by_role("button", name="Temuco")
    expect(mark).to_be_visible()
    mark.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Temuco")


def test_without_scripts_the_menu_the_filter_and_the_map_lead_on(browser: Browser, site: str) -> None:
    page = browser.new_page(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page.goto(f"{site}/en/cities/")
    page.get_by_role("button", name="Menu").click()
    page.get_by_role("link", name="Chronology").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Chronology")
    page.get_by_role("button", name="Filter").click()
    page.get_by_label("Kind").select_option("exhibition")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_role("list", name="Chosen filters")).to_contain_text("Kind: Exhibition")
    expect(page.get_by_label("Kind")).to_be_hidden()

    page.goto(f"{site}/en/map/")
    page.locator(".map-side").get_by_role("link", name="Temuco").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Temuco")
    page.close()


def test_the_keyboard_goes_on_inside_a_group_of_marks(page: Page, site: str, reports: list[str]) -> None:
    russia = City.objects.get(slug="omsk").country
    with at_once():
        for number in range(20):  # fewer than forty marks are never grouped
            save(
                City(
                    slug=f"near{number}",
                    name_ru=f"Город {number}",
                    country=russia,
                    tie="contact",
                    latitude=Decimal(56),
                    longitude=Decimal(60) + Decimal(number) / 100,
                )
            )
    page.goto(f"{site}/ru/map/")
    group = page.locator(".map-live .map-mark:has(.mark-many)").first
    group.wait_for()
    group.focus()
    count, _colon, first = (group.get_attribute("title") or "").partition(";")[0].rpartition(": ")
    assert count == group.inner_text()  # a screen reader begins with it
    drawn = group.element_handle()

    page.keyboard.press("Enter")

    drawn.wait_for_element_state("hidden")  # drawn anew, nearer
    assert page.evaluate("document.activeElement.title").partition(";")[0].rpartition(": ")[2] == first
