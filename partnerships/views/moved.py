"""Pages found by their address, today's or a former one."""

from typing import Any

from django.http import Http404, HttpResponsePermanentRedirect

from partnerships.models import FormerAddress
from partnerships.models.base import Entry, EntryQuerySet


def found[E: Entry](entries: EntryQuerySet[E], page: str, slug: str) -> E | HttpResponsePermanentRedirect:
    """Return the one of the public `entries` at `slug`, or the way to where it moved; else 404."""
    entry: Any = next(iter(entries.filter(slug=slug)), None)
    if entry is not None:
        return entry
    former = FormerAddress.objects.of(page, slug).first()
    if former is not None and former.owner.is_public():
        return HttpResponsePermanentRedirect(former.owner.get_absolute_url())
    raise Http404
