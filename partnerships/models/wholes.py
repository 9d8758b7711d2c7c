"""What a record may be part of: of a whole that is itself no part, so that one look tells what became of it."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from typing import Any, Final, NamedTuple

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _

from partnerships.models.city import City
from partnerships.standing.choices import COUNTED, WAITED_FOR
from partnerships.text.quotes import quoting

#: The filters that narrow a list to the records of cities.
_OF_CITIES: Final = ("city", "country")


class ToldPart(NamedTuple):
    """A public part of which the public record it belongs to tells, for it is of the like standing."""

    key: int
    #: The filters of a list by which the part may stand in it without its whole: of other cities, fields or years.
    apart_by: frozenset[str]


def told_parts(records: Any, day: date | None = None) -> list[ToldPart]:
    """Return those of `records` that may need no line beside the record of which they are part, as all stand on `day`.

    They are few, and known for as long as the register stays as it is: a statement that worked them out beside each
    list would cost more than the list.
    """
    public = records.public().order_by()
    rows = public.filter(part_of__isnull=False).with_standing(day).only("kind", "part_of", "start", "end")
    parts = list(rows)
    if not parts:
        return []
    rows = public.filter(pk__in=public.filter(part_of__isnull=False).values("part_of"))
    wholes = {row.pk: row for row in rows.with_standing(day).only("kind", "start", "end")}
    pairs = [(part, wholes[part.part_of_id]) for part in parts if part.part_of_id in wholes]
    alike = [(part, whole) for part, whole in pairs if _told_as(part.standing) == _told_as(whole.standing)]
    of = records.model
    cities = _linked(of.cities.through.objects.filter(city__in=City.objects.public()), "city")
    themes = _linked(of.themes.through.objects, "theme")
    return [ToldPart(part.pk, frozenset(_apart_by(part, whole, cities, themes))) for part, whole in alike]


def parts_told(parts: Collection[ToldPart], among: Collection[str] = ()) -> set[int]:
    """Return the keys of the `parts` that need no line in a list narrowed by the filters `among`."""
    return {part.key for part in parts if part.apart_by.isdisjoint(among)}


def _linked(links: Any, name: str) -> dict[int, set[int]]:
    """Return what parts and wholes are linked to, by the key of the record."""
    found: dict[int, set[int]] = defaultdict(set)
    of_both = links.filter(Q(record__part_of__isnull=False) | Q(record__parts__isnull=False))
    for record, other in of_both.values_list("record_id", f"{name}_id"):
        found[record].add(other)
    return found


def _apart_by(part: Any, whole: Any, cities: dict[int, set[int]], themes: dict[int, set[int]]) -> set[str]:
    found = {*_OF_CITIES} if not cities[part.pk] <= cities[whole.pk] else set[str]()
    if not themes[part.pk] <= themes[whole.pk]:
        found.add("theme")
    if part.start and not _is_within(part, whole):
        found.add("year")
    return found


def _is_within(part: Any, whole: Any) -> bool:
    """Say whether `whole` stands in each year in which `part` does."""
    return bool(whole.start and whole.start.year <= part.start.year and part.end.year <= whole.end.year)


def _told_as(standing: str) -> str:
    """Return `standing`, with one word for all that counts, and one for all that is waited for."""
    return next((group[0] for group in (COUNTED, WAITED_FOR) if standing in group), standing)


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
