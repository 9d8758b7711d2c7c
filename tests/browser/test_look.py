"""How pages look where it is easily forgotten: on paper, at night, in forced colours, very large."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from partnerships.delivery.low_vision import Look

pytestmark = [
    pytest.mark.browser,
    pytest.mark.one_database,
    pytest.mark.django_db(transaction=True),
    pytest.mark.xdist_group("browser"),
]
#: An A4 page between its margins, in pixels of CSS.
PAPER = {"width": 672, "height": 980}
PAGES = (
    "",
    "cities/?sort=name",
    "cities/omsk/",
    "chronology/?year=2022",
    "agreements/omsk-2013/",
    "statistics/",
    "map/",
)
MORE = (
    *("cities/", "search/?q=Омск", "exhibitions/sister-cities-relations/", "agreements/?on=2015-06-01"),
    *("open-data/", "open-data/api/", "privacy/"),
)
LARGEST = Look(text="200", colours="white", spacing="widest", font="serif")
#: Texts that would be lost on white paper, and what is cut off at its edge.
LOST = """() => {
  const light = (colour) => {
    const canvas = new OffscreenCanvas(1, 1).getContext("2d");
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b] = canvas.getImageData(0, 0, 1, 1).data;
    return 0.299 * r + 0.587 * g + 0.114 * b > 150;
  };
  const found = [];
  for (const element of document.querySelectorAll("body *")) {
    const box = element.getBoundingClientRect();
    if (!box.width || !element.checkVisibility() || element.closest("svg, .visually-hidden, .map-live")) continue;
    const says = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
    if (says && light(getComputedStyle(element).color)) found.push(`pale: ${element.outerHTML.slice(0, 120)}`);
    if (says && box.right > innerWidth + 1) found.push(`cut off: ${element.outerHTML.slice(0, 120)}`);
  }
  return found;
}"""


@pytest.fixture
def site(demo: None, live_server: Any) -> str:
    return live_server.url.replace("127.0.0.1", "localhost")


def test_paper_is_black_on_white_and_says_whence_and_when(browser: Browser, site: str) -> None:
    looks = [("light", Look()), ("dark", Look()), ("light", Look(colours="white")), ("dark", Look(colours="blue"))]
    lost = {}
    for scheme, look in looks:
        context = browser.new_context(viewport=PAPER, color_scheme=scheme)
        context.add_cookies([{"name": "look", "value": look.code() or "usual", "url": site}])
        page = context.new_page()
        for path in PAGES:
            page.goto(f"{site}/ru/{path}")
            page.emulate_media(media="print")
            if found := page.evaluate(LOST):
                lost[scheme, look.colours, path] = found[:3]
        context.close()
    assert lost == {}


def test_paper_leaves_out_what_only_a_screen_can_do(browser: Browser, site: str) -> None:
    page = browser.new_page(viewport=PAPER)
    page.goto(f"{site}/en/chronology/?year=2022&order=oldest")
    page.emulate_media(media="print")

    for name in ("navigation", "search"):
        expect(page.get_by_role(name)).to_have_count(0)
    expect(page.get_by_role("button")).to_have_count(0)
    expect(page.locator(".print-only")).to_contain_text("/en/chronology/?year=2022 · Date of the data:")
    expect(page.get_by_text("Year: 2022")).to_be_visible()
    page.close()


def looked_at(browser: Browser, site: str, look: Look, **options: Any) -> Page:
    """Return a page whose reader has chosen `look`."""
    context = browser.new_context(**options)
    context.add_cookies([{"name": "look", "value": look.code() or "usual", "url": site}])
    return context.new_page()


def test_the_largest_text_fits_the_narrowest_screen(browser: Browser, site: str) -> None:
    page = looked_at(browser, site, LARGEST, viewport={"width": 320, "height": 700})
    wide = {}
    for path in (*PAGES, *MORE):
        page.goto(f"{site}/ru/{path}")
        if (width := page.evaluate("document.documentElement.scrollWidth")) > 320:
            wide[path] = width
        assert page.locator(".skip").bounding_box()["y"] + page.locator(".skip").bounding_box()["height"] <= 0
    assert wide == {}
    page.context.close()


def test_the_night_has_contrast(browser: Browser, site: str) -> None:
    page, axe, pale = looked_at(browser, site, Look(), color_scheme="dark"), Axe(), {}
    for path in (*PAGES, *MORE):
        page.goto(f"{site}/ru/{path}")
        found = axe.run(page, options={"runOnly": ["color-contrast"]}).response["violations"]
        if found:
            pale[path] = [node["html"][:150] for rule in found for node in rule["nodes"]][:3]
    assert pale == {}
    page.context.close()


def test_forced_colours_still_say_where_one_is_and_what_is_pressed(browser: Browser, site: str) -> None:
    page = looked_at(browser, site, Look(colours="black"), forced_colors="active")
    page.goto(f"{site}/ru/map/")
    lines = page.locator(".navigation a").evaluate_all(
        "(tabs) => tabs.map((tab) => [tab.ariaCurrent, getComputedStyle(tab).borderBottomColor])"
    )
    current, others = ({line for here, line in lines if bool(here) == wanted} for wanted in (True, False))
    assert len(current) == len(others) == 1
    assert others == {page.evaluate("getComputedStyle(document.body).backgroundColor")} != current

    grounds = page.locator("[name=colours]").evaluate_all(
        "(buttons) => buttons.map((button) => [button.ariaPressed, getComputedStyle(button).backgroundColor])"
    )
    pressed, others = ({ground for state, ground in grounds if state == wanted} for wanted in ("true", "false"))
    assert pressed.isdisjoint(others)
    page.context.close()


def test_the_chart_can_be_told_apart_in_every_scheme(browser: Browser, site: str) -> None:
    for colours in ("black", "white", "blue"):
        page = looked_at(browser, site, Look(colours=colours))
        page.goto(f"{site}/ru/statistics/")
        for part, property in ((".swatch", "backgroundColor"), (".bar", "fill")):
            seen = page.locator(part).evaluate_all(
                f"(parts) => parts.map((part) => [part.classList[1], getComputedStyle(part).{property}])"
            )
            assert len({name for name, _colour in seen}) == len({colour for _name, colour in seen}) == 3, colours
        page.context.close()
