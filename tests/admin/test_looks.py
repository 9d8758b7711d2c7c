"""How the screens name things: the record first, one search, one button for downloads, help at every form."""

import re
from datetime import date, time

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from partnerships.admin.home import guide
from partnerships.models import City, Delegation, ProgrammeItem, User
from partnerships.models.delegation import ProgrammeItemState
from partnerships.period import Period
from tests.conftest import save


def page(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return str(answer.content.decode())


def test_the_large_heading_of_a_form_is_the_name_and_its_kind_is_small(office: Client, omsk: City) -> None:
    content = page(office, f"/admin/partnerships/city/{omsk.pk}/change/")

    assert re.findall(r"<h1>(.*?)</h1>", content) == ["Омск"]
    way = '<a href="/admin/guide/#[a-z-]+" target="_blank">Как заполнять <span>\\(в новой вкладке\\)</span></a>'
    assert re.search(f'<p class="titles-kind">Город {way}</p>', content)


@pytest.mark.parametrize("language", ["ru", "en"])
def test_every_form_leads_to_its_part_of_the_guide(office: Client, clerk: User, language: str) -> None:
    clerk.language = language
    clerk.save()
    anchors = set(re.findall(r'<h2 id="([^"]+)"', page(office, "/admin/guide/")))

    assert len(anchors) == (guide.DOCS / f"guide.{language}.md").read_text().count("\n## ")
    own = [model._meta for model in admin.site._registry if model._meta.app_label == "partnerships"]
    assert {guide.anchor_of(str(meta.model_name)) for meta in own} <= anchors
    for name in ("delegation", "city", "organization", "user"):
        content = page(office, reverse(f"admin:partnerships_{name}_add"))
        assert re.search(r'<p class="titles-kind"> <a href="/admin/guide/#[a-z-]+" target="_blank">', content), name


@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_guide_shows_its_pictures_and_the_table_of_rights(office: Client, clerk: User, language: str) -> None:
    clerk.language = language
    clerk.save()
    content = page(office, "/admin/guide/")

    assert len(re.findall(rf'<img src="/static/guide/{language}-[a-z]+\.webp"', content)) == 7
    assert 'href="/admin/guide/rights/"' in content
    assert ".md" not in content
    assert "<table>" in page(office, "/admin/guide/rights/")
    assert 'href="/admin/guide/first-hour/"' in content
    hour = page(office, "/admin/guide/first-hour/")
    title, column = {"ru": ("Первый час", "Страна"), "en": ("The first hour", "Country")}[language]
    assert f"<h1>{title}</h1>" in hour
    assert f"<strong>{column} " in hour


@pytest.mark.parametrize(
    "path", ["/admin/", "/admin/partnerships/delegation/", "/admin/search/", "/admin/translations/"]
)
def test_a_screen_has_one_search_box(office: Client, omsk: City, path: str) -> None:
    boxes = re.findall(r'<input type="(?:search|text)"[^>]*name="q"|<input type="search"', page(office, path))
    assert len(boxes) == 1


def test_the_search_above_a_list_looks_there_under_its_filters_or_everywhere(office: Client, omsk: City) -> None:
    content = page(office, "/admin/partnerships/delegation/?status__exact=held&q=абв")
    form = re.findall(r'<form class="office-search".*?</form>', content, re.DOTALL)[0]

    assert "action=" not in form.split(">")[0]
    assert 'value="абв"' in form
    assert '<input type="hidden" name="status__exact" value="held">' in form
    assert 'formaction="/admin/search/"' in form


def test_headings_of_filters_begin_with_a_capital_and_tables_wait_under_download(office: Client, omsk: City) -> None:
    content = page(office, "/admin/partnerships/delegation/")
    headings = [words.strip() for words in re.findall(r"<summary>(.*?)</summary>", content, re.DOTALL)]

    assert "Состояние" in headings
    assert "Скачать" in headings
    assert [words for words in headings if not words[:1].isupper()] == []
    tools = re.findall(r'<details class="download">.*?</details>', content, re.DOTALL)
    assert re.findall(r"format=(\w+)", tools[0]) == ["xlsx", "csv"]


@pytest.mark.parametrize(
    ("language", "days", "times"),
    [
        ("ru", ["3 сентября", "4 сентября"], ["9.00–9.30", "14.05"]),
        ("en", ["3 September", "4 September"], ["9:00–9:30", "14:05"]),
    ],
)
def test_the_public_programme_names_each_day_once_and_times_as_people_write_them(
    client: Client, omsk: City, language: str, days: list[str], times: list[str]
) -> None:
    visit = Delegation(slug="omsk-2026", title_ru="Делегация Омска", direction="incoming")
    visit.period = Period.of((2026, 9, 3), (2026, 9, 4))
    save(visit, cities=[omsk])
    for day, starts, ends in ((3, time(9), time(9, 30)), (3, None, None), (4, time(14, 5), None)):
        item = ProgrammeItem(delegation=visit, day=date(2026, 9, day), starts=starts, ends=ends, activity_ru="Приём")
        save(item, public=False)

    content = page(client, f"/{language}/delegations/omsk-2026/")

    assert re.findall(r'<h3 class="programme-day">(.*?)</h3>', content) == days
    assert re.findall(r'<span class="programme-time">(.*?)</span>', content) == times


@pytest.mark.parametrize(
    ("language", "words"), [("ru", ["Перенесено:", "Отменено:"]), ("en", ["Moved:", "Cancelled:"])]
)
def test_the_public_programme_says_what_was_moved_or_cancelled(
    client: Client, omsk: City, language: str, words: list[str]
) -> None:
    visit = Delegation(slug="omsk-2026", title_ru="Делегация Омска", direction="incoming")
    save(visit, cities=[omsk])
    for number, state in enumerate(ProgrammeItemState):
        save(ProgrammeItem(delegation=visit, activity_ru="Приём", state=state, order=number), public=False)

    programme = page(client, f"/{language}/delegations/omsk-2026/").split('class="rows programme"')[1].split("</ul>")[0]

    assert re.findall(r"<strong>(.*?)</strong>", programme) == words


def test_nothing_offers_a_second_home_city(office: Client) -> None:
    page = office.get("/admin/partnerships/homecity/add/").content.decode()
    assert 'name="_continue"' in page
    assert "_addanother" not in page
