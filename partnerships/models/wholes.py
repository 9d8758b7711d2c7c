"""What a record may be part of: of a whole that is itself no part, so that one look tells what became of it."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Case, CharField, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.utils.translation import gettext as _

from partnerships.models.city import City
from partnerships.standing.choices import COUNTED, WAITED_FOR
from partnerships.text.quotes import quoting


def told_by_wholes(records: Any, day: date | None = None) -> QuerySet[Any]:
    """Return the keys of those of `records` that need no line beside the public record of which they are part.

    That one stands in each list in which they would: of the same cities, fields and years, and of the like standing.
    """
    parts = records.order_by().filter(part_of__isnull=False).standings(day)
    wholes = records.order_by().public().filter(pk=OuterRef("part_of")).standings(day)
    found = parts.annotate(
        stands_as=_told_as("standing_then"),
        whole_stands_as=Subquery(wholes.annotate(told_as=_told_as("standing_then")).values("told_as")[:1]),
    )
    is_dated_within = Q(start__year=F("part_of__start__year"), end__year__lte=F("part_of__end__year"))
    own_themes = records.model.themes.through.objects.filter(record=OuterRef("pk"))
    themes_of_whole = records.model.themes.through.objects.filter(record=OuterRef(OuterRef("part_of")))
    return found.filter(
        Q(start=None) | is_dated_within,
        ~Exists(City.objects.public().filter(records=OuterRef("pk")).exclude(records=OuterRef("part_of"))),
        ~Exists(own_themes.exclude(theme__in=themes_of_whole.values("theme"))),
        stands_as=F("whole_stands_as"),
    ).values("pk")


def _told_as(standing: str) -> Case:
    """Return the column `standing`, with one word for all that counts, and one for all that is waited for."""
    groups = (When(**{f"{standing}__in": group}, then=Value(group[0])) for group in (COUNTED, WAITED_FOR))
    return Case(*groups, default=F(standing), output_field=CharField())


def check_whole(record: Any) -> None:
    """Refuse at its field a whole that is itself a part, or one for a record that has parts."""
    whole = record.part_of
    if whole is None:
        return
    if whole.part_of is not None:
        text = _("“%(title)s” is itself part of “%(whole)s”: choose that one.")
        raise ValidationError({"part_of": quoting(text, title=whole, whole=whole.part_of)})
    part = record.parts.first() if record.pk else None
    if part is not None:
        text = _("“%(title)s” is part of this record: leave this empty, or make it part of the other one first.")
        raise ValidationError({"part_of": quoting(text, title=part)})
