"""Pages as reader modes, text browsers, sharing sites and mirroring programs read them."""

import json
import re

import pytest
from django.conf import settings
from django.test import Client

from partnerships.models import Agreement, City, Delegation, Event, Theme
from partnerships.period import Period
from tests.conftest import save

pytestmark = pytest.mark.django_db
INLINE = "span|a|strong|small|time|em|b|button|label"
PAGES = (
    "/ru/",
    "/ru/cities/",
    "/ru/cities/omsk/",
    "/ru/agreements/",
    "/ru/agreements/pact/",
    "/ru/delegations/visit/",
    "/ru/events/",
    "/ru/events/fair/",
    "/ru/chronology/",
    "/ru/search/?q=омск",
    "/ru/statistics/",
    "/ru/about/",
    "/ru/site-map/",
    "/ru/open-data/",
    "/ru/partners-wanted/",
)


@pytest.fixture
def register(omsk: City) -> None:
    theme = save(Theme(slug="culture", name_ru="Культура", name_en="Culture"))
    save(Agreement(slug="pact", title_ru="Соглашение", period=Period.of((2013, 5, 6)), place_ru="Омск"), cities=[omsk])
    visit = Delegation(
        slug="visit", title_ru="Визит", direction="incoming", period=Period.of((2013, 12, 10), (2013, 12, 11))
    )
    visit.place_ru = "Омск"
    save(visit, cities=[omsk], themes=[theme])
    save(
        Event(slug="fair", title_ru="Ярмарка", form="festival", period=Period.of((2014, 7)), place_ru="Омск"),
        cities=[omsk],
    )


def page(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def test_a_blank_stands_between_parts_of_one_line(client: Client, register: None) -> None:
    wrong = {}
    for address in PAGES:
        html = re.sub(r"<(script|style|svg|head)\b.*?</\1>", "", page(client, address), flags=re.DOTALL)
        if glued := re.findall(rf".{{30}}</(?:{INLINE})><(?:{INLINE})\b.{{30}}", html):
            wrong[address] = glued
    assert wrong == {}


def test_a_shared_link_has_the_title_of_its_own_page(client: Client, register: None) -> None:
    descriptions = set()
    for address in PAGES:
        html = page(client, address)
        title = re.search(r"<title>(.*?) — Реестр", html)
        shared = re.search(r'property="og:title" content="([^"]*)"', html)
        described = re.search(r'name="description" content="([^"]*)"', html)

        assert title, address
        assert shared, address
        assert described, address
        assert shared[1] == ("Города-партнёры" if address == "/ru/" else title[1]), address
        assert f'property="og:image:alt" content="{shared[1]} — ' in html, address
        assert f'property="og:description" content="{described[1]}"' in html, address
        descriptions.add(described[1])
    assert len(descriptions) == len(PAGES)


def test_dates_and_the_publication_are_found_by_machines(client: Client, register: None) -> None:
    pact, fair, visit = (
        page(client, f"/ru/{path}/") for path in ("agreements/pact", "events/fair", "delegations/visit")
    )

    assert '<time datetime="2013-05-06">6 мая 2013' in pact
    assert '<time datetime="2014-07">июль 2014' in fair
    assert '<time datetime="2013-12-10">10</time>–<time datetime="2013-12-11">11 декабря 2013</time>' in visit
    assert '<time datetime="2013-05-06">' in page(client, "/ru/chronology/")
    for html in (pact, fair, visit, page(client, "/ru/cities/omsk/")):
        published = re.search(r'property="article:published_time" content="([^"]*)"', html)
        assert published
        assert f'<time datetime="{published[1]}">' in html
        assert 'property="article:modified_time"' in html
    told = [
        json.loads(found) for found in re.findall(r'<script type="application/ld\+json">(.*?)</script>', pact + fair)
    ]
    assert [bool(one.get("datePublished") or one["subjectOf"]["datePublished"]) for one in (told[0], told[2])] == [
        True
    ] * 2


@pytest.mark.parametrize(
    ("address", "followed"),
    [
        ("/ru/events/", True),
        ("/ru/events/?page=1", True),
        ("/ru/events/?city=omsk", False),
        ("/ru/events/?city=omsk&page=1", False),
        ("/ru/cities/omsk/?order=oldest", False),
        ("/ru/search/?q=омск", False),
    ],
)
def test_a_mirror_does_not_walk_through_every_filter(
    client: Client, register: None, address: str, followed: bool
) -> None:
    assert ('<meta name="robots" content="nofollow">' not in page(client, address)) is followed


def test_a_mirror_comes_to_an_end(client: Client, register: None) -> None:
    waiting, seen = ["/ru/"], set()
    while waiting:
        address = waiting.pop()
        if address in seen:
            continue
        seen.add(address)
        response = client.get(address, headers={"accept": "text/html"})
        if response.status_code == 200 and response["Content-Type"].startswith("text/html"):
            html = response.content.decode()
            if '<meta name="robots" content="nofollow">' not in html:
                links = re.findall(r'<a [^>]*?href="([^"#]+)', html)
                waiting += [link.replace("&amp;", "&") for link in links if link.startswith("/ru/")]
                waiting += [address.partition("?")[0] + link for link in links if link.startswith("?")]
    assert {"/ru/events/fair/", "/ru/cities/omsk/"} <= seen
    assert len(seen) < 250


def test_the_data_set_of_the_catalogue_is_the_same_in_every_language(client: Client, omsk: City) -> None:
    found = [json.loads(client.get(f"/{code}/open-data/dcat.jsonld").content) for code, _name in settings.LANGUAGES]
    assert found[0] == found[1]
    assert [link["@id"] for link in found[0]["dcat:dataset"][0]["dcat:landingPage"]] == [
        "http://testserver/ru/open-data/",
        "http://testserver/en/open-data/",
    ]
