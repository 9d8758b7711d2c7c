"""What has not taken place and is told of as if it had: the office is told where."""

from datetime import date
from typing import Any

import pytest
from django.utils import translation

from partnerships.history import revisions
from partnerships.models import City, Delegation, Event, Figure, ProgrammeItem
from partnerships.period import Period
from partnerships.readiness import Gap, gaps_of
from tests.conftest import at_once, save

pytestmark = pytest.mark.django_db


def told(record: Any) -> dict[str, Gap]:
    with translation.override("en"):
        (found,) = gaps_of([record]).values()
    return {gap.slug: gap for gap in found}


def anchors(record: Any) -> list[str]:
    return [place.anchor for place in told(record)["told-of-nothing"].places]


def test_what_has_not_taken_place_and_tells_of_its_results(omsk: City) -> None:
    visit = Delegation(slug="v", title_ru="Визит", title_en="Visit", direction="incoming")
    visit.period = Period.of((2024, 9, 20), (2024, 9, 22))
    save(visit, public=False, cities=[omsk])
    row = {"activity_ru": "Встреча", "activity_en": "Meeting", "day": date(2024, 9, 20)}
    with at_once():
        ProgrammeItem(delegation=visit, state="held", **row).save()
        Figure(record=visit, what="visitors", value=20).save()
    revisions.update([visit], by=None, reason="x", head_count=4, result_ru="Подписали", result_en="Signed")
    assert "told-of-nothing" not in told(visit)
    begins = "It has not taken place, and the page tells all the same: "
    for status, period, named in (
        ("cancelled", visit.period, "result, programme, figures, number of people"),
        ("postponed", visit.period, "result, programme, figures"),
        ("invited", visit.period, "result, programme, figures"),
        ("planned", Period.of((2999, 1, 1)), "result, programme"),
    ):
        revisions.update([visit], by=None, reason="x", status=status, period=period)
        assert str(told(visit)["told-of-nothing"]) == begins + named, status
    assert anchors(visit) == ["id_result_ru", "id_programme_items-0-state"]


def test_a_cancelled_event_says_so_and_what_it_still_tells() -> None:
    event = Event(slug="day", title_ru="День", title_en="Day", status="cancelled", outcome_en="Agreed")
    event.period = Period.of((2024, 9, 20))
    save(event, public=False)
    assert "cancelled" in told(event)
    assert anchors(event) == ["id_outcome_en"]
