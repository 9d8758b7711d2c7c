"""How the ties are: each figure is the length of its list, at the same number of queries for any number of cities."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from partnerships.browsing.tie_health import FIGURES, rows_behind, tie_healths
from partnerships.history import revisions
from partnerships.models import ActionPlan, Agreement, City, Commitment, Country, Delegation, Greeting, Letter, PlanItem
from partnerships.period import Period
from tests.conftest import at_once, save

pytestmark = pytest.mark.django_db
TODAY = date(2026, 12, 1)


def visit(slug: str, direction: str, year: int, **more: Any) -> Delegation:
    return Delegation(slug=slug, title_ru=slug, direction=direction, period=Period.of((year, 6, 3)), **more)


@pytest.fixture
def busy(omsk: City) -> City:
    """A city with something behind each figure, and beside it what does not count."""
    came = save(visit("in", "incoming", 2025), cities=[omsk])
    for state in ("open", "kept", "dropped"):
        save(Commitment(record=came, what="Прислать книги", state=state))
    save(visit("in-2", "incoming", 2023), cities=[omsk])
    save(visit("long-ago", "incoming", 2015), cities=[omsk])
    save(visit("off", "incoming", 2025, status="cancelled"), cities=[omsk])
    save(visit("ahead", "incoming", 2027), cities=[omsk])
    save(visit("out", "outgoing", 2024), cities=[omsk])
    term = {"period": Period.of((2020, 1, 1)), "in_force_until": Period.of((2027, 1, 31))}
    save(Agreement(slug="ends", title_ru="Соглашение", review_on="2026-12", **term), cities=[omsk])
    plan = save(ActionPlan(slug="p", title_ru="План", period=Period.of((2026,))), cities=[omsk])
    for due in ("2026-03", "2026-12"):
        save(PlanItem(plan=plan, activity_ru="Ярмарка", due=due))
    for sent_on in (date(2026, 8, 1), date(2026, 11, 20)):
        save(Greeting(city=omsk, title_ru="День города", due_on=sent_on, state="sent", sent_on=sent_on))
        for kind in ("invitation", "thanks"):  # nobody owes an answer to thanks
            save(Letter(kind=kind, city=omsk, title_ru="Письмо", state="sent", sent_on=sent_on))
    return omsk


def test_each_figure_is_the_length_of_its_list(busy: City) -> None:
    (tie,) = tie_healths(TODAY, FIGURES)
    assert tie.figures == {
        "received": 2,
        "sent": 1,
        "overdue": 1,
        "ending": 1,
        "review": 1,
        "promised": 1,
        "unanswered": 1,
        "invitations": 1,
    }
    assert {figure.name: rows_behind(busy, figure, TODAY).count() for figure in FIGURES} == tie.figures
    assert (tie.last_contact, tie.balance, tie.owed) == (date(2025, 6, 3), 1, 4)
    (tie,) = tie_healths(TODAY, FIGURES, years=2)
    assert (tie.figures["received"], tie.figures.get("sent", 0)) == (1, 0)


def test_ended_ties_are_no_concern_and_new_ones_have_met_nobody(country: Country) -> None:
    save(City(slug="new", name_ru="Новый", country=country, tie="contact"))
    ended = save(City(slug="old", name_ru="Старый", country=country, tie="contact"))
    with at_once():
        ended.tie_steps.model(city=ended, kind="ended").save()
    (tie,) = tie_healths(TODAY, FIGURES)
    assert (str(tie.city), tie.last_contact, tie.days_since, tie.owed) == ("Новый", None, None, 0)


def test_of_several_days_the_last_that_has_come_was_the_contact(omsk: City) -> None:
    days = Period.several([(2026, 3, 2), (2026, 12, 20)])
    save(Delegation(slug="twice", title_ru="Два дня", direction="incoming", period=days), cities=[omsk])
    (tie,) = tie_healths(TODAY, FIGURES)
    assert (tie.last_contact, tie.days_since) == (date(2026, 3, 2), 274)
    save(Delegation(slug="goes-on", title_ru="Идёт", direction="mutual", period=Period.until((2030,))), cities=[omsk])
    (tie,) = tie_healths(TODAY, FIGURES)
    assert tie.last_contact == TODAY


def test_of_an_open_beginning_nobody_knows_the_year_in_which_it_counts(omsk: City) -> None:
    visit = Delegation(slug="until", title_ru="До 2024", direction="incoming", period=Period.until((2024,)))
    save(visit, cities=[omsk])
    (tie,) = tie_healths(TODAY, FIGURES)
    assert tie.figures.get("received", 0) == 0


def test_the_list_asks_the_same_for_one_city_and_for_thirty(
    busy: City, country: Country, django_assert_num_queries: Any
) -> None:
    for size in (1, 30):
        with at_once():
            for number in range(1, size):
                City(slug=f"c{number}", name_ru=f"Г{number}", country=country, tie="contact").save()
        revisions.register_version()
        with django_assert_num_queries(11):
            assert len([(str(tie.city), tie.owed, tie.city.group) for tie in tie_healths(TODAY, FIGURES)]) == size


def test_the_head_sorts_and_narrows_and_opens_what_is_behind(office: Client, busy: City, country: Country) -> None:
    save(City(slug="abakan", name_ru="Абакан", country=country, tie="contact"))
    address = "/admin/partnerships/city/ties/"

    def names(query: str) -> list[str]:
        return [str(line["tie"].city) for line in office.get(address + query).context["lines"]]

    assert names("") == ["Абакан", "Омск"]
    assert names("?order=owed") == names("?order=received") == ["Омск", "Абакан"]
    assert names("?owed=on") == ["Омск"]
    assert names("?silent=5") == ["Абакан"]
    assert names("?order=nonsense") == ["Абакан", "Омск"]
    term = {"in_force_until": Period.of((2027, 1, 31))}
    save(Agreement(slug="undated", title_ru="Без даты", review_on="2026-12", **term), cities=[busy])
    page = office.get(f"/admin/partnerships/city/{busy.pk}/tie/")
    assert {figure.name: len(lines) for figure, lines in page.context["parts"]}["review"] == 2
    assert all(link for _figure, lines in page.context["parts"] for _name, _date, link in lines)
