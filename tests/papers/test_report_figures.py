"""Figures of a report that nobody can count, and what a report asks for before it is made."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from partnerships.models import (
    ActionPlan,
    Agreement,
    AgreementAction,
    AnnualReport,
    City,
    Country,
    Delegation,
    Event,
    HomeCity,
    Organization,
    PartnerRequest,
)
from partnerships.papers.annual.content import report_tags, span_before, span_of
from partnerships.papers.annual.figures import REPORT_FIGURES
from partnerships.papers.annual.needs import report_needs
from partnerships.papers.annual.rows import plans_told
from partnerships.papers.declared import BY_SLUG
from partnerships.papers.making import made_docx
from partnerships.papers.paper import PaperWish
from partnerships.period import parse
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


def agreements_of(report: AnnualReport) -> list[Any]:
    return [line for section in report_tags(report).sections for line in section.agreements]


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


def test_of_an_open_beginning_no_report_knows_that_it_was_in_its_time(rich: RichRecords) -> None:
    counted, asked = count("incoming", rich.report), gaps(rich)["unpublished"].places
    for slug, public in (("until", True), ("until-hidden", False)):
        visit = Delegation(slug=slug, title_ru="До 2025", direction="incoming")
        add(visit, rich.city, when="до 2025", public=public)
    assert count("incoming", rich.report) == counted
    assert gaps(rich)["unpublished"].places == asked
    assert "head-counts" not in gaps(rich) or not any("До 2025" in str(p) for p in gaps(rich)["head-counts"].places)


def test_a_plan_of_an_open_beginning_is_told_in_each_year_that_it_may_be_carried_out(rich: RichRecords) -> None:
    for slug, when, status in (
        *(("until", "до 2024", "adopted"), ("after", "после 2012", "adopted"), ("next", "2021", "adopted")),
        *(("over", "2019", "adopted"), ("draft", "2020", "draft"), ("undated", "", "adopted")),
    ):
        save(ActionPlan(slug=slug, title_ru=slug, status=status, period=parse(when)))
    year = (date(2020, 1, 1), date(2020, 12, 31))
    assert [plan.slug for plan in plans_told(year).oldest_first()] == ["after", "until"]


def test_what_is_still_to_happen_by_the_end_of_the_time_has_not_happened(rich: RichRecords) -> None:
    (year,) = [report_of(date(2026, 1, 1), date(2026, 12, 31))]
    for kind, day in (("prolonged", "10 января 2026"), ("prolonged", "20 декабря 2026")):
        save(AgreementAction(agreement=rich.agreement, kind=kind, date=parse(day), until=parse("2040")))
    ends = save(Agreement(slug="ends", title_ru="Кончится", period=parse("2020"), in_force_until=parse("май 2026")))
    assert [count(code, year) for code in ("prolonged", "in-force", "ended")] == [1, 2, 0]
    assert {line.title: line.status for line in agreements_of(year)}[ends.title] == "Действует"
    with time_machine.travel("2027-01-12 09:00+03:00"):
        assert [count(code, year) for code in ("prolonged", "in-force", "ended")] == [2, 1, 1]
        assert {line.title: line.status for line in agreements_of(year)}[ends.title] == "Истекло"


def test_an_agreement_signed_in_the_year_is_told_though_it_binds_later(rich: RichRecords) -> None:
    later = Agreement(slug="later", title_ru="Вступит позже", period=parse("1 декабря 2025"))
    later.in_force_from = parse("2026-06")
    save(later, cities=[rich.city])
    assert count("signed", rich.report) == 1
    assert "Вступит позже" in [line.title for line in agreements_of(rich.report)]


def test_without_delegations_nobody_travelled_and_that_is_known(rich: RichRecords) -> None:
    assert count("mutual", rich.report) == count("mutual-people", rich.report) == 0
    assert count("outgoing-people", rich.report) is None  # there is one, of an unknown number


def test_pages_of_cities_and_requests_are_published_as_records_are(rich: RichRecords) -> None:
    before = REPORT_FIGURES["publications"].count((date(2026, 1, 12), date(2026, 1, 12)))
    assert before is not None
    save(City(slug="new", name_ru="Новый", country=rich.city.country, tie="contact"))
    body = Organization.objects.order_by("pk").first()
    wanted = {"organization": body, "contact": "office@example.org", "open_until": date(2026, 2, 1)}
    save(PartnerRequest(title_ru="Ищем хор", **wanted))
    save(Event(slug="hidden", title_ru="Скрытое", form="meeting"), public=False)
    found = REPORT_FIGURES["publications"].lines((date(2026, 1, 12), date(2026, 1, 12)))
    assert len(found) == before + 2
    assert {("Новый", "Город"), ("Ищем хор", "Заявка на поиск партнёра")} <= {(line.what, line.whom) for line in found}


@pytest.mark.parametrize(
    ("begins", "ends", "before"),
    [
        ("2025-02-01", "2025-02-28", ("2024-02-01", "2024-02-29")),
        ("2024-02-01", "2024-02-29", ("2023-02-01", "2023-02-28")),
        ("2025-01-01", "2025-12-31", ("2024-01-01", "2024-12-31")),
        ("2025-02-03", "2025-02-27", ("2024-02-03", "2024-02-27")),
        ("2025-02-01", "2025-04-30", ("2024-02-01", "2024-04-30")),
    ],
)
def test_the_last_day_of_a_month_stays_the_last_a_year_before(begins: str, ends: str, before: tuple[str, str]) -> None:
    report = AnnualReport(begins=date.fromisoformat(begins), ends=date.fromisoformat(ends))
    assert tuple(map(str, span_before(report))) == before


def test_a_hidden_city_is_named_in_no_figure(rich: RichRecords) -> None:
    hidden = City(slug="hidden", name_ru="Скрытый", country=rich.city.country, tie="contact")
    event = Event(slug="both", title_ru="Встреча двоих", form="meeting")
    add(event, rich.city, save(hidden, public=False))
    lines = REPORT_FIGURES["events"].lines(span_of(rich.report))
    assert not any("Скрытый" in line.whom for line in lines)
