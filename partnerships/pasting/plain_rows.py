"""Checklists, commitments, estimates and gifts out of a table: each column is of one kind, or its words stay words."""

import re
from collections.abc import Callable, Iterator
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from partnerships.models import GiftDirection, Side
from partnerships.pasting.clipboard import Row
from partnerships.period import Period, format_period, parser
from partnerships.period.words import fold_spelling
from partnerships.text.quotes import quoting

_NUMBER: Final = re.compile(r"\d[\d\s\u00a0\u202f]*(?:[.,]\d{1,2})?(?!\d)")
_NUMBERED: Final = re.compile(r"\A\d+[.)]\s+")
_OURS: Final = re.compile(r"\b(?:наш|мы\b|our|we\b|home|unser|wir\b|nous|notre)")
_THEIRS: Final = re.compile(r"\b(?:партнер|гост|они\b|partner|their|they\b|guest|gast|gäste|invit|partenaire)")
_RECEIVED: Final = re.compile(r"\b(?:получ|принят|receiv|erhalten|bekommen|reçu)")
_GIVEN: Final = re.compile(r"\b(?:вруч|дарен|подарен|передан|given|gave|überreicht|geschenkt|offert|remis)")
_SAID_DONE: Final = r"(?:(?:выполнен|сделан|готов|исполнен)[оаы]?|да|done|yes|ja|erledigt|oui|faite?s?|[+✓✔xх])"
#: The whole cell: “готовится” and “дата уточняется” begin as if it were done.
_DONE: Final = re.compile(rf"{_SAID_DONE}(?:[\s,;]+{_SAID_DONE})*[.!]?")

_ENDS: Final = r"\)?\s*(?=[,;]|$)"
_WHO: Final = re.compile(
    r"[,;(]?\s*\b(?:отв(?:\.|етственн\w+)|исп\.|исполнител\w+|resp\.|responsible|verantwortlich|zuständig|responsable)"
    rf"\s*[:—–-]?\s*(?P<who>[^,;()]+?){_ENDS}",
    re.IGNORECASE,
)
#: A number alone is no day: “up to 2000” tells how many.
_BY: Final = re.compile(
    r"[,;(]?\s*\b(?:срок\s*[:—–-]?(?:\s*до)?|не позднее|до|by|not later than|bis(?: zum)?|d['’]ici(?: le| au)?)"
    rf"\s+(?P<day>(?!\d+{_ENDS})[^,;()]*\d{{4}}[^,;()]*?){_ENDS}",
    re.IGNORECASE,
)


def money_in(text: str) -> Decimal | None:
    """Return the sum that a cell says: “1 200,50 руб.”; None where it says none, or more than one."""
    found = _NUMBER.findall(text)
    if len(found) != 1:
        return None
    try:
        return Decimal(re.sub(r"\s", "", found[0]).replace(",", "."))
    except InvalidOperation:
        return None


def count_in(text: str) -> int | None:
    """Return the whole number that a cell says, None for another one or none."""
    found = money_in(text)
    return int(found) if found is not None and found == int(found) and found < 2**15 else None


def _period_in(text: str) -> Period | None:
    try:
        return parser.typed(text, remark=False).period or None
    except ValidationError:
        return None


def _day_in(text: str) -> object:
    period = _period_in(text)
    return period.start if period and period.is_to_the_day and period.start == period.end else None


def _due_in(text: str) -> object:
    period = _period_in(text)
    return format_period(period) if period else None


def _side_in(text: str) -> object:
    plain = fold_spelling(text)
    return Side.PARTNER.value if _THEIRS.search(plain) else Side.HOME.value if _OURS.search(plain) else None


def _direction_in(text: str) -> object:
    plain = fold_spelling(text)
    if _RECEIVED.search(plain):
        return GiftDirection.RECEIVED.value
    return GiftDirection.GIVEN.value if _GIVEN.search(plain) else None


def _mark_in(text: str) -> object:
    return "on" if _DONE.fullmatch(fold_spelling(text).strip()) else None


#: Kind of rows → its columns that are no words, with what reads a cell.
READERS_OF: Final[dict[str, dict[str, Callable[[str], object]]]] = {
    "checklist_items": {"due": _day_in, "is_done": _mark_in},
    "commitments": {"side": _side_in, "due": _due_in},
    "estimate_lines": {"rate": money_in, "persons": count_in, "days": count_in, "actual": money_in},
    "gifts": {"direction": _direction_in, "quantity": count_in, "value": money_in},
}
#: Kind of rows → the column of who answers for what is to be done by a day.
ANSWERS: Final = {"checklist_items": "responsible", "commitments": "who"}
#: Kind of rows → the column of what cannot be read as it should be.
LEFTOVERS: Final = {
    "checklist_items": "note",
    "commitments": "note",
    "estimate_lines": "basis",
    "gifts": "note",
}


def plain_lines(kind: str, main: str, lines: list[str]) -> list[dict[str, Any]]:
    """Return a row for each line, its words in the column `main`; who answers for it and by when stand apart."""
    return [_plain_row(kind, main, [words, *apart.values()], [main, *apart]) for words, apart in _apart(kind, lines)]


def _apart(kind: str, lines: list[str]) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield the words of each line, and by their column those that say who answers for it and by when."""
    person = ANSWERS.get(kind)
    for line in lines:
        apart: dict[str, str] = {}
        words = line
        if person and (who := _WHO.search(words)):
            apart[person], words = who["who"].strip(" ."), words[: who.start()] + words[who.end() :]
        if person and (by := _BY.search(words)) and READERS_OF[kind]["due"](day := by["day"].strip(" .")):
            apart["due"], words = day, words[: by.start()] + words[by.end() :]
        yield (words.strip(" ,;") if apart else line), apart


def plain_table(kind: str, main: str, body: list[Row], named: list[str]) -> tuple[list[dict[str, Any]], list[str]]:
    """Return the rows of a table whose columns are `named`, and the rows that say nothing in the column `main`."""
    if main not in named and "" in named:  # what is under no heading of ours is what it is all about
        named = [*named]
        named[named.index("")] = main
    read = [(row, _plain_row(kind, main, row, named)) for row in body]
    return [found for _cells, found in read if found.get(main)], [
        " ".join(filter(None, cells)) for cells, found in read if not found.get(main) and any(cells)
    ]


def _plain_row(kind: str, main: str, cells: Row, named: list[str]) -> dict[str, Any]:
    parts: dict[str, list[str]] = {}
    for cell, column in zip(cells, named, strict=True):
        if column and re.search(r"\w|[+✓✔]", cell):
            parts.setdefault(column, []).append(" ".join(cell.split()))
    row: dict[str, Any] = {"notes": []}
    left: list[str] = []
    for column, texts in parts.items():
        text = ", ".join(texts)
        if kind == "estimate_lines" and column in ("rate", "days") and "факт" in fold_spelling(text):
            row["is_at_fact"] = "on"
            continue
        reader = READERS_OF[kind].get(column)
        value = reader(text) if reader else text
        if value is None:
            left.append(text)
            row["notes"].append(quoting(_("“%(text)s” could not be read: it stands in the note"), text=text))
        else:
            row[column] = value
    if main in row:
        row[main] = _NUMBERED.sub("", row[main])
    if left:
        row[LEFTOVERS[kind]] = ", ".join(filter(None, [row.get(LEFTOVERS[kind], ""), *left]))
    return row
