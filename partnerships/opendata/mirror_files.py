"""Reads the lists that a register can be compared with, and says in one line what is wrong with a file."""

import csv
import io
import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from django.core.exceptions import ValidationError
from django.utils import timezone

from partnerships.opendata.mirror import ListedTie, Years, years_of
from partnerships.period import parse
from partnerships.text.translated import text_columns
from partnerships.workbook.formulas import unguarded

LARGEST: Final = 50 * 2**20
ITEM: Final = re.compile(r"^(?:https?://www\.wikidata\.org/(?:entity|wiki)/)?(Q[1-9]\d{0,11})$")
ISO: Final = re.compile(r"\+?(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:T.*)?$")
#: What columns are called, in small letters and without what stands between the words.
PARTNER: Final = {
    *("partner", "partnercity", "sistercity", "twin", "twintown", "item", "партнёр", "партнер", "городпартнёр"),
    *("partnerstadt", "villejumelée", "villejumelee", "villepartenaire"),
}
START: Final = {
    *("start", "since", "starttime", "startdate", "from", "inception", "начало", "с", "датаначала"),
    *("beginn", "seit", "von", "début", "debut", "depuis"),
}
END: Final = {
    *("end", "endtime", "enddate", "until", "конец", "окончание", "по", "датаокончания"),
    *("ende", "bis", "fin", "jusquà", "jusqu'à"),
}
RANK: Final = {"rank", "ранг", "rang"}
#: What stands in a column of ends for a tie that has none.
GOES_ON: Final = {
    *("-", "–", "—", "..", "…", "present", "now", "today", "heute", "présent", "aujourd’hui", "н. в.", "н.в.")
}
GOES_ON_WORD: Final = re.compile(r"настоящ|сейчас|bis heute|to date|ongoing|laufend|en cours|действует", re.IGNORECASE)
DEPRECATED: Final = ("deprecatedrank", "deprecated")
#: How exactly Wikidata knows a date.
DECADE, YEAR, MONTH, DAY = 8, 9, 10, 11
#: Shown with an error: what the comparison can read.
READS: Final = "a SPARQL result (JSON or CSV) or the cities.csv, cities.json or datapackage.json of another register"

type MirrorRow = dict[str, str]


class UnreadableList(ValueError):
    """The file is none of the lists that can be compared."""


@dataclass
class OtherList:
    """A list of ties; `home` are the names of the city that keeps it, known for another register only."""

    ties: list[ListedTie]
    home: tuple[str, ...] = ()
    unread: list[str] = field(default_factory=list)  # headings that say nothing to the comparison


