"""Records that may be what a text tells of: of its kind and city and at its time, or of its title."""

from collections.abc import Iterable, Sequence
from typing import Final

from django.db.models import Prefetch, Q

from partnerships.models import City, Record
from partnerships.period import PERIOD_COLUMNS, Period
from partnerships.prose.found import Find
from partnerships.prose.names import folded_words
from partnerships.text.folding import fold
from partnerships.text.translated import text_columns

#: So many are shown beside a draft.
_MOST: Final = 3
#: So many letters of a word are the same in all its forms.
_STEM: Final = 5


def records_near(finds: Sequence[Find]) -> list[Record]:
    """Return the records that may be the same as one of `finds`, all that are to be compared with them."""
    if not finds:
        return []
    wanted = _near(finds) & Q(cities=None)
    if placed := [find for find in finds if _keys(find)]:
        wanted |= _near(finds) & Q(cities__in=set.union(*map(_keys, placed)))
    if unplaced := {find.kind for find in finds if not _keys(find)}:
        wanted |= _near(finds) & Q(kind__in=unplaced)
    if undated := [find for find in placed if find.title and not find.period]:
        cities = set.union(*map(_keys, undated))
        wanted |= Q(kind__in={find.kind for find in undated}, cities__in=cities)
    rows = Record.objects.of_kinds({find.kind for find in finds}).filter(wanted)
    shown = rows.only("kind", "slug", "state", "publish_at", *PERIOD_COLUMNS, *text_columns("title")).distinct()
    return list(shown.prefetch_related(Prefetch("cities", City.objects.only("pk"))))


def records_of_find(find: Find, title: str, known: Iterable[Record]) -> list[Record]:
    """Return the records that may be what `find` tells of, those of its title first.

    Of the same city any that touches its time; of its title also one that has no date or no city yet.
    """
    kin = ((row, _is_titled(row, find, title)) for row in known if row.kind == find.kind)
    found = [(row, is_titled) for row, is_titled in kin if _may_be(row, find, is_titled=is_titled)]
    found.sort(key=lambda one: (not one[1], one[0].period != find.period))
    return [row for row, _is_titled in found[:_MOST]]


def _may_be(row: Record, find: Find, *, is_titled: bool) -> bool:
    theirs, ours = {city.pk for city in row.cities.all()}, _keys(find)
    is_open = is_titled and not (row.period and find.period)
    if theirs and ours:
        return bool(theirs & ours) and (is_open or _touches(row.period, find.period))
    return is_titled and _touches(row.period, find.period)


def _keys(find: Find) -> set[int]:
    return {int(place.key) for place in find.cities if place.is_known}


def _near(finds: Iterable[Find]) -> Q:
    """Return the condition of what has no date, or one within the years of `finds`."""
    days = [day for find in finds if find.period for day in find.period.standing()]
    return Q(start=None) | Q(start__lte=max(days), end__gte=min(days)) if days else Q(start=None)


def _touches(one: Period, other: Period) -> bool:
    if one == other:
        return True
    if not one or not other:
        return False
    (start, end), (first, last) = one.standing(), other.standing()
    return start <= last and first <= end


def _is_titled(row: Record, find: Find, title: str) -> bool:
    """Say whether a record has the title of a find: that of the text in any words around it, another one exactly."""
    titles = [value for column in text_columns("title") if (value := getattr(row, column))]
    if not find.title:
        return any(fold(value) == fold(title) for value in titles)
    ours = _stems(find.title)
    return bool(ours) and any(ours <= theirs or _is_most_of(theirs, ours) for theirs in map(_stems, titles))


def _is_most_of(words: set[str], title: set[str]) -> bool:
    return words <= title and len(words) * 2 >= len(title)


def _stems(title: str) -> set[str]:
    return {word[:_STEM] for word in folded_words(title)}
