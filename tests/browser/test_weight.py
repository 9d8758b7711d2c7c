"""What a page costs to load: bytes over the wire, and nothing that jumps while it comes."""

import re
from itertools import product
from pathlib import Path
from typing import Any, Final

import brotli
import pytest
from django.contrib.staticfiles import finders
from django.db.models import Count
from playwright.sync_api import Browser, Page, Response

from partnerships.models import City

pytestmark = [
    pytest.mark.browser,
    pytest.mark.one_database,
    pytest.mark.django_db(transaction=True),
    pytest.mark.xdist_group("browser"),
]

MOST: Final = 60_000  # bytes
#: A line of text moves by less while its font arrives in the first tenth of a second; Web Vitals call 0.1 good.
JUMP: Final = 0.01
COUNTED: Final = {"document", "stylesheet", "script", "font"}
#: Adds up what moved without the reader's doing, from the first frame on.
WATCH: Final = """window.shift = 0; window.moved = [];
new PerformanceObserver((list) => { for (const entry of list.getEntries()) {
  window.shift += entry.value;
  window.moved.push(...entry.sources.map(({ node }) => node?.outerHTML?.slice(0, 80)));
} }).observe({ type: "layout-shift", buffered: true });"""


@pytest.fixture
def site(demo: None, live_server: Any) -> str:
    return live_server.url.replace("127.0.0.1", "localhost")


def over_the_wire(response: Response) -> int:
    """Return the bytes of an answer as the site sends it: fonts as they are, the rest in brotli."""
    path = response.url.partition("/static/")[2]
    body = Path(str(finders.find(path))).read_bytes() if path else response.body()
    if response.request.resource_type == "font":
        return len(body)
    return len(brotli.compress(body, quality=11 if path else 5))


def test_the_fullest_city_comes_in_60_kilobytes(page: Page, site: str) -> None:
    answers: list[Response] = []
    page.on("response", lambda response: answers.append(response))
    counted = City.objects.annotate(n=Count("records", distinct=True), photos_n=Count("photos")).order_by("-n")
    fullest, with_photos = counted[0], counted.filter(photos_n__gt=0)[0]
    for slug in {fullest.slug, with_photos.slug}:
        answers.clear()
        page.goto(f"{site}/ru/cities/{slug}/", wait_until="networkidle")
        sizes = {
            response.url: over_the_wire(response) for response in answers if response.request.resource_type in COUNTED
        }
        assert {re.sub(r".*\.", "", url) for url in sizes} >= {"css", "js", "woff2"}
        assert sum(sizes.values()) <= MOST, sizes


#: Where a page begins on a phone, in pixels from its top: the header's end, the first entry of a list, facts, picture.
BEGINS: Final = """() => {
  const top = (part) => document.querySelector(part)?.getBoundingClientRect().top + scrollY;
  return [top("main"), top(".entry, .city-cards li, .chart, .table tbody tr"), top(".facts"), top(".cover")];
}"""
LISTS: Final = ("cities/", "chronology/", "statistics/")


def late_on_a_phone(page: Page, path: str) -> list[str]:
    """Return what of a page of 390 px begins later than a thumb would like."""
    main, first, facts, cover = page.evaluate(BEGINS)
    wrong = {"header": main > 72, "first entry": path in LISTS and first > 560, "facts": cover and facts > cover}
    return [name for name, is_late in wrong.items() if is_late]


def test_nothing_jumps_and_a_phone_begins_with_the_page(browser: Browser, site: str) -> None:
    jumped, late = {}, {}
    paths = ("", "cities/", "cities/omsk/", "map/", "chronology/", "statistics/", "agreements/omsk-2013/")
    for width, path in product((390, 1280), paths):
        page = browser.new_page(viewport={"width": width, "height": 844})
        page.add_init_script(WATCH)
        page.goto(f"{site}/ru/{path}", wait_until="networkidle")
        if width == 390 and (found := late_on_a_phone(page, path)):
            late[path] = found
        if page.locator("[data-map]").count():
            page.locator("[data-map]").scroll_into_view_if_needed()
            page.locator(".map-live .map-mark").first.wait_for()
        for _ in range(page.evaluate("document.documentElement.scrollHeight") // 800):
            page.mouse.wheel(0, 800)
        page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        shift, moved = page.evaluate("[window.shift, window.moved]")
        if shift > JUMP:
            jumped[width, path] = (shift, moved)
        page.close()
    assert jumped == {}
    assert late == {}
