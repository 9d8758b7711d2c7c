"""The steps of a tie as a cell of a table says them: checked together, and written beside those that stay."""

from typing import Any

from django.core.exceptions import ValidationError

from partnerships.models import City, TieStep
from partnerships.models.tie_step import step_faults
from partnerships.spreadsheets.lookups import steps_in_order


def check_steps(city: City, wanted: frozenset[Any] | None) -> None:
    """Refuse steps that cannot have been taken one after the other, or before the tie began; None leaves them."""
    pairs = () if wanted is None else enumerate(steps_in_order(wanted))
    steps = city.steps if wanted is None else [TieStep(kind=kind, date=edtf, order=at) for at, (kind, edtf) in pairs]
    found = [f"{step}: {words}" for step, words in step_faults(city.period, steps)]
    if found:
        raise ValidationError({"period" if wanted is None else "tie_steps": found})


def take_steps(city: City, now: frozenset[Any], wanted: frozenset[Any]) -> None:
    """Keep the steps that stay with their reasons; remove those that the cell leaves out, add the new ones."""
    for step in city.steps if now else ():
        if (step.kind, step.date.edtf()) not in wanted:
            step.delete()
    for order, (kind, edtf) in enumerate(steps_in_order(wanted)):
        if (kind, edtf) not in now:
            TieStep(city_id=city.pk, kind=kind, date=edtf, order=order).save()
