"""Greetings in a report: the section and the figures count what left, and tell of nobody's birthday."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils.translation import override

from partnerships.browsing import counting
from partnerships.models import Birthday, City, Country, Greeting, Letter, ReportSection, SectionKind
from partnerships.papers.annual.content import report_tags, sections_in_order
from partnerships.papers.annual.needs import report_needs
from partnerships.papers.annual.tags import SectionTags
from partnerships.papers.declared import BY_SLUG
from partnerships.papers.making import made_docx
from partnerships.papers.paper import PaperWish
from tests.admin.forms.filled_form import filled
from tests.conftest import save
from tests.papers.docx_text import words_of
from tests.papers.report_records import count, year_of_records
from tests.papers.rich_records import RichRecords

pytestmark = pytest.mark.django_db


@pytest.fixture
def rich(omsk: City, country: Country) -> Iterator[RichRecords]:
    with year_of_records(omsk, country) as found:
        yield found


def send(city: City, title: str, sent_on: date | None, state: str = "sent", **more: Any) -> Greeting:
    greeting: Greeting = save(
        Greeting(city=city, title_ru=title, due_on=sent_on or date(2025, 8, 1), sent_on=sent_on, state=state, **more)
    )
    return greeting


@pytest.fixture
def greeted(rich: RichRecords) -> RichRecords:
    city = rich.city
    birthday = save(Birthday(city=city, name_ru="Березин", month=3, day=1, basis="Сайт города"))
    send(city, "День города 2025", date(2025, 8, 1), "answered", number="12-п", reply_on=date(2025, 8, 20))
    send(city, "Новый год", date(2025, 12, 31), number="90-п")
    send(city, "Рождество", date(2025, 12, 30), "answered")  # nobody wrote down when
    send(city, "Позже", date(2026, 1, 1))
    send(city, "Раньше", date(2024, 12, 31), "answered", reply_on=date(2025, 1, 9))
    send(city, "Готово и не ушло", None, "ready")
    send(city, "День рождения Березина", date(2025, 3, 1), birthday=birthday, addressee_ru="Березину")
    return rich


def told_section(rich: RichRecords) -> SectionTags:
    kinds = [row.kind for row in sections_in_order()]
    return report_tags(rich.report).sections[kinds.index(SectionKind.GREETINGS)]


def test_greetings_are_counted_as_one_counts_them_by_hand(greeted: RichRecords) -> None:
    rows = [row for row in Greeting.objects.all() if row.sent_on and row.sent_on.year == 2025 and not row.birthday_id]
    by_hand = [row for row in rows if row.state in ("sent", "answered")]
    assert count("greetings-sent", greeted.report) == len(by_hand) == 3
    answered = [row for row in by_hand if row.state == "answered"]
    assert count("greetings-answered", greeted.report) == len(answered) == 2


def test_the_section_of_greetings_tells_what_was_sent_and_nobodys_birthday(greeted: RichRecords) -> None:
    day = {"city": greeted.city, "state": "sent"}
    save(Letter(kind="thanks", title_ru="Спасибо", sent_on=date(2025, 8, 2), number="13", sent_how="post", **day))
    save(Letter(kind="invitation", title_ru="Не в этом году", sent_on=date(2026, 1, 2), **day))
    section = told_section(greeted)
    assert section.paragraphs.splitlines() == [
        "Отправлено поздравлений: 3, из них с ответом: 2.",
        "Отправлено приглашений и благодарственных писем: 1, из них с ответом: 0.",
    ]
    assert [(line.number, line.when, line.outgoing, line.title, line.answered) for line in section.letters] == [
        ("1", "1 августа 2025", "12-п", "День города 2025", "20 августа 2025"),
        ("2", "2 августа 2025", "13", "Спасибо", ""),
        ("3", "30 декабря 2025", "", "Рождество", "есть ответ"),
        ("4", "31 декабря 2025", "90-п", "Новый год", ""),
    ]
    assert {line.whom for line in section.letters} == {"Омск"}
    assert (section.letters[1].kind, section.letters[1].how) == ("Благодарственное письмо", "Почтой")
    assert count("letters-sent", greeted.report) == 1
    words = words_of(made_docx(BY_SLUG["annual-report"], greeted.report, PaperWish()))
    assert "12-п" in words
    assert "Березин" not in str(report_tags(greeted.report))
    with override("en"):
        assert told_section(greeted).letters[0].when == "1 August 2025"


def test_each_section_prints_the_rules_that_are_chosen_for_it(rich: RichRecords, office: Client) -> None:
    def rules() -> dict[str, str]:
        sections = report_tags(rich.report).sections
        return {row.kind: found.rules for row, found in zip(sections_in_order(), sections, strict=True)}

    for row in sections_in_order():
        save(row)  # a test that empties the tables may have gone before
    before = rules()
    assert "По странам" in before["cities"]
    assert (before["events"], before["incoming"]) == ("", "")
    row = ReportSection.objects.get(kind="events")
    path = f"/admin/partnerships/reportsection/{row.pk}/change/"
    office.post(path, filled(office, path, rules=["counted", "quantity"]))
    row.refresh_from_db()
    assert row.rules == ["counted", "quantity"]
    assert len(rules()["events"].splitlines()) == 2
    assert len(report_tags(rich.report).rules.splitlines()) == len(counting.RULES)
    office.post(path, {**filled(office, path), "rules": ["nonsense"]})
    row.refresh_from_db()
    assert row.rules == ["counted", "quantity"]


def test_the_figures_of_greetings_open_their_lists(greeted: RichRecords, office: Client) -> None:
    start = f"/admin/partnerships/annualreport/{greeted.report.pk}/figures"
    assert f'<a href="{start}/greetings-sent/">3</a>' in office.get(f"{start}/").content.decode()
    page = office.get(f"{start}/greetings-sent/").content.decode()
    greeting = Greeting.objects.get(number="12-п")
    assert f'<a href="/admin/partnerships/greeting/{greeting.pk}/change/">День города 2025</a>' in page
    assert "Березин" not in page
    assert "Новый год" not in office.get(f"{start}/greetings-answered/").content.decode()


def test_a_report_without_greetings_says_so(rich: RichRecords) -> None:
    section = told_section(rich)
    assert (section.paragraphs, section.letters) == ("", ())
    assert section.nothing
    (gap,) = [gap for gap in report_needs(rich.report, PaperWish()) if gap.slug == "texts"]
    assert "Поздравления" not in str(gap)
