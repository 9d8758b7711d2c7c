"""The report of a period: figures equal their lists and the public statistics, and what is frozen stays."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from partnerships.browsing import statistics
from partnerships.models import AnnualReport, City, Country, Event, FrozenPaper, User
from partnerships.papers.annual.content import report_tags, sections_in_order, span_of
from partnerships.papers.annual.figures import FIGURES_OF_REPORT
from partnerships.papers.annual.freezing import freeze
from partnerships.papers.declared import BY_SLUG
from partnerships.papers.making import made_docx, shipped_template
from partnerships.papers.paper import PaperWish
from partnerships.papers.printing import print_paper
from partnerships.text.translated import CODES
from tests.admin.test_rights_matrix import signed_in
from tests.conftest import at_once, save
from tests.papers.docx_text import words_of
from tests.papers.report_records import add, count, year_of_records
from tests.papers.rich_records import RichRecords
from tests.staff.test_rights import person

pytestmark = pytest.mark.django_db

PAPER = BY_SLUG["annual-report"]


@pytest.fixture
def rich(omsk: City, country: Country) -> Iterator[RichRecords]:
    with year_of_records(omsk, country) as found:
        yield found


def test_each_figure_is_as_long_as_its_list(rich: RichRecords) -> None:
    counted = {}
    for figure in FIGURES_OF_REPORT:
        found, lines = figure.count(span_of(rich.report)), figure.lines(span_of(rich.report))
        assert sum(line.number for line in lines) == (found or 0), figure.code
        counted[figure.code] = found
    assert counted["incoming"] == 3  # one of Omsk, one with two cities; the hidden one is not counted
    assert (counted["incoming-home"], counted["incoming-abroad"]) == (2, 1)
    assert counted["incoming-people"] == 17
    assert counted["outgoing-people"] is None  # nobody knows, which is not 0
    assert (counted["active"], counted["countries"]) == (2, 2)
    assert (counted["plan-items"], counted["plan-done"]) == (3, 1)
    assert (counted["in-force"], counted["signed"]) == (1, 0)


def test_figures_are_those_of_the_public_statistics(rich: RichRecords) -> None:
    (row,) = [row for row in statistics.by_year() if row.label == "2025"]
    for code, column in (("incoming", "incoming"), ("outgoing", "outgoing"), ("events", "events")):
        assert count(code, rich.report) == row.counts[column], code


def test_an_unknown_number_is_said_to_be_unknown(rich: RichRecords) -> None:
    text = words_of(made_docx(PAPER, rich.report, PaperWish("ru")))
    assert "н/д" in text
    assert "Год прошёл хорошо. [ru]" in text
    assert "Минфин R&D" in text
    assert "Опубликовано страниц на сайте" in text
    assert "Не было." in text


def test_sections_are_the_departments_own(rich: RichRecords) -> None:
    sections = {row.kind: row for row in sections_in_order()}
    assert len(sections) == 14
    with at_once():
        sections["themes"].is_included = False
        for at, row in enumerate(sections.values(), 1):
            row.order = at
        sections["tasks"].heading_ru, sections["tasks"].order = "Планы на 2026 год", 0
        for row in sections.values():
            row.save()
    headings = [section.heading for section in report_tags(rich.report).sections]
    assert headings[0] == "Планы на 2026 год"
    assert "По направлениям сотрудничества" not in headings
    assert len(headings) == 13


def test_what_is_frozen_is_printed_the_same_after_everything_changed(rich: RichRecords, clerk: User) -> None:
    frozen = freeze(rich.report, PAPER, clerk)
    before = {code: made_docx(PAPER, rich.report, PaperWish(code)) for code in CODES}

    with at_once():
        rich.visit.title_ru, rich.visit.head_count = "Другое название", 1
        rich.visit.save()
    add(Event(slug="new", title_ru="Новое", form="meeting"), rich.city)

    assert {code: made_docx(PAPER, rich.report, PaperWish(code)) for code in CODES} == before
    for code in CODES:
        again = print_paper(
            shipped_template(PAPER, code),
            frozen.content["languages"][code],
            "Годовой отчёт" if code == "ru" else str(PAPER.label),
            frozen.frozen_at,
        )
        assert words_of(again) == words_of(before[code])
    assert frozen.content["figures"]["incoming-people"]["count"] == 17


def test_a_save_of_a_colleague_is_what_is_frozen(rich: RichRecords, clerk: User) -> None:
    stale = AnnualReport.objects.get(pk=rich.report.pk)
    with at_once():
        rich.report.addressee_ru = "Правительство края"
        rich.report.save()
    frozen = freeze(stale, PAPER, clerk)
    assert frozen.content["languages"]["ru"]["addressee"] == "Правительство края"
    assert AnnualReport.objects.get(pk=stale.pk).addressee_ru == "Правительство края"


def test_what_came_after_the_frozen_report_is_marked_and_named(rich: RichRecords, clerk: User) -> None:
    freeze(rich.report, PAPER, clerk)
    add(Event(slug="new", title_ru="Поздняя встреча", form="meeting"), rich.city)
    again = save(AnnualReport(begins=date(2025, 1, 1), ends=date(2025, 12, 31)))
    events = next(section for section in report_tags(again).sections if section.events).events
    assert [event.number for event in events] == ["1", "2*"]

    later = save(AnnualReport(begins=date(2026, 1, 1), ends=date(2026, 12, 31)))
    assert "Поздняя встреча" in report_tags(later).late
    assert "12 января 2026" in report_tags(later).mark


def test_from_nothing_to_frozen_and_signed(office: Client, rich: RichRecords, strict_templates: None) -> None:
    start = f"/admin/partnerships/annualreport/{rich.report.pk}"
    assert f"{start}/figures/" in office.get(f"{start}/change/").content.decode()
    page = office.get(f"{start}/figures/").content.decode()
    assert f'<a href="{start}/figures/incoming/">3</a>' in page
    assert "Скрытая" in page
    listed = office.get(f"{start}/figures/incoming/").content.decode()
    assert listed.count("Гости двух городов") == 2

    office.post(f"{start}/figures/", {"freeze": "1"})
    office.post(f"{start}/figures/", {"signed": SimpleUploadedFile("signed.pdf", b"%PDF-1.4\n%%EOF")})

    papers = FrozenPaper.objects.all()
    assert [paper.language for paper in papers if not paper.is_signed] == list(CODES)
    page = office.get(f"{start}/figures/").content.decode()
    for paper in papers:
        address = f"{start}/frozen/{paper.pk}/"
        assert address in page
        assert office.get(address).content == paper.content()
    assert office.get(f"{start}/change/").context["has_change_permission"] is False
    office.post(f"{start}/delete/", {"post": "yes"})
    assert AnnualReport.objects.filter(pk=rich.report.pk).exists()


def test_the_head_freezes_and_the_editor_does_not(rich: RichRecords) -> None:
    address = f"/admin/partnerships/annualreport/{rich.report.pk}/figures/"
    assert signed_in(person("editor")).post(address, {"freeze": "1"}).status_code == 403
    assert signed_in(person("head")).post(address, {"freeze": "1"}).status_code == 302
    assert rich.report.kept is not None
