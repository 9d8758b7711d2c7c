"""The delegations that come to one event, and their people as one list: as they arrive, or as they sit."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from partnerships.models import Delegation, Event, Part, Participant
from partnerships.standing import CALLED_OFF

ARRIVAL, SEATING = "arrival", "seating"
ORDERS: Final = (ARRIVAL, SEATING)
#: The first time of day that a note on the arrival names; 3.09 is a day where a time with a colon stands as well.
_TIMES: Final = tuple(re.compile(rf"(?<![\d.])([01]?\d|2[0-3]){mark}([0-5]\d)(?![\d.]*\d)") for mark in (":", r"\."))


@dataclass
class GuestDelegation:
    """A delegation with its cities and those who travelled."""

    visit: Delegation
    cities: str
    people: list[Participant]


def _arrival(visit: Delegation) -> tuple[date, str, int]:
    found = next(filter(None, (time.search(visit.arrival) for time in _TIMES)), None)
    return visit.start or date.max, f"{int(found[1]):02}:{found[2]}" if found else "~", visit.pk


def _seat(visit: Delegation) -> tuple[bool, int, tuple[date, str, int]]:
    return visit.seat_order is None, visit.seat_order or 0, _arrival(visit)


def guest_delegations(event: Event, order: str) -> list[GuestDelegation]:
    """Return the delegations that come or came to `event`, by their arrival or by their place in the seating."""
    rows = (
        Delegation.objects.filter(host_event=event)
        .with_standing()
        .prefetch_related("cities__country", "participants__organization")
    )
    coming = [visit for visit in rows if visit.standing not in CALLED_OFF]
    ordered = sorted(coming, key=_seat if order == SEATING else _arrival)
    return [
        GuestDelegation(
            visit,
            ", ".join(city.name for city in visit.cities.all()),
            sorted(
                (person for person in visit.participants.all() if person.part == Part.TRAVELLED),
                key=lambda person: not person.is_head,
            ),
        )
        for visit in ordered
    ]


def not_coming(event: Event) -> list[Delegation]:
    """Return the delegations to `event` that are cancelled or postponed."""
    rows = Delegation.objects.filter(host_event=event).with_standing().order_by("pk")
    return [visit for visit in rows if visit.standing in CALLED_OFF]


def listed_people(delegations: list[GuestDelegation], *, with_contacts: bool) -> Iterator[list[object]]:
    """Yield a row for each person, and one for a delegation of which nobody is named: as the workbook has them."""
    number = 0
    for place, one in enumerate(delegations, 1):
        about: list[object] = [place, one.cities, str(one.visit)]
        travel: list[object] = [str(one.visit.period), one.visit.arrival, one.visit.seat_order]
        for person in one.people:
            number += 1
            what = [number, person.name, person.office, str(person.organization or ""), str(person.get_role_display())]
            yield [*about, *what, *travel, *([person.contact] if with_contacts else [])]
        if not one.people:
            yield [*about, None, "", "", "", "", *travel, *([""] if with_contacts else [])]
