"""What is part of a visit or an event that did not take place did not take place either, wherever it is told."""

from datetime import timedelta
from itertools import product
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone, translation

from partnerships.history import revisions
from partnerships.models import Agreement, Award, City, Delegation, Event, Figure, Participant, Record
from partnerships.models.delegation import DelegationStatus
from partnerships.models.occurrence import OccurrenceStatus
from partnerships.models.publication import State
from partnerships.period import Period
from partnerships.readiness import gaps_of
from partnerships.standing import AHEAD, HAPPENED, OccurrenceStanding
from tests.conftest import at_once, save
from tests.standing import states
from tests.standing.test_rule import DAY, narrowed_like, told_by_rows

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("strict_templates")]

SPANS = (Period(), Period.of((2020,)), states.days(DAY, -1, -1), states.days(DAY, 1, 1))


def test_a_part_of_what_did_not_take_place_did_not_take_place_either() -> None:
    wholes: dict[str, Any] = {}
    with at_once():
        for number, (status, period) in enumerate(product(DelegationStatus.values, SPANS)):
            whole = Delegation(slug=f"v{number}", title_ru="Визит", direction="incoming", status=status)
            whole.period = period
            save(whole)
            for own in OccurrenceStatus.values:
                part = Event(slug=f"e{number}{own}", title_ru="Встреча", form="meeting", status=own, part_of=whole)
                part.period = period
                wholes[save(part).slug] = whole
    for day in (DAY, DAY - timedelta(days=400)):
        said = {part.pk: part.standing_on(day) for part in Event.objects.all()}
        assert told_by_rows(Event, day) == said
        assert {pk: told_by_rows(Record, day)[pk] for pk in said} == said
        for part in Event.objects.all():
            stands = wholes[part.slug].standing_on(day)
            if stands in ("cancelled", "postponed", "invited", "unconfirmed"):
                assert said[part.pk] in (stands, "cancelled", "postponed"), (part.slug, stands)
            assert stands in HAPPENED or said[part.pk] not in HAPPENED or stands in AHEAD
    narrowed_like(told_by_rows(Record, DAY), OccurrenceStanding.values)


def test_a_part_counts_nowhere_and_says_why_everywhere(client: Client, omsk: City) -> None:
    whole = Delegation(slug="v", title_ru="Визит", title_en="Stay", direction="incoming")
    whole.period = states.days(timezone.localdate(), -9, -7)
    save(whole, cities=[omsk])
    part = Event(slug="e", title_ru="Встреча", title_en="Talks", form="meeting", part_of=whole, outcome_en="Agreed")
    part.period = whole.period
    save(part, cities=[omsk])
    with at_once():
        Award(record=part, degree="prize_1").save()
        Figure(record=part, what="visitors", value=20).save()
    assert client.get("/en/").context["totals"]["events"] == 1
    page = client.get("/en/events/e/").content.decode()
    assert all(title in page for title in (">Outcome<", ">Awards<", "In figures"))
    assert ">What it included<" in client.get("/en/delegations/v/").content.decode()

    revisions.update([whole], by=None, reason="x", status="cancelled")

    assert client.get("/en/").context["totals"]["events"] == 0
    assert client.get("/en/events/?standing=held").context["listing"].page.paginator.count == 0
    assert client.get("/en/cities/omsk/").context["story"].figures == {}
    told = client.get("/api/v1/events/e").json()
    assert told["standing"] == told["status"] == "cancelled"
    assert Record.objects.get(slug="e").standing == "cancelled"
    page = client.get("/en/events/e/").content.decode()
    assert "It was cancelled and did not take place." in page
    assert all(t in page for t in (">Outcome that was planned<", ">Awards that were planned<", "Planned figures"))
    page = client.get("/en/delegations/v/").content.decode()
    assert ">What it was to include<" in page
    assert page.count("standing-cancelled") == 3


@pytest.mark.parametrize("state", [State.DRAFT, State.IN_REVIEW, State.WITHDRAWN, "scheduled"])
def test_a_whole_that_nobody_sees_says_nothing_of_its_parts(client: Client, omsk: City, state: str) -> None:
    whole = Delegation(slug="v", title_ru="Визит", direction="incoming", status="cancelled")
    if state == "scheduled":
        whole.publish_at = timezone.now() + timedelta(days=1)
    save(whole, cities=[omsk])
    part = Event(slug="e", title_ru="Встреча", title_en="Talks", form="meeting", part_of=whole)
    save(part, cities=[omsk])
    if state != "scheduled":
        revisions.update([whole], by=None, reason="x", state=state)
    assert client.get("/en/").context["totals"]["events"] == 1
    assert "It was cancelled" not in client.get("/en/events/e/").content.decode()
    assert client.get("/api/v1/events/e").json()["standing"] == Event.objects.get().standing == "held"


def test_a_part_has_no_parts_of_its_own(omsk: City) -> None:
    whole, part, other = (
        Event(slug=slug, title_ru=slug, title_en=slug.title(), form="meeting") for slug in ("days", "talks", "toast")
    )
    for event in (whole, part, other):
        save(event, cities=[omsk])
    revisions.update([part], by=None, reason="x", part_of=whole)
    other.part_of = part
    whole.part_of = Event(slug="x", title_en="Fair")
    with translation.override("en"):
        with pytest.raises(ValidationError) as lower:
            other.full_clean()
        with pytest.raises(ValidationError) as upper:
            whole.full_clean()
    assert lower.value.message_dict == {"part_of": ["“Talks” is itself part of “Days”: choose that one."]}
    assert "“Talks” is part of this record" in upper.value.message_dict["part_of"][0]


def test_the_office_is_told_why_a_part_stands_so(omsk: City) -> None:
    whole = Delegation(slug="v", title_ru="Визит", direction="incoming", status="postponed")
    part = Event(slug="e", title_ru="Встреча", form="meeting", part_of=save(whole, cities=[omsk]))
    with translation.override("en"):
        (gaps,) = gaps_of([save(part, cities=[omsk])]).values()
    found = {gap.slug: gap for gap in gaps}["part-of-nothing"]
    assert str(found).startswith("The page says “Postponed”, as what it is part of")
    assert found.places[0].anchor == "id_part_of"


def test_a_signature_to_come_is_not_told_as_done(client: Client, omsk: City) -> None:
    for status, step, heading in (
        ("signed", 20, "To be signed"),
        ("signed", -20, "Signed"),
        ("draft", -20, "To be signed"),
    ):
        paper = Agreement(slug=f"a{status}{step}", title_ru="Соглашение", title_en="Agreement", status=status)
        paper.period = states.days(timezone.localdate(), step, step)
        save(paper, cities=[omsk])
        with at_once():
            Participant(record=paper, role="signatory", name_en="Anna", name_ru="Анна", is_public=True).save()
        page = client.get(paper.get_absolute_url().replace("/ru/", "/en/")).content.decode()
        assert f"<dt>{heading}</dt>" in page
        assert ("Signed by:" in page) == (heading == "Signed")
