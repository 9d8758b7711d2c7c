"""Pages found by their address, today's or a former one."""

from django.http import Http404, HttpResponsePermanentRedirect

from partnerships.models import FormerAddress
from partnerships.models.base import Entry, EntryQuerySet


def found[E: Entry](entries: EntryQuerySet[E], page: str, slug: str) -> E | HttpResponsePermanentRedirect:
    """Return the one of the public `entries` at `slug`, or the way to where it moved; else 404."""
    entry = next(iter(entries.filter(slug=slug)), None)
    if entry is not None:
        return entry
    moved = FormerAddress.objects.moved(page, slug)
    if moved is None:
        raise Http404
    return HttpResponsePermanentRedirect(moved.get_absolute_url())
