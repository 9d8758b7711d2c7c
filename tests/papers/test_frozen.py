"""A frozen report: what was counted stays, in each language in which it was frozen and in no other."""

from collections.abc import Iterator

import pytest
from django.test import Client
from django.utils.translation import override

from partnerships.models import City, Country, Event, FrozenPaper, FrozenReport, User
from partnerships.papers.annual.freezing import freeze
from partnerships.papers.declared import BY_SLUG
from partnerships.papers.making import made_docx
from partnerships.papers.paper import PaperWish
from partnerships.papers.printing import Unprintable
from tests.conftest import at_once
from tests.papers.docx_text import words_of
from tests.papers.report_records import add, year_of_records
from tests.papers.rich_records import RichRecords

pytestmark = pytest.mark.django_db

PAPER = BY_SLUG["annual-report"]


@pytest.fixture
def rich(omsk: City, country: Country) -> Iterator[RichRecords]:
    with year_of_records(omsk, country) as found:
        yield found


@pytest.fixture
def frozen(rich: RichRecords, clerk: User) -> FrozenReport:
    with override("en"):
        return freeze(rich.report, PAPER, clerk)


def in_english(office: Client, address: str) -> str:
    """Return a page of the back office as somebody reads it who has chosen English."""
    User.objects.update(language="en")
    return office.get(address).content.decode()


def test_a_language_added_after_the_freezing_has_no_fresh_numbers(
    office: Client, rich: RichRecords, frozen: FrozenReport, strict_templates: None
) -> None:
    FrozenPaper.objects.filter(frozen=frozen, language="en").delete()
    add(Event(slug="new", title_ru="Новое", title_en="New meeting", form="meeting"), rich.city)
    with pytest.raises(Unprintable, match="без этого языка"):
        made_docx(PAPER, rich.report, PaperWish("en"))
    assert "Омск" in words_of(made_docx(PAPER, rich.report, PaperWish("ru")))

    start = f"/admin/partnerships/annualreport/{rich.report.pk}"
    answer = office.get(f"{start}/papers/annual-report/docx/", {"language": "en"}, follow=True)
    assert answer.redirect_chain == [(f"{start}/figures/", 302)]
    page = answer.content.decode()
    assert "Отчёт зафиксирован без этого языка" in page
    assert "Шаблон отдела" not in page
    answer = office.get(f"{start}/papers/annual-report/docx/", {"language": "ru"})
    assert answer.content == FrozenPaper.objects.get(language="ru").content()


def test_a_frozen_report_offers_only_the_files_that_it_keeps(
    office: Client, rich: RichRecords, frozen: FrozenReport
) -> None:
    FrozenPaper.objects.filter(frozen=frozen, language="en").delete()
    start = f"/admin/partnerships/annualreport/{rich.report.pk}"
    answer = office.get(f"{start}/papers/annual-report/", follow=True)
    assert answer.redirect_chain == [(f"{start}/figures/", 302)]
    assert [paper.language for paper in answer.context["papers"]] == ["ru"]


def test_the_list_behind_a_figure_is_frozen_in_every_language(
    office: Client, rich: RichRecords, frozen: FrozenReport
) -> None:
    with at_once():
        rich.visit.title_ru = rich.visit.title_en = "Changed"
        rich.visit.save()
    address = f"/admin/partnerships/annualreport/{rich.report.pk}/figures/incoming/"
    page = office.get(address).content.decode()
    assert "Омск</td>" in page
    assert "3–4 сентября 2025" in page
    page = in_english(office, address)
    assert "Omsk</td>" in page
    assert "3–4 September 2025" in page
    assert "Changed" not in page


def test_lines_that_were_frozen_in_one_language_are_still_shown(
    office: Client, rich: RichRecords, frozen: FrozenReport
) -> None:
    for figure in frozen.content["figures"].values():
        figure["lines"] = figure["lines"]["en"]
    frozen.save(update_fields=["content"])
    address = f"/admin/partnerships/annualreport/{rich.report.pk}/figures/incoming/"
    assert "3–4 September 2025" in office.get(address).content.decode()


def test_lines_of_a_language_added_later_are_those_of_the_first(
    office: Client, rich: RichRecords, frozen: FrozenReport
) -> None:
    for figure in frozen.content["figures"].values():
        del figure["lines"]["en"]
    frozen.save(update_fields=["content"])
    address = f"/admin/partnerships/annualreport/{rich.report.pk}/figures/incoming/"
    assert "3–4 сентября 2025" in in_english(office, address)


def test_figures_keep_their_order_when_a_database_sorts_them(
    office: Client, rich: RichRecords, frozen: FrozenReport
) -> None:
    kept = frozen.content["figures"]
    usual = list(kept)
    frozen.content["figures"] = dict(sorted({**kept, "a-former-one": {"count": 4, "lines": []}}.items()))
    frozen.save(update_fields=["content"])
    figures = office.get(f"/admin/partnerships/annualreport/{rich.report.pk}/figures/").context["figures"]
    assert [line.code for line, _address in figures] == [*usual, "a-former-one"]
