"""What a record may be part of: of a whole that is itself no part, so that one look tells what became of it."""

from collections.abc import Collection
from datetime import date
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db.models import Case, CharField, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.utils.translation import gettext as _

from partnerships.models.city import City
from partnerships.standing.choices import COUNTED, WAITED_FOR
from partnerships.text.quotes import quoting

#: The filters that narrow a list to the records of cities.
_OF_CITIES: Final = frozenset({"city", "country"})


def told_by_wholes(records: Any, day: date | None = None, among: Collection[str] = ()) -> QuerySet[Any]:
    """Return the keys of those of `records` that need no line beside the public record of which they are part.

    That one is of the like standing, and by the filters `among` which the list is narrowed it stands there as well:
    of the same cities, fields and years.
    """
    parts = records.order_by().filter(part_of__isnull=False).standings(day)
    wholes = records.order_by().public().filter(pk=OuterRef("part_of")).standings(day)
    found = parts.annotate(
        stands_as=_told_as("standing_then"),
        whole_stands_as=Subquery(wholes.annotate(told_as=_told_as("standing_then")).values("told_as")[:1]),
    ).filter(stands_as=F("whole_stands_as"))
    if not _OF_CITIES.isdisjoint(among):
        found = found.exclude(
            Exists(City.objects.public().filter(records=OuterRef("pk")).exclude(records=OuterRef("part_of")))
        )
    if "theme" in among:
        of_records = records.model.themes.through.objects
        of_whole = of_records.filter(record=OuterRef(OuterRef("part_of"))).values("theme")
        found = found.exclude(Exists(of_records.filter(record=OuterRef("pk")).exclude(theme__in=of_whole)))
    if "year" in among:
        is_within = Q(start__year__gte=F("part_of__start__year"), end__year__lte=F("part_of__end__year"))
        found = found.filter(Q(start=None) | is_within)
    return found.values("pk")


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
