"""The register of agreements as it stood on a day: nothing in it is of later."""

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine

from partnerships.models import ActionPlan, Agreement, AgreementAction, City
from partnerships.papers.declared import BY_SLUG
from partnerships.papers.making import about_whom
from partnerships.papers.paper import PaperWish
from partnerships.period import parse
from tests.conftest import at_once, save
from tests.papers.rich_records import RichRecords, make_rich_records

pytestmark = pytest.mark.django_db


@pytest.fixture
def rich(omsk: City) -> Iterator[RichRecords]:
    with time_machine.travel("2026-01-12 09:00+03:00"):
        yield make_rich_records(omsk)


def register_on(day: str) -> Any:
    paper, wish = BY_SLUG["register"], PaperWish(day=parse(day).start)
    return paper.fill(about_whom(paper, None, wish), wish).agreements


def test_an_action_after_the_day_is_not_in_the_register(rich: RichRecords) -> None:
    with at_once():
        AgreementAction(agreement=rich.agreement, kind="amended", note_ru="без даты").save()
        AgreementAction(agreement=rich.agreement, kind="amended", date=parse("2014"), note_ru="примерно").save()
    for day, prolonged, roughly in (
        ("4 мая 2018", False, True),
        ("5 мая 2018", True, True),
        ("31 декабря 2013", False, False),
    ):
        (line,) = register_on(day)
        assert ("5 мая 2018" in line.actions) == prolonged, day
        assert ("примерно" in line.actions) == roughly, day
        assert "без даты" in line.actions, day


def test_an_agreement_signed_after_the_day_is_not_in_the_register(rich: RichRecords) -> None:
    with at_once():
        for slug, when in (("later", "6 июня 2020"), ("undated", "")):
            agreement: Any = Agreement(slug=slug, title_ru=slug, form="agreement")
            agreement.period = parse(when)
            save(agreement, cities=[rich.city])
    assert [line.title for line in register_on("5 июня 2020")][1:] == ["undated"]
    assert [line.title for line in register_on("6 июня 2020")][1:] == ["later", "undated"]
    (extract,) = (BY_SLUG["extract"].fill(rich.agreement, PaperWish(day=parse("1 мая 2018").start)),)
    assert "5 мая 2018" not in extract.agreement.actions


def test_what_ended_it_and_plans_of_later_are_not_in_the_register_of_a_day(rich: RichRecords) -> None:
    with at_once():
        rich.agreement.end_reason = "Расторгнуто сторонами"
        save(rich.agreement)
        AgreementAction(agreement=rich.agreement, kind="terminated", date=parse("1 июня 2020")).save()
        for slug, when in (("p19", "2019"), ("p21", "2021"), ("p27", "2027")):
            plan: Any = ActionPlan(slug=slug, title_ru=f"План {when}", carries_out=rich.agreement)
            plan.period = parse(when)
            save(plan)
    for day, ended, plans in (
        ("31 мая 2020", False, {"План 2019"}),
        ("2 июня 2020", True, {"План 2019"}),
        ("12 января 2026", True, {"План 2019", "План 2021", "План 2027"}),  # today, when that one is adopted
    ):
        (line,) = register_on(day)
        wish = PaperWish(day=parse(day).start)
        extract = BY_SLUG["extract"].fill(Agreement.objects.get(pk=rich.agreement.pk), wish).agreement
        assert (line.note, line.status, line.plans) == (extract.note, extract.status, extract.plans), day
        assert (line.note != "") == ended, day
        assert (line.status == "Расторгнуто") == ended, day
        assert {name for name in ("План 2019", "План 2021", "План 2027") if name in line.plans} == plans, day
