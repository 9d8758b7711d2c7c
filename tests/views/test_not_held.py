"""The page of a visit that has not taken place says of nobody that they came, and of no number that it travelled."""

from datetime import date, time

import pytest
from django.test import Client

from partnerships.models import ActionPlan, Agreement, City, Delegation, Event, Participant, ProgrammeItem
from partnerships.period import Period
from tests.conftest import at_once, save

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("strict_templates")]


@pytest.mark.parametrize("status", ["held", "planned", "cancelled", "postponed", "invited"])
def test_who_came_is_said_of_what_took_place(client: Client, status: str) -> None:
    visit = Delegation(slug="v", title_ru="Визит", title_en="Visit", direction="incoming", status=status, head_count=5)
    visit.period = Period.of((2019, 5, 8) if status != "planned" else (2998, 5, 8))
    save(visit)
    with at_once():
        for role, name in (("member", "Anna"), ("host", "Boris")):
            Participant(record=visit, role=role, name_en=name, name_ru=name, is_public=True).save()
    page = client.get("/en/delegations/v/").content.decode()
    happened = status == "held"
    for said, otherwise in (
        ("Who came", "Members of the delegation"),
        ("Who received them", "Receiving side"),
        ("People who travelled", "Number of people"),
    ):
        assert (said in page) == happened
        assert (otherwise in page) == (not happened)


def test_other_records_are_named_with_how_they_stand(client: Client, omsk: City) -> None:
    forum = save(Event(slug="f", title_ru="Форум", form="forum", status="cancelled"))
    over = save(
        Agreement(slug="a", title_ru="Соглашение", in_force_until=Period.of((2014,)), period=Period.of((2012,)))
    )
    visit = Delegation(slug="v", title_ru="Визит", direction="incoming", host_event=forum, carries_out=over)
    save(visit, cities=[omsk])
    page = client.get("/en/delegations/v/").content.decode()
    assert page.count('class="standing standing-cancelled"') == page.count('class="standing standing-expired"') == 1
    save(Event(slug="p", title_ru="Часть", form="meeting", part_of=forum))
    page = client.get("/en/events/p/").content.decode()
    assert 'class="standing standing-cancelled"' in page.partition("<dt>Part of</dt>")[2].partition("</dd>")[0]
    save(ActionPlan(slug="l", title_ru="План", carries_out=over))
    page = client.get("/en/plans/l/").content.decode()
    assert (
        'class="standing standing-expired"' in page.partition("<dt>Under the agreement</dt>")[2].partition("</dd>")[0]
    )


def test_online_nobody_travels(client: Client) -> None:
    save(Delegation(slug="v", title_ru="Встреча", direction="online", head_count=300))
    page = client.get("/ru/delegations/v/").content.decode()
    assert "<dt>Участников</dt><dd>300</dd>" in page


def test_the_programme_of_a_page_goes_by_the_hour_and_not_as_it_was_typed(client: Client) -> None:
    visit = save(Delegation(slug="v", title_ru="Визит", direction="incoming"))
    typed = (("Ужин", 1, 19), ("Завтрак", 1, 8), ("Отъезд", 2, 7), ("Не решено", None, None), ("Обед", 1, 13))
    for at, (activity, day, hour) in enumerate(typed):
        when = {"day": day and date(2019, 5, day), "starts": hour and time(hour)}
        save(ProgrammeItem(delegation=visit, activity_ru=activity, order=at, **when))
    page = client.get("/ru/delegations/v/").content.decode()
    places = [page.index(activity) for activity in ("Завтрак", "Обед", "Ужин", "Отъезд", "Не решено")]
    assert places == sorted(places)
    assert page.count('class="programme-day"') == 2
