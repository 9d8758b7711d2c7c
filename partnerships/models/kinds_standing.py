"""How rows of all kinds together stand: each by the rule of its kind."""

from collections.abc import Collection
from datetime import date
from typing import Any, Final

from django.db.models import BooleanField, Case, CharField, F, When
from django.db.models.functions import Coalesce

from partnerships.models.standing import TOLD
from partnerships.standing.agreements import AGREEMENT
from partnerships.standing.occurrences import OCCURRENCE

#: The kind that stands by a rule of its own.
AGREEMENT_KIND: Final = "agreement"

#: Where a row of any kind has the columns that the rules ask about.
OF_AGREEMENT: Final = {
    name: f"agreement__{name}" for name in ("status", "in_force_from", "in_force_until", "renews_itself")
}
OF_OCCURRENCE: Final = {"status": "occurrence_status"}


def told_by_kind(columns: dict[str, Any]) -> dict[str, object]:
    """Return all that the rules ask, from `columns` of the kinds; the actions of agreements are looked up for them."""
    found = {**{name: F(column) for name, column in OF_AGREEMENT.items()}, **columns}
    found["status"] = Coalesce(found.pop(OF_OCCURRENCE["status"]), found["status"], output_field=CharField())
    for name in found.keys() - {*OF_AGREEMENT, *OCCURRENCE.asked}:
        found[name] = Case(When(kind=AGREEMENT_KIND, then=found[name]))
    return {TOLD + name: found.get(name, F(name)) for name in sorted({*AGREEMENT.asked, *OCCURRENCE.asked})}


def expression_by_kind(day: date) -> Case:
    """Return what held of each row on `day`."""
    of_agreement, otherwise = AGREEMENT.expression(day, **OF_AGREEMENT), OCCURRENCE.expression(day, **OF_OCCURRENCE)
    return Case(When(kind=AGREEMENT_KIND, then=of_agreement), default=otherwise, output_field=CharField())


def condition_by_kind(day: date, standings: Collection[str]) -> Case:
    """Return whether one of `standings` held of each row on `day`."""
    of_agreement = AGREEMENT.condition(day, standings, **OF_AGREEMENT)
    otherwise = OCCURRENCE.condition(day, standings, **OF_OCCURRENCE)
    return Case(When(kind=AGREEMENT_KIND, then=of_agreement), default=otherwise, output_field=BooleanField())
