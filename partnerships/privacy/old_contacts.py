"""Contacts of people go once the work on their visit is over."""

from datetime import date, timedelta
from typing import Any, Final

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_noop
from reversion.models import Version

from partnerships.history import revisions
from partnerships.history.reasons import fact
from partnerships.history.redaction import empty_columns
from partnerships.models import Agreement, Delegation, Participant, ProgrammeItem, Service

#: What has a contact: the column of it, and the key to the record whose end is asked, "" for a record itself.
CONTACTS: Final[tuple[tuple[Any, str, str], ...]] = (
    (Participant, "contact", "record"),
    (Service, "contact", "delegation"),
    (ProgrammeItem, "phone", "delegation"),
    (Delegation, "guest_contact", ""),
    (Delegation, "guest_phone", ""),
)


def erase_old_contacts(days: int) -> int:
    """Erase the contacts of people of records that ended over `days` ago; return of how many.

    The history keeps them no longer either, be the row changed or deleted since.
    """
    before = timezone.localdate() - timedelta(days=days)
    with revisions.revision(by=None, reason=fact(gettext_noop("Contacts of past delegations and events erased"))):
        return sum(_erase(model, column, owner, before) for model, column, owner in CONTACTS)


def _erase(model: Any, column: str, owner: str, before: date) -> int:
    rows = list(_past(model, owner, before).exclude(**{column: ""}))
    for row in rows:
        setattr(row, column, "")
        row.save()
    empty_columns(model, _over(model, column, owner, before), (column,))
    return len(rows)


def _past(model: Any, owner: str, before: date) -> QuerySet[Any]:
    """Return the rows of what ended before that day; an agreement is signed on its day and goes on."""
    way = f"{owner}__" if owner else ""
    past: QuerySet[Any] = model.objects.filter(**{f"{way}end__lt": before})
    return past.exclude(**{f"{way}kind": Agreement.KIND})


def _over(model: Any, column: str, owner: str, before: date) -> set[str]:
    """Return the keys of rows whose contact the history holds longer than needed; of deleted ones by their age."""
    versions = Version.objects.get_for_model(model).filter(serialized_data__contains=f'"{column}": "').order_by()
    kept = versions.exclude(serialized_data__contains=f'"{column}": ""')  # and those of before the column have no key
    past = _past(model, owner, before)
    over, there = ({str(key) for key in rows.values_list("pk", flat=True)} for rows in (past, model.objects.all()))
    old = {*kept.filter(revision__date_created__date__lt=before).values_list("object_id", flat=True)}
    return ({*kept.values_list("object_id", flat=True)} & over) | (old - there)
