"""The steps of a checklist that a register begins with, in its first language."""

from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml
from django.apps import apps as global_apps
from django.apps.registry import Apps
from django.db import models, transaction
from reversion.models import Version

from partnerships.models import ChecklistStep
from partnerships.models.checklist import CountedFrom
from partnerships.text.translated import CODES
from partnerships.vocabulary.sets import is_in_use, told_in

FILE: Final = Path(__file__).parent / "checklist.yaml"


@cache
def steps_as_written() -> list[dict[str, Any]]:
    """Return the steps in the file."""
    found: list[dict[str, Any]] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return found


def begin_checklist(apps: Apps | None = None, **_options: object) -> None:
    """Write the steps where there are none and never were any; runs at the end of `migrate`.

    A list that the department emptied stays empty.
    """
    try:
        (apps or global_apps).get_model("partnerships", "ChecklistStep")
    except LookupError:  # on the way through older migrations
        return
    if not (ChecklistStep.objects.exists() or Version.objects.get_for_model(ChecklistStep).exists()):
        ChecklistStep._base_manager.bulk_create(
            _step(number, told) for number, told in enumerate(steps_as_written(), 1)
        )


def begin_in_first_language() -> None:
    """Write the steps anew where the register is empty and nobody has changed one: the first language may be new."""
    if not (is_in_use() or Version.objects.get_for_model(ChecklistStep).exists()):
        with transaction.atomic():
            models.QuerySet(ChecklistStep).delete()
            begin_checklist()


def _step(number: int, told: dict[str, Any]) -> ChecklistStep:
    return ChecklistStep(
        what=told_in(told, CODES[0]) or told["en"],
        direction=told.get("direction", ""),
        counted_from=CountedFrom.ARRIVAL if "before" in told else CountedFrom.DEPARTURE,
        days=told.get("before", told.get("after", 0)),
        order=10 * number,
    )
