"""Reads the lists that a register can be compared with, and says in one line what is wrong with a file."""

import csv
import io
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from partnerships.opendata.mirror import ListedTie
from partnerships.text.translated import text_columns
from partnerships.workbook.formulas import unguarded

LARGEST: Final = 50 * 2**20
ITEM: Final = re.compile(r"^(?:https?://www\.wikidata\.org/(?:entity|wiki)/)?(Q[1-9]\d{0,11})$")
START: Final = ("start", "since", "startTime", "start_time", "from", "inception")
END: Final = ("end", "endTime", "end_time", "until")
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


def read_list(path: Path) -> OtherList:
    """Return the list in the file, or in the folder of a published set."""
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
        return _from_json(path, text)
    return OtherList(_ties(path, _csv_rows(path, text)))


def _csv_rows(path: Path, text: str) -> list[MirrorRow]:
    try:
        return [
            {name: unguarded(value or "") for name, value in row.items() if name}
            for row in csv.DictReader(io.StringIO(text, newline=""), strict=True)
        ]
    except csv.Error as error:
        raise UnreadableList(f"{path}: not a table ({error}); expected {READS}") from error


def _from_json(path: Path, text: str) -> OtherList:
    try:
        data: Any = json.loads(text)
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
    return OtherList(_ties(path, [{name: _plain(value) for name, value in row.items()} for row in rows]))


def _plain(value: Any) -> str:
    """Return the value of a cell: SPARQL wraps it in an object that tells its type."""
    if isinstance(value, dict):
        value = value.get("value", "")
    return "" if value is None else str(value)


def _ties(path: Path, rows: list[MirrorRow]) -> list[ListedTie]:
    if not rows:
        return []
    names = list(dict.fromkeys(name for row in rows for name in row))
    if "wikidata_id" in names and "slug" in names:
        return [_from_register(row) for row in rows]
    item = next((name for name in names if any(ITEM.match(row.get(name, "")) for row in rows)), None)
    if item is None:
        raise UnreadableList(f"{path}: no column holds Wikidata items; expected {READS}")
    label = f"{item}Label"
    start, end = (next((name for name in known if name in names), "") for known in (START, END))
    ties: dict[str, ListedTie] = {}
    for row in rows:
        match = ITEM.match(row.get(item, ""))
        if match:
            # Several statements of one city come as several rows: the earliest year, and ended only if all are.
            tie = ListedTie(row.get(label) or match[1], match[1], _year(row.get(start, "")), bool(row.get(end)))
            known = ties.get(match[1])
            if known is not None:
                tie.year = min(filter(None, (known.year, tie.year)), default=None)
                tie.is_ended = known.is_ended and tie.is_ended
            ties[match[1]] = tie
    return list(ties.values())


def _from_register(row: MirrorRow) -> ListedTie:
    name = next(filter(None, (row.get(column) for column in text_columns("name"))), row["slug"])
    return ListedTie(name, row["wikidata_id"], _year(row.get("period_start") or ""), row.get("status") == "ended")


def _year(text: str) -> int | None:
    match = re.match(r"\+?(\d{4})", text)
    return int(match[1]) if match else None