def read_list(path: Path, partner: str = "") -> OtherList:
    """Return the list in the file, or in the folder of a published set; `partner` names the column of the partners."""
    path = path / "datapackage.json" if path.is_dir() else path
    try:
        if path.stat().st_size > LARGEST:
            raise UnreadableList(f"{path}: larger than {LARGEST // 2**20} MB")
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise UnreadableList(f"{path}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise UnreadableList(f"{path}: not a text in UTF-8; expected {READS}") from error
    if text.lstrip()[:1] in ("{", "["):
        return _from_json(path, text, partner)
    return _ties(path, _csv_rows(path, text), partner)


def _csv_rows(path: Path, text: str) -> list[MirrorRow]:
    head = text.partition("\n")[0]
    delimiter = max(",;\t", key=head.count)
    try:
        return [
            {name: unguarded(value or "") for name, value in row.items() if name}
            for row in csv.DictReader(io.StringIO(text, newline=""), strict=True, delimiter=delimiter)
        ]
    except csv.Error as error:
        raise UnreadableList(f"{path}: not a table ({error}); expected {READS}") from error


def _from_json(path: Path, text: str, partner: str) -> OtherList:
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UnreadableList(f"{path}: broken JSON ({error})") from error
    if isinstance(data, dict) and isinstance(data.get("resources"), list) and isinstance(data.get("home"), dict):
        cities = read_list(path.parent / "cities.csv")
        return OtherList(cities.ties, tuple(str(name) for name in data["home"].values() if name))
    bindings = (
        data.get("results", {}).get("bindings")
        if isinstance(data, dict) and isinstance(data.get("results"), dict)
        else None
    )
    rows = data if isinstance(data, list) else bindings
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise UnreadableList(f"{path}: expected {READS}")
    return _ties(path, [{name: _plain(value) for name, value in row.items()} for row in rows], partner)


def _plain(value: object) -> str:
    """Return the value of a cell: SPARQL wraps it in an object that tells its type."""
    if isinstance(value, dict):
        value = value.get("value", "")
    return "" if value is None else str(value)


def _ties(path: Path, rows: list[MirrorRow], partner: str) -> OtherList:
    if not rows:
        return OtherList([])
    names = list(dict.fromkeys(name for row in rows for name in row))
    if "wikidata_id" in names and "slug" in names:
        return OtherList([_from_register(row) for row in rows])
    item = _partner_column(path, names, rows, partner)
    start, end, rank = (next((name for name in names if _plainly(name) in known), "") for known in (START, END, RANK))
    exact = {
        one: next((name for name in names if _plainly(name) == f"{_plainly(one)}precision"), "") for one in (start, end)
    }
    ties: dict[str, ListedTie] = {}
    for row in rows:
        match = ITEM.match(row.get(item, ""))
        if match is None or row.get(rank, "").lower().endswith(DEPRECATED):
            continue
        # Several statements of one city come as several rows: the earliest year, and ended only if all are.
        since = _years(row.get(start, ""), row.get(exact[start], "").removesuffix(".0"))
        is_ended = _is_over(row.get(end, ""), row.get(exact[end], "").removesuffix(".0"))
        tie = ListedTie(row.get(f"{item}Label") or match[1], match[1], since, is_ended)
        known = ties.get(match[1])
        if known is not None:
            tie.since = min(filter(None, (known.since, tie.since)), default=None)
            tie.is_ended = known.is_ended and tie.is_ended
        ties[match[1]] = tie
    read = {item, f"{item}Label", rank, start, end, *exact.values()}
    return OtherList(list(ties.values()), unread=[name for name in names if name not in read])


def _partner_column(path: Path, names: list[str], rows: list[MirrorRow], wanted: str) -> str:
    """Return the column of the partner's item: the one asked for, the only one, or the one that is called so."""
    holding = [name for name in names if any(ITEM.match(row.get(name, "")) for row in rows)]
    if wanted:
        if wanted not in holding:
            raise UnreadableList(f"{path}: the column {wanted!r} holds no Wikidata items; those that do: {holding}")
        return wanted
    if not holding:
        raise UnreadableList(f"{path}: no column holds Wikidata items; expected {READS}")
    # The keeper of the list is the same in every row.
    varied = [name for name in holding if len({row.get(name) for row in rows}) > 1] or holding
    called = [name for name in varied if _plainly(name) in PARTNER]
    found = called or varied
    if len(found) > 1:
        raise UnreadableList(f"{path}: several columns hold Wikidata items; name the partner's with --partner: {found}")
    return found[0]


def _plainly(name: str) -> str:
    return re.sub(r"[\s_-]+", "", name).lower()


def _from_register(row: MirrorRow) -> ListedTie:
    name = next(filter(None, (row.get(column) for column in text_columns("name"))), row["slug"])
    since = _years(row.get("period") or row.get("period_start") or "", "")
    return ListedTie(name, row["wikidata_id"], since, row.get("status") == "ended")


def _years(text: str, precision: str) -> Years | None:
    """Return the years that a beginning may mean: by the precision of Wikidata, else as a register writes dates."""
    iso = ISO.match(text)
    if iso and precision.isdigit() and int(precision) < YEAR:
        decade = int(iso[1]) // 10 * 10
        return (decade, decade + 9) if int(precision) == DECADE else None
    if iso:
        return int(iso[1]), int(iso[1])
    try:
        return years_of(parse(text))
    except ValidationError:
        return None


def _is_over(text: str, precision: str) -> bool:
    """Say whether an end is past: what is rough is past with its last day, and an end of no known date has been."""
    iso = ISO.match(text)
    if iso is None:
        return _is_over_in_words(text.strip())
    year, month, day = int(iso[1]), int(iso[2] or 0), int(iso[3] or 0)
    known = int(precision) if precision.isdigit() else DAY if (month, day) > (1, 1) else YEAR
    if known < YEAR:
        year += (10 if known == DECADE else 100) - 1
    last = (year, month if known >= MONTH else 12, day if known >= DAY else 31)
    today = timezone.localdate()
    return last < (today.year, today.month, today.day)


def _is_over_in_words(text: str) -> bool:
    if not text or text.lower() in GOES_ON or GOES_ON_WORD.search(text):
        return False
    try:
        period = parse(text)
    except ValidationError:
        return True
    return period.end is not None and period.end < timezone.localdate()
