"""Commitments of the occasions before: they return at the next one with that city until somebody closes them."""

from typing import Any

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext_noop

from partnerships.history import revisions
from partnerships.history.reasons import fact
from partnerships.kinds import KINDS
from partnerships.models import City, Commitment, CommitmentState, Record, User
from partnerships.models.commitment import CommitmentQuerySet


def seen_commitments(user: User) -> CommitmentQuerySet:
    """Return the commitments of the kinds of records that `user` may look at."""
    kinds = [kind for kind in KINDS if user.has_perm(f"partnerships.view_{kind}")]
    return Commitment.objects.filter(record__kind__in=kinds)


def open_from_before(record: Record, user: User) -> CommitmentQuerySet:
    """Return what is open of other occasions with the cities of `record`."""
    return seen_commitments(user).with_cities(record.cities.all()).exclude(record=record.pk).waiting()


def promised_with(city: City, user: User) -> CommitmentQuerySet:
    """Return all that was promised on occasions with `city`, what is closed as well."""
    return seen_commitments(user).with_cities(City.objects.filter(pk=city.pk)).select_related("record")


def close(rows: CommitmentQuerySet, key: int, state: str, *, by: User) -> Any:
    """Say of one of `rows` that it was kept or dropped, or open it again, as one revision; return it.

    Raises Http404 where it is not among them, or for a state that there is not.
    """
    texts = {
        CommitmentState.KEPT.value: gettext_noop("Kept: %(item)s"),
        CommitmentState.DROPPED.value: gettext_noop("Dropped: %(item)s"),
        CommitmentState.OPEN.value: gettext_noop("Open again: %(item)s"),
    }
    with revisions.revision(by=by):
        item = rows.filter(pk=key).first() if state in texts else None
        if item is None:
            raise Http404
        if item.state != state:
            item.state = state
            item.kept_on = timezone.localdate() if state == CommitmentState.KEPT else None
            item.save()
            revisions.explain(fact(texts[state], item=item))
    return item
