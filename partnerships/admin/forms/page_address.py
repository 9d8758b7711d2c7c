"""The address of a page, made from the name of its record."""

from django.utils.text import slugify

from partnerships.models.base import Entry
from partnerships.text.transliteration import latin


def free_slug(entry: Entry, name: str) -> str:
    """Return an address made from `name` that no other entry of the kind of `entry` has."""
    base = slugify(latin(name))[:100].strip("-") or "record"
    others = type(entry)._base_manager.exclude(pk=entry.pk).filter(slug__startswith=base)
    taken = set(others.values_list("slug", flat=True))
    return next(slug for slug in (base, *(f"{base}-{n}" for n in range(2, len(taken) + 3))) if slug not in taken)
