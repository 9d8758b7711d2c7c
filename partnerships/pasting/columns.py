"""What each column of a pasted table means: by its heading, else by what stands in it."""

import re
from collections.abc import Callable
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from partnerships.pasting.clipboard import Row
from partnerships.pasting.moments import day_of, looks_like_day, times_in
from partnerships.pasting.people import BODY, OFFICE, is_contact, is_name, role_of
from partnerships.period import Period
from partnerships.period.words import fold

SKIP: Final = ""

#: Kind of rows → meanings of its columns: what a clerk reads, and the headings that say it.
MEANINGS: Final[dict[str, dict[str, tuple[Any, str]]]] = {
    "participants": {
        "contact": (_("Contact"), r"контакт|телефон|тел\b|моб|e-?mail|почт|phone|contact"),
        "role": (_("Role"), r"роль|статус|role"),
        "name": (_("Full name"), r"\bф\.? ?и\.? ?о\b|фамили|имя|участник|name|participant|surname"),
        "organization": (
            _("Organisation"),
            r"организаци|место работы|учреждени|компани|organi[sz]ation|company|institution",
        ),
        "office": (_("Office"), r"должност|office|position|title|post\b"),
    },
    "programme_items": {
        "day": (_("Day"), r"дата|день\b|date|day\b"),
        "time": (_("Time"), r"время|часы|time\b|начало"),
        "place": (_("Place"), r"место|адрес|площадк|place|venue|location"),
        "activity": (
            _("Activity"),
            r"мероприяти|содержани|событи|программ|activit|event|programme|program\b|description",
        ),
    },
    "figures": {"figure": (_("Figure"), r"показател|значени|количеств|figure|value|number")},
}
#: Headings of columns that no row of ours has; they are left out rather than guessed at.
_LEFT_OUT: Final = re.compile(
    r"^(?:№|n|no|#)\W*(?:п/?п)?\W*$|^(?:ответствен|транспорт|примечани|responsible|transport|note|remark|питани|размещени)"
)


def heading(row: Row, kind: str) -> list[str] | None:
    """Return the columns that `row` names, or None when it is no heading."""
    columns = [_named(fold(cell), kind) for cell in row]
    named = sum(column is not None for column in columns)
    known = sum(bool(column) for column in columns)
    if known >= 1 and named == sum(bool(cell) for cell in row) and named >= 2:
        return [column or SKIP for column in columns]
    return None


def _named(cell: str, kind: str) -> str | None:
    if not cell or len(cell) > 60 or times_in(cell)[0]:
        return None
    if _LEFT_OUT.search(cell):
        return SKIP
    return next((name for name, (_label, words) in MEANINGS[kind].items() if re.search(words, cell)), None)


def by_content(rows: list[Row], kind: str) -> list[str]:
    """Return what each column seems to hold, judged by most of its cells."""
    kinds: dict[str, dict[str, Callable[[str], Any]]]
    kinds = {"participants": _PERSON, "programme_items": _ITEM, "figures": {"figure": bool}}
    tests = kinds[kind]
    columns = [_most([row[at] for row in rows if row[at]], tests) for at in range(len(rows[0]))]
    main = {"participants": "office", "programme_items": "activity", "figures": "figure"}[kind]
    free = [at for at, column in enumerate(columns) if column is None]
    if kind == "programme_items" and free:
        # The longest words say what happens, the column after them where.
        longest = max(free, key=lambda at: sum(len(row[at]) for row in rows))
        return [
            column if column is not None else main if at == longest else "place" for at, column in enumerate(columns)
        ]
    return [main if column is None else column for column in columns]


def _most(cells: list[str], tests: dict[str, Callable[[str], Any]]) -> str | None:
    if not cells:
        return SKIP
    for name, test in tests.items():
        if sum(bool(test(cell)) for cell in cells) * 2 > len(cells):
            return name
    return None


def _is_body(text: str) -> bool:
    plain = fold(text)
    body, office = BODY.search(plain), OFFICE.search(plain)
    return body is not None and not (office and office.start() < body.start())


_PERSON: Final[dict[str, Callable[[str], Any]]] = {
    SKIP: lambda cell: re.fullmatch(r"\d{1,3}[.)]?", cell),
    "contact": is_contact,
    "name": lambda cell: is_name(cell.replace("\n", " ")),
    "role": lambda cell: role_of(cell) and len(cell) < 30,
    "organization": _is_body,
}
_ITEM: Final[dict[str, Callable[[str], Any]]] = {
    "day": lambda cell: looks_like_day(cell) or (day_of(cell, Period(), alone=True)),
    "time": lambda cell: (
        times_in(cell, alone=True)[0] and not re.search(r"[^\W\d_]{4,}", times_in(cell, alone=True)[2])
    ),
    SKIP: lambda cell: re.fullmatch(r"\d{1,3}[.)]?", cell),
}
