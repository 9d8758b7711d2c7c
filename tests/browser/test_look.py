"""How pages look where it is easily forgotten: on paper, whatever the screen was like."""

from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from partnerships.display import Look

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("browser")]
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
