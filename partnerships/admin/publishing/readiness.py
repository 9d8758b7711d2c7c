"""What a person should know of a record before it goes to the site among many."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from partnerships.admin.home import translations
from partnerships.history.snapshots import row_relations
from partnerships.models import Photo
from partnerships.models.publication import State


def unready(name: str, rows: list[Any]) -> list[tuple[Any, str]]:
    """Return those of `rows`, all of one kind, that want a look, with why; `name` is the field of their names."""
    photos = _undescribed(rows)
    told = ((row, "; ".join(_notes(name, row, photos.get(row.pk, 0)))) for row in rows)
    return [(row, notes) for row, notes in told if notes]


def _notes(name: str, row: Any, photos: int) -> Iterator[str]:
    if row.state == State.RETURNED:
        yield _("returned: “%(comment)s”") % {"comment": row.return_comment}
    if languages := translations.unnamed(name, row):
        yield _("no name in: %(languages)s") % {"languages": ", ".join(languages)}
    if photos:
        words = ngettext("%(count)d photo without a description", "%(count)d photos without a description", photos)
        yield words % {"count": photos}


def _undescribed(rows: list[Any]) -> dict[Any, int]:
    """Return how many photos of each of `rows` wait for their words, by its key."""
    model: Any = type(rows[0]) if rows else None
    key = row_relations(model).get("photos") if rows else None
    if key is None:
        return {}
    photos: Any = Photo.objects
    waiting = photos.undescribed().filter(**{f"{key.name}__in": [row.pk for row in rows]}).order_by()
    return dict(waiting.values_list(key.name).annotate(Count("pk")))
