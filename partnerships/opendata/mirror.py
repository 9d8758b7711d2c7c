"""Compares our cities with what another list says of them: Wikidata (P190), or another town hall's register."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from partnerships.models import City
from partnerships.opendata.columns import LANGUAGES
from partnerships.standing import TieStanding
from partnerships.text.translated import text_column

MISSING_THERE, MISSING_HERE, YEAR, STATUS = "missing there", "missing here", "since", "status"
LABELS: Final = {
    MISSING_THERE: _("only here"),
    MISSING_HERE: _("only there"),
    YEAR: _("another year"),
    STATUS: _("another status"),
}


@dataclass
class Tie:
    """What a list says of one tie: the city, since which year, and whether it has ended."""

    name: str
    wikidata_id: str = ""
    year: int | None = None
    is_ended: bool = False


@dataclass
class Difference:
    """One point in which the lists differ."""

    kind: str
    city: str
    wikidata_id: str
    here: str
    there: str


def folded(name: str) -> str:
    """Return a name as it is compared: without case, ё, hyphens and the words around it."""
    name = name.lower().replace("ё", "е").partition(",")[0].partition("(")[0]
    return re.sub(r"[\s\-–’'`.]+", " ", name).strip()


def names_of(city: City) -> set[str]:
    """Return every spelling of the name of `city`, folded."""
    spellings = [getattr(city, text_column("name", code)) or "" for code in LANGUAGES]
    return {folded(name) for name in (*spellings, city.native_name, *city.other_names.splitlines())} - {""}


def our_ties(cities: Iterable[City]) -> list[tuple[Tie, set[str]]]:
    """Return what our register says, with every spelling of each city."""
    return [
        (
            Tie(
                str(city),
                city.wikidata_id,
                city.period.start.year if city.period.start else None,
                city.standing == TieStanding.ENDED,
            ),
            names_of(city),
        )
        for city in cities
    ]


def of_city(ties: list[Tie], names: set[str]) -> Tie | None:
    """Return the tie with the city that has one of the `names`, if the list knows it."""
    return next((tie for tie in ties if folded(tie.name) in names), None)


def compare(ours: list[tuple[Tie, set[str]]], theirs: list[Tie]) -> list[Difference]:
    """Return where the lists differ: first what one of them lacks, then years and states; cities in our order."""
    by_item = {tie.wikidata_id: tie for tie in theirs if tie.wikidata_id}
    items = {tie.wikidata_id for tie, _names in ours}
    by_name = {folded(tie.name): tie for tie in theirs if not tie.wikidata_id or tie.wikidata_id not in items}
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


def _differences(here: Tie, there: Tie) -> Iterator[Difference]:
    item = here.wikidata_id or there.wikidata_id
    if here.year != there.year:
        yield Difference(YEAR, here.name, item, _year(here), _year(there))
    if here.is_ended != there.is_ended:
        yield Difference(STATUS, here.name, item, _status(here), _status(there))


def _year(tie: Tie) -> str:
    return str(tie.year) if tie.year else str(_("not known"))


def _status(tie: Tie) -> str:
    return str(_("ended")) if tie.is_ended else str(_("goes on"))


def _told(tie: Tie) -> str:
    return f"{_year(tie)}, {_status(tie)}"


def table(differences: list[Difference]) -> list[list[str]]:
    """Return the differences as rows of a table with a head."""
    head = [str(text) for text in (_("difference"), _("city"), "Wikidata", _("here"), _("there"))]
    rows: list[Any] = [[str(LABELS[row.kind]), row.city, row.wikidata_id, row.here, row.there] for row in differences]
    return [head, *rows]
