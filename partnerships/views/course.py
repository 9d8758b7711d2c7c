"""The story of an agreement: its signing, what happened to it, and the agreements that changed or replaced it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from partnerships.models import ActionKind, Agreement, AgreementAction
from partnerships.period import Period


@dataclass
class CourseStep:
    """One thing that happened: when, in words, with the action that tells it or the agreement that did it."""

    date: Period
    words: str
    action: AgreementAction | None = None
    other: Agreement | None = None
    place: str = ""


def _steps(agreement: Any) -> Iterator[CourseStep]:
    if agreement.period:
        yield CourseStep(
            agreement.period, _("Signed") if agreement.was_signed else _("To be signed"), place=agreement.place
        )
    for action in agreement.actions.all():
        yield CourseStep(action.date, action.get_kind_display(), action)
    for other in agreement.amended_by:
        yield CourseStep(other.period, str(ActionKind.AMENDED.label), other=other)
    for other in agreement.superseded_by:
        yield CourseStep(other.period, str(ActionKind.SUPERSEDED.label), other=other)


def course_of(agreement: object) -> list[CourseStep]:
    """Return the story of an agreement as it went; without anything but the signing there is none."""
    steps = sorted(_steps(agreement), key=lambda step: (not step.date, step.date.order() or 0))
    return steps if any(step.action or step.other for step in steps) else []
