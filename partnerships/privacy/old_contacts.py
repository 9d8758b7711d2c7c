"""Contacts of people go once the work on their visit is over."""

from datetime import date, timedelta

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_noop
from reversion.models import Version

from partnerships.history import revisions
from partnerships.history.reasons import fact
from partnerships.history.redaction import empty_columns
from partnerships.models import Agreement, Participant


def erase_old_contacts(days: int) -> int:
    """Erase the contacts of people of records that ended over `days` ago; return of how many.

    The history keeps them no longer either, be the row changed or deleted since.
    """
    before = timezone.localdate() - timedelta(days=days)
    with revisions.revision(by=None, reason=fact(gettext_noop("Contacts of past delegations and events erased"))):
        people = list(_past(before).exclude(contact=""))
        for person in people:
            person.contact = ""
            person.save()
        empty_columns(Participant, _over(before), ("contact",))
    return len(people)


def _past(before: date) -> QuerySet[Participant]:
    """Return the people of what ended before that day; an agreement is signed on its day and goes on."""
    return Participant.objects.filter(record__end__lt=before).exclude(record__kind=Agreement.KIND)


def _over(before: date) -> set[str]:
    """Return the keys of people whose contact the history holds longer than needed; of deleted ones by their age."""
    kept = Version.objects.get_for_model(Participant).exclude(serialized_data__contains='"contact": ""').order_by()
    past = _past(before)
    over, there = (
        {str(key) for key in rows.values_list("pk", flat=True)} for rows in (past, Participant.objects.all())
    )
    old = {*kept.filter(revision__date_created__date__lt=before).values_list("object_id", flat=True)}
    return ({*kept.values_list("object_id", flat=True)} & over) | (old - there)
