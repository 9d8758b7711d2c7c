"""A row that was read, as the browser needs it: values for the form, the same in words, and the notes."""

from collections.abc import Iterator
from datetime import date, time
from decimal import Decimal
from typing import Final

from django.utils import formats

from partnerships.models import (
    AWARDS,
    FIGURES,
    PERSON_ROLES,
    GiftDirection,
    Organization,
    PlanItemState,
    Qualifier,
    Side,
    TermLabels,
    Theme,
)
from partnerships.pasting.plain_rows import READERS_OF
from partnerships.pasting.programme import Found
from partnerships.period import Period, format_period
from partnerships.text.numbers import sum_in_field

#: Column → the terms that it holds the codes of, in the rows that know them.
TERMS: Final[dict[str, TermLabels]] = {"role": PERSON_ROLES, "what": FIGURES, "degree": AWARDS}


def shown_row(row: Found, kind: str) -> Found:
    """Return the row as the browser needs it: values for the form, the same in words, and the notes."""
    # A role that nobody could read stays empty, for the clerk to choose.
    told = {name: value for name, value in row.items() if name == "role" or value not in (None, "")}
    values = {name: value for name, value in told.items() if name != "notes"}
    terms = {} if kind in READERS_OF else TERMS
    values |= {name: labels.coded(values[name]) for name, labels in terms.items() if name in values}
    chosen = {"qualifier": Qualifier, "state": PlanItemState, "side": Side, "direction": GiftDirection}
    words = {**terms, **{name: dict(choices.choices) for name, choices in chosen.items()}}
    shown = {
        name: str(words[name][value]) if name in words and value else str(_text(value))
        for name, value in values.items()
    }
    return {"values": dict(_plain(values)), "shown": shown, "notes": row["notes"]}


def _text(value: object) -> object:
    if isinstance(value, Decimal):
        return sum_in_field(value)
    if isinstance(value, date):
        return format_period(Period.of((value.year, value.month, value.day)))
    return value.strftime("%H:%M") if isinstance(value, time) else value


def _plain(values: Found) -> Iterator[tuple[str, object]]:
    for name, value in values.items():
        if isinstance(value, Theme):  # chosen from a list that the form has
            yield name, str(value.pk)
        elif isinstance(value, Organization):
            yield name, {"id": value.pk, "text": str(value)}
        elif isinstance(value, date | time):
            yield name, formats.localize_input(value) if isinstance(value, date) else value.strftime("%H:%M")
        elif isinstance(value, Decimal):
            yield name, sum_in_field(value)
        else:
            yield name, value
