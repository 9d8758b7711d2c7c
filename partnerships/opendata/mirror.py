"""Compares our cities with what another list says of them: Wikidata (P190), or another town hall's register."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext_lazy as _

from partnerships.models import City
from partnerships.period import Period, Precision
from partnerships.standing import TieStanding
from partnerships.text.translated import CODES, text_column

MISSING_THERE, MISSING_HERE, YEAR, STATUS = "missing there", "missing here", "since", "status"
LABELS: Final = {
    MISSING_THERE: _("only here"),
    MISSING_HERE: _("only there"),
    YEAR: _("another year"),
    STATUS: _("another status"),
}


#: The first and the last year that a beginning may mean: a decade is no year.
type Years = tuple[int, int]


def years_of(period: Period) -> Years | None:
    """Return the years that the beginning of `period` may mean, None where it is not known."""
    if period.start is None:
        return None
    year = period.start.year
    return (year, year + 9) if period.precision == Precision.DECADE else (year, year)


@dataclass
class ListedTie:
    """What a list says of one tie: the city, since which years at the earliest and the latest, whether it has ended."""

    name: str
    wikidata_id: str = ""
    since: Years | None = None
    is_ended: bool = False


@dataclass
class Difference:
    """One point in which the lists differ."""

    kind: str
    city: str
    wikidata_id: str
    here: str
    there: str


def folded_name(name: str) -> str:
    """Return a name as it is compared: without case, ё, hyphens and the words around it."""
    name = name.lower().replace("ё", "е").partition(",")[0].partition("(")[0]
    return re.sub(r"[\s\-–’'`.]+", " ", name).strip()


def folded_spellings(city: City) -> set[str]:
    """Return every spelling of the name of `city`, folded."""
    spellings = [getattr(city, text_column("name", code)) or "" for code in CODES]
    return {folded_name(name) for name in (*spellings, city.native_name, *city.other_names.splitlines())} - {""}


def our_ties(cities: Iterable[City]) -> list[tuple[ListedTie, set[str]]]:
    """Return what our register says, with every spelling of each city."""
    return [
        (
            ListedTie(
                str(city),
                city.wikidata_id,
                years_of(city.period),
                city.standing == TieStanding.ENDED,
            ),
            folded_spellings(city),
        )
        for city in cities
    ]


def of_city(ties: list[ListedTie], names: set[str]) -> ListedTie | None:
    """Return the tie with the city that has one of the `names`, if the list knows it."""
    return next((tie for tie in ties if folded_name(tie.name) in names), None)


def compare_lists(ours: list[tuple[ListedTie, set[str]]], theirs: list[ListedTie]) -> list[Difference]:
    """Return where the lists differ: first what one of them lacks, then years and states; cities in our order."""
    by_item = {tie.wikidata_id: tie for tie in theirs if tie.wikidata_id}
    items = {tie.wikidata_id for tie, _names in ours}
    by_name = {folded_name(tie.name): tie for tie in theirs if not tie.wikidata_id or tie.wikidata_id not in items}
    found: list[Difference] = []
    met: set[int] = set()
    for tie, names in ours:
        other = by_item.get(tie.wikidata_id) or next((by_name[name] for name in sorted(names & by_name.keys())), None)
        if other is None:
            found.append(Difference(MISSING_THERE, tie.name, tie.wikidata_id, _told(tie), ""))
        else:
            met.add(id(other))
            found += _differences(tie, other)
    found += [
        Difference(MISSING_HERE, tie.name, tie.wikidata_id, "", _told(tie)) for tie in theirs if id(tie) not in met
    ]
    return sorted(found, key=lambda difference: list(LABELS).index(difference.kind))


def _differences(here: ListedTie, there: ListedTie) -> Iterator[Difference]:
    item = here.wikidata_id or there.wikidata_id
    if not _may_be_same(here.since, there.since):
        yield Difference(YEAR, here.name, item, _since(here), _since(there))
    if here.is_ended != there.is_ended:
        yield Difference(STATUS, here.name, item, _status(here), _status(there))


def _may_be_same(one: Years | None, other: Years | None) -> bool:
    if one is None or other is None:
        return one == other
    return one[0] <= other[1] and other[0] <= one[1]


def _since(tie: ListedTie) -> str:
    if tie.since is None:
        return str(_("not known"))
    first, last = tie.since
    return f"{first}" if first == last else f"{first}–{last}"


def _status(tie: ListedTie) -> str:
    return str(_("ended")) if tie.is_ended else str(_("goes on"))


def _told(tie: ListedTie) -> str:
    return f"{_since(tie)}, {_status(tie)}"


def differences_table(differences: list[Difference]) -> list[list[str]]:
    """Return the differences as rows of a table with a head."""
    head = [str(text) for text in (_("difference"), _("city"), "Wikidata", _("here"), _("there"))]
    rows = [[str(LABELS[row.kind]), row.city, row.wikidata_id, row.here, row.there] for row in differences]
    return [head, *rows]
