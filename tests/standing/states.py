"""One record in every state that there is, as its columns say it; what it is on the day of reading, asked of rows."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, Final

from partnerships.models import ActionPlan, Agreement, AgreementAction, City, Delegation, Event, Exhibition, TieStep
from partnerships.period import Period, read_edtf
from partnerships.standing import AgreementStanding, OccurrenceStanding, PlanStanding, TieStanding
from tests.conftest import at_once, save

Occurred, Agreed, Tied = OccurrenceStanding, AgreementStanding, TieStanding


def days(today: date, first: int, last: int) -> Period:
    """Return a period to the day, `first` to `last` days from today."""
    ends = [today + timedelta(days=step) for step in (first, last)]
    return Period.of(*((day.year, day.month, day.day) for day in ends))


#: State → the columns that make it: status, and the days of the period from today ("" is undated).
OCCURRENCES: Final[dict[str, tuple[str, tuple[int, int]]]] = {
    Occurred.HELD: ("held", (-40, -38)),
    Occurred.UNDER_WAY: ("held", (-1, 1)),
    Occurred.TO_COME: ("held", (20, 22)),
    Occurred.PLANNED: ("planned", (24, 26)),
    Occurred.UNCONFIRMED: ("planned", (-20, -18)),
    Occurred.INVITED: ("invited", (28, 30)),
    Occurred.POSTPONED: ("postponed", (32, 34)),
    Occurred.CANCELLED: ("cancelled", (12, 14)),
}
#: State → status, day of signing, first and last day in force, all from today; None is not known.
AGREEMENTS: Final[dict[str, tuple[str, int | None, int | None, int | None]]] = {
    Agreed.DRAFT: ("draft", -30, None, None),
    Agreed.UNDER_APPROVAL: ("under_approval", -31, None, None),
    Agreed.TO_BE_SIGNED: ("signed", 15, None, None),
    Agreed.NOT_YET: ("signed", -10, 30, None),
    Agreed.NOT_KNOWN: ("signed", None, None, None),
    Agreed.IN_FORCE: ("signed", -900, None, None),
    Agreed.SUSPENDED: ("signed", -901, None, None),
    Agreed.EXPIRED: ("signed", -2000, -2000, -200),
    Agreed.TERMINATED: ("signed", -2001, None, None),
    Agreed.SUPERSEDED: ("signed", -2002, None, None),
}
#: State of an agreement → the kind of the action that brought it there.
ACTIONS: Final = {Agreed.SUSPENDED: "suspended", Agreed.TERMINATED: "terminated", Agreed.SUPERSEDED: "superseded"}
#: State → status, and the days of the plan from today.
PLANS: Final[dict[str, tuple[str, tuple[int, int]]]] = {
    PlanStanding.IN_PREPARATION: ("draft", (5, 300)),
    PlanStanding.NOT_BEGUN: ("adopted", (16, 300)),
    PlanStanding.CARRIED_OUT: ("adopted", (-50, 300)),
    PlanStanding.CLOSED: ("adopted", (-400, -35)),
    PlanStanding.WITHDRAWN: ("withdrawn", (-51, 300)),
}
#: State → the steps of the tie with their days from today, the tie, and whether it begins only later.
#: That it is not known is said only of days in the past: no tie stands so on the day of reading.
TIES: Final[dict[str, tuple[dict[str, int], str, bool]]] = {
    Tied.ALIVE: ({"on_hold": -300, "resumed": -200, "ended": 200}, "sister_city", False),
    Tied.DORMANT: ({"dormant": -100}, "sister_city", False),
    Tied.ON_HOLD: ({"dormant": -100, "on_hold": -50}, "sister_city", False),
    Tied.ENDED: ({"on_hold": -100, "ended": 0}, "sister_city", False),
    Tied.NOT_YET: ({}, "sister_city", True),
    Tied.PROSPECTIVE: ({}, "prospective", False),
}


def _of_kind(model: Any, today: date, **own: Any) -> Iterator[tuple[str, Any]]:
    for state, (status, span) in OCCURRENCES.items():
        if status in dict(model._meta.get_field("status").flatchoices):
            record = model(slug=f"{model.KIND}-{state}".replace("_", "-"), status=status, **own)
            record.title_ru, record.title_en = f"Запись {model.KIND} {state}", f"Record {model.KIND} {state}"
            record.period = days(today, *span)
            yield state, record


def _later(today: date, step: int | None) -> Period:
    return Period() if step is None else days(today, step, step)


def records(today: date) -> Iterator[tuple[str, Any]]:
    """Yield a state and an unsaved record in it, for each state of each kind."""
    yield from _of_kind(Delegation, today, direction="incoming", head_count=7)
    yield from _of_kind(Event, today, form="meeting")
    yield from _of_kind(Exhibition, today)
    for state, (status, signed, first, last) in AGREEMENTS.items():
        agreement = Agreement(slug=f"agreement-{state}".replace("_", "-"), status=status)
        agreement.title_ru, agreement.title_en = f"Запись agreement {state}", f"Record agreement {state}"
        agreement.period = _later(today, signed)
        agreement.in_force_from, agreement.in_force_until = _later(today, first), _later(today, last)
        yield state, agreement
    for state, (status, span) in PLANS.items():
        plan = ActionPlan(slug=f"plan-{state}".replace("_", "-"), status=status)
        plan.title_ru, plan.title_en = f"Запись actionplan {state}", f"Record actionplan {state}"
        plan.period = days(today, *span)
        yield state, plan


def act(state: str, row: Any) -> None:
    """Add to a saved agreement what brought it into `state`, in the open revision."""
    if isinstance(row, Agreement) and state in ACTIONS:
        AgreementAction(agreement=row, kind=ACTIONS[state]).save()


def cities(today: date, **own: Any) -> Iterator[tuple[str, City]]:
    """Yield a state and a city in it, saved with the steps of its tie, for each state of a tie."""
    for state, (steps, tie, is_later) in TIES.items():
        city = City(slug=f"city-{state}".replace("_", "-"), tie=tie, **own)
        city.name_ru, city.name_en = f"Город {state}", f"City {state}"
        city.period = days(today, 50, 50) if is_later else Period.of((1993,))
        save(city)
        for kind, step in steps.items():
            save(TieStep(city=city, kind=kind, date=days(today, step, step)))
        yield state, city


def told_by_rows(model: Any, day: date) -> dict[int, str]:
    told = {row.pk: row.standing for row in model.objects.with_standing(day)}
    assert dict(model.objects.standings(day).values_list("pk", "standing_then")) == told  # one rule, by either way
    return told


def course(*actions: tuple[str, ...], signed: str = "2010", **columns: Any) -> Agreement:
    """Return an agreement to which `actions` happened: kind, date, and perhaps the last day that it gave."""
    agreement = Agreement(slug="course", title_ru="Соглашение", **columns)
    agreement.period = read_edtf(signed)
    save(agreement)
    with at_once():
        for order, (kind, when, *until) in enumerate(actions):
            AgreementAction(agreement=agreement, kind=kind, date=when, until="".join(until), order=order).save()
    return agreement
