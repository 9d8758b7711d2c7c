"""The steps of a tie and what happened to an agreement, as one cell of a table says them.

They are checked together, and written beside those that stay with their reasons, papers and notes.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from partnerships.models import ActionKind, Agreement, AgreementAction, City, Delegation, TieStep
from partnerships.models.action_faults import faults_among
from partnerships.models.succession import city_faults
from partnerships.models.tie_step import step_faults
from partnerships.period import read_edtf
from partnerships.spreadsheets.lookups import WITH_ROLE, Steps, parts_of_cell, steps_in_order
from partnerships.spreadsheets.pairing import paired
from partnerships.text.quotes import quoting
from partnerships.text.translated import text_columns

#: Between the date of an action and the last day that it gave the agreement.
LAST_DAY: Final = re.compile(
    r",\s*(?:last day|until|till|последний день|до|по|letzter tag|bis|dernier jour|jusqu[’'](?:au|en|à))\s*[:—–-]?\s+",
    re.IGNORECASE,
)
NO_DATE: Final = "—"
#: By what a row and a part of a cell are the same.
type Sameness = tuple[Callable[[Any], object], Callable[[Any], object]]

#: What rows of these columns hold that no cell tells.
TOLD: Final = {
    "tie_steps": (*text_columns("reason"), "office_reason"),
    "actions": (*text_columns("note"), "document"),
}


class Actions(Steps):
    """What happened to an agreement, each with its date and the last day that it gave in brackets."""

    def clean(self, value: str, row: object = None, **options: object) -> object:
        """Return what happened, when, and the last day, dates as EDTF."""
        return frozenset(self._action(part) for part in parts_of_cell(value))

    def _action(self, text: str) -> tuple[str, str, str]:
        match = WITH_ROLE.match(text)
        if match is None:
            return self.kinds.clean(text), "", ""
        when, *last = LAST_DAY.split(match["role"], maxsplit=1)
        dates = ["" if part.strip() == NO_DATE else self.dates.period(part).edtf() for part in (when, *last)]
        return self.kinds.clean(match["name"]), dates[0], "".join(dates[1:])

    def render(self, value: Any, obj: object = None, **options: object) -> str:
        """Return what happened in order, each with its dates."""
        return "; ".join(map(self._said, actions_in_order(value or ())))

    def links(self, value: Any) -> list[tuple[str, str]]:
        """Return what happened in order; none has a page of its own."""
        return [(self._said(action), "") for action in actions_in_order(value or ())]

    def _said(self, action: tuple[str, str, str]) -> str:
        kind, date, last = action
        when = self.dates.render(read_edtf(date)) if date else NO_DATE
        if last:
            when = _("%(date)s, last day %(last)s") % {"date": when, "last": self.dates.render(read_edtf(last))}
        name = self.kinds.render(kind).lower()
        return f"{name} ({when})" if date or last else name


def actions_in_order(actions: Iterable[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """Return actions by their dates, those of no date first; of the same date in the order of the kinds."""

    def place(action: tuple[str, str, str]) -> tuple[object, ...]:
        kind, date, last = action
        return (read_edtf(date).standing() if date else ()), ActionKind.values.index(kind), last

    return sorted(actions, key=place)


def pair(step: TieStep) -> tuple[str, str]:
    """Return what a cell says of `step`."""
    return step.kind, step.date.edtf()


def triple(action: AgreementAction) -> tuple[str, str, str]:
    """Return what a cell says of `action`."""
    return action.kind, action.date.edtf(), action.until.edtf()


def check_course(record: object, changes: Collection[Any]) -> None:
    """Refuse steps, actions or lines that cannot have followed one another, or come before the beginning."""
    if isinstance(record, City):
        _check_steps(record, _wanted(changes, "tie_steps"))
    elif isinstance(record, Agreement):
        moved = _first_of(changes, "in_force_from", "in_force_until", "period", "renews_itself")
        _check_actions(record, _wanted(changes, "actions"), moved)
        if _first_of(changes, "cities", "amends_id", "supersedes_id"):
            _check_cities(record, _wanted(changes, "cities"))
    elif isinstance(record, Delegation) and record.pk and _first_of(changes, "period"):
        _check_programme(record)


def _wanted(changes: Iterable[Any], name: str) -> frozenset[object] | None:
    return next((value for column, _now, value in changes if column.attribute == name), None)


def _first_of(changes: Iterable[Any], *names: str) -> str:
    """Return the first of `names` that is an attribute which changes, "" where none is."""
    changed = {column.attribute for column, _now, _value in changes}
    return next((name for name in names if name in changed), "")


def _check_steps(city: City, wanted: frozenset[Any] | None) -> None:
    pairs = () if wanted is None else enumerate(steps_in_order(wanted))
    steps = city.steps if wanted is None else [TieStep(kind=kind, date=edtf, order=at) for at, (kind, edtf) in pairs]
    found = [f"{step}: {words}" for step, words in step_faults(city.period, steps)]
    if found:
        raise ValidationError({"period" if wanted is None else "tie_steps": found})


def _check_actions(agreement: Agreement, wanted: frozenset[Any] | None, moved: str) -> None:
    """Check what the cell says, and what stood there before where the agreement gets another date: `moved`."""
    actions = [
        AgreementAction(kind=kind, date=date, until=last, order=at)
        for at, (kind, date, last) in enumerate(actions_in_order(wanted or ()))
    ]
    if wanted is None and moved and agreement.pk:
        actions = list(agreement.actions.all())
    found = [f"{action}: {words}" for action, _field, words in faults_among(agreement, actions)]
    for action in () if wanted is None else actions:
        try:
            action.clean()
        except ValidationError as error:
            found += [f"{action}: {words}" for words in error.messages]
    if found:
        raise ValidationError({moved if wanted is None else "actions": found})


def _check_cities(agreement: Agreement, wanted: frozenset[Any] | None) -> None:
    """Refuse to amend or supersede an agreement with quite other cities."""
    known = {city.pk for city in agreement.cities.all()} if wanted is None and agreement.pk else set()
    found = dict(city_faults(agreement, wanted or known))
    if found:
        raise ValidationError(found)


def _check_programme(visit: Delegation) -> None:
    """Refuse dates that leave days of the programme outside."""
    found = [f"{item}: {words}" for item in visit.programme_items.all() if (words := item.outside(visit.period))]
    if found:
        raise ValidationError({"period": found})


def take_course(record: Any, name: str, now: frozenset[object], wanted: frozenset[Any]) -> bool:
    """Keep what stays, remove what the cell leaves out, add the new; False for a cell that is no course of things."""
    if name == "tie_steps":
        _take_steps(record, now, wanted)
    elif name == "actions":
        _take_actions(record, now, wanted)
    return name in {"tie_steps", "actions"}


def _take_steps(city: City, now: frozenset[object], wanted: frozenset[Any]) -> None:
    pairs, left, new = _corrected(city, "tie_steps", now, wanted)
    for step in left:
        step.delete()
    for step, (kind, edtf) in pairs:
        step.kind, step.date = kind, read_edtf(edtf)
        step.save()
    for order, (kind, edtf) in enumerate(steps_in_order(wanted)):
        if (kind, edtf) in new:
            TieStep(city_id=city.pk, kind=kind, date=edtf, order=order).save()


def _take_actions(agreement: Agreement, now: frozenset[object], wanted: frozenset[Any]) -> None:
    pairs, left, new = _corrected(agreement, "actions", now, wanted)
    for action in left:
        action.delete()
    for action, (kind, date, last) in pairs:
        action.kind, action.date, action.until = kind, read_edtf(date), read_edtf(last)
        action.save()
    for order, (kind, date, last) in enumerate(actions_in_order(wanted)):
        if (kind, date, last) in new:
            AgreementAction(agreement_id=agreement.pk, kind=kind, date=date, until=last, order=order).save()


def _corrected(
    record: Any, name: str, now: frozenset[Any], wanted: frozenset[Any]
) -> tuple[list[tuple[Any, Any]], list[Any], list[Any]]:
    """Return the rows whose date or kind the cell corrects with what it says of them, those left out, and the new.

    A row of the same kind is the same one, else a row of the same date: its reasons, paper and notes stay with it.
    """
    said = pair if name == "tie_steps" else triple
    order = steps_in_order if name == "tie_steps" else actions_in_order
    rows = [row for row in getattr(record, name).all() if said(row) not in wanted] if now else []
    places = {one: at for at, one in enumerate(order(now))}
    rows.sort(key=lambda row: places.get(said(row), len(places)))
    by_kind: Sameness = (lambda row: row.kind, lambda one: one[0])
    by_date: Sameness = (lambda row: row.date.edtf(), lambda one: one[1])
    return paired(rows, order(wanted - now), (by_kind, by_date))


def lost_with(record: Any, changes: Iterable[Any]) -> Iterator[tuple[str, str]]:
    """Yield the column and what no cell tells of a step or an action that goes, or keeps it under another date."""
    for column, now, wanted in changes:
        if column.attribute not in TOLD or not now:
            continue
        said = pair if column.attribute == "tie_steps" else triple
        pairs, left, _new = _corrected(record, column.attribute, now, wanted)
        for row in left:
            if words := _told(row, column.attribute):
                text = _("“%(name)s” is taken out, and with it: %(words)s")
                yield column.column_name, quoting(text, name=str(row), words=words)
        for row, one in pairs:
            if one[1] != row.date.edtf() and (words := _told(row, column.attribute)):
                text = _("“%(name)s” becomes “%(new)s” and keeps: %(words)s")
                name, new = (str(column.shown(frozenset({each}))) for each in (said(row), one))
                yield column.column_name, quoting(text, name=name, new=new, words=words)


def _told(row: Any, attribute: str) -> str:
    """Return what a row holds that no cell tells."""
    told = [(row._meta.get_field(name), getattr(row, name)) for name in TOLD[attribute]]
    return "; ".join(f"{field.verbose_name}: {value}" for field, value in told if value)
