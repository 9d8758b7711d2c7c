"""Figures of a report that nobody can count, and what a report asks for before it is made."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from partnerships.models import AnnualReport, City, Country, Event, HomeCity
from partnerships.papers.annual.content import report_tags, span_of
from partnerships.papers.annual.figures import REPORT_FIGURES
from partnerships.papers.annual.needs import report_needs
from partnerships.papers.declared import BY_SLUG
from partnerships.papers.making import made_docx
from partnerships.papers.paper import PaperWish
from tests.conftest import at_once, save
from tests.papers.report_records import add, count, report_of, year_of_records
from tests.papers.rich_records import RichRecords

pytestmark = pytest.mark.django_db


@pytest.fixture
def rich(omsk: City, country: Country) -> Iterator[RichRecords]:
    with year_of_records(omsk, country) as found:
        yield found


def without_country() -> HomeCity:
    home: Any = HomeCity.objects.current()
    with at_once():
        home.country_code = ""
        home.save()
    return home


def gaps(rich: RichRecords, language: str = "ru") -> dict[str, Any]:
    return {gap.slug: gap for gap in report_needs(rich.report, PaperWish(language))}


def test_without_our_country_nobody_knows_what_is_abroad(rich: RichRecords) -> None:
    assert "country" not in gaps(rich)
    without_country()
    for code in ("incoming-abroad", "incoming-home"):
        assert count(code, rich.report) is None, code
        assert REPORT_FIGURES[code].lines((rich.report.begins, rich.report.ends)) == [], code
    facts = {line.code: line.fact for section in report_tags(rich.report).sections for line in section.figures}
    assert (facts["incoming"], facts["incoming-abroad"], facts["incoming-home"]) == ("3", "н/д", "н/д")


def test_a_country_that_is_not_written_down_is_asked_for_in_its_form(
    rich: RichRecords, office: Client, strict_templates: None
) -> None:
    home = without_country()
    form = f"/admin/partnerships/homecity/{home.pk}/change/"
    assert gaps(rich)["country"].places[0].address == f"{form}#id_country_code"
    page = office.get(f"/admin/partnerships/annualreport/{rich.report.pk}/papers/annual-report/").content.decode()
    assert f'href="{form}#id_country_code"' in page
    assert 'change/#id_country_code">Не указана' not in page.replace(form, "")
    assert 'name="country_code"' in office.get(form).content.decode()


def test_a_register_without_a_home_city_asks_for_one(omsk: City) -> None:
    report: Any = report_of(date(2025, 1, 1), date(2025, 12, 31))
    assert count("incoming-abroad", report) is None
    places = {gap.slug: gap.places for gap in report_needs(report, PaperWish())}
    assert places["country"][0].address == "/admin/partnerships/homecity/add/#id_country_code"


def test_the_addressee_is_asked_for_at_its_field(rich: RichRecords, office: Client) -> None:
    with at_once():
        for name in ("addressee_ru", "addressee_en", "addressee_de", "addressee_fr"):
            setattr(rich.report, name, "")
        rich.report.save()
    page = office.get(f"/admin/partnerships/annualreport/{rich.report.pk}/change/").content.decode()
    for language in ("ru", "en"):
        anchor = gaps(rich, language)["addressee"].anchor
        assert anchor == f"id_addressee_{language}"
        assert f'id="{anchor}"' in page


def test_the_report_asks_as_much_for_three_cities_as_for_thirty(rich: RichRecords) -> None:
    asked = []
    for more in (3, 27):
        with at_once():
            for number in range(more):
                city = City(
                    slug=f"c{more}-{number}", name_ru=f"Город {number}", country=rich.city.country, tie="contact"
                )
                add(Event(slug=f"e{more}-{number}", title_ru="Встреча", form="meeting"), save(city))
        report = AnnualReport.objects.get(pk=rich.report.pk)
        with CaptureQueriesContext(connection) as queries:
            made_docx(BY_SLUG["annual-report"], report, PaperWish())
        asked.append(len(queries))
    assert asked[0] == asked[1]


def test_a_hidden_city_is_named_in_no_figure(rich: RichRecords) -> None:
    hidden = City(slug="hidden", name_ru="Скрытый", country=rich.city.country, tie="contact")
    event = Event(slug="both", title_ru="Встреча двоих", form="meeting")
    add(event, rich.city, save(hidden, public=False))
    lines = REPORT_FIGURES["events"].lines(span_of(rich.report))
    assert not any("Скрытый" in line.whom for line in lines)
