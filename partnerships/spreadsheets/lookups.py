"""What a cell may point at: a city, country, organisation, field or record, by name, address or number."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from difflib import get_close_matches
from functools import cached_property
from typing import Any, Final

from django.conf import settings
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from partnerships.models import (
    BODY_ROLES,
    City,
    Country,
    CountryGroup,
    InvolvementRole,
    Organization,
    Record,
    Theme,
    TieStepKind,
)
from partnerships.period import Period, read_edtf
from partnerships.spreadsheets.cells import ChoiceCell, PeriodCell, TextCell, folded
from partnerships.staff.addresses import link
from partnerships.text.languages import in_sentence
from partnerships.text.quotes import quoting
from partnerships.text.translated import text_column, text_columns

#: Fields by which a row of each table is named, and those that are tried when these name none.
NAMES: Final[dict[type[models.Model], tuple[tuple[str, ...], tuple[str, ...]]]] = {
    City: (("slug", *text_columns("name")), ("native_name", "other_names", "wikidata_id")),
    Country: ((*text_columns("name"), "iso_code"), ()),
    CountryGroup: (("slug", *text_columns("name")), ()),
    Theme: (("slug", *text_columns("name")), ()),
    Organization: (tuple(text_columns("name")), (*text_columns("short_name"), "other_names")),
    Record: (("slug", *text_columns("title")), ()),
}
NUMBERED: Final = re.compile(r"(?:№|#|n[°º]|no\.?|nr\.?)\s*(\d{1,18})", re.IGNORECASE)
NUMBERED_NAME: Final = re.compile(rf"{NUMBERED.pattern}[\s.,:–—-]+(?P<name>\D.*)", re.IGNORECASE | re.DOTALL)
SEPARATOR: Final = re.compile(r"[;\n]+")
WITH_ROLE: Final = re.compile(r"(?P<name>.+?)\s*\((?P<role>[^()]+)\)$", re.DOTALL)
#: An address on the web; its last part is a page address of ours, or an item of Wikidata.
WEB: Final = re.compile(r"https?://\S*?/([^/?#\s]+)/?", re.IGNORECASE)
#: A Latin letter with the marks above and below it taken apart.
MARKED: Final = re.compile("(?<=[a-z])[\u0300-\u036f]+")
#: Letters whose mark is a part of them.
STROKED: Final = str.maketrans({"ß": "ss", "ł": "l", "ø": "o", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe"})
GUESSED_UP_TO: Final = 5000
#: Words no longer than this are codes: every other one is like them.
CODE_LETTERS: Final = 3


class TableNames:
    """All names of one table, read once for each import or export."""

    def __init__(self, model: type[models.Model]) -> None:
        self.model = model
        self.first, self.second = next(NAMES[parent] for parent in model.__mro__ if parent in NAMES)

    @cached_property
    def rows(self) -> dict[int, tuple[str, ...]]:
        """The names of each row, by its number."""
        found = self.model._default_manager.order_by().values_list("pk", *self.first, *self.second)
        return {pk: tuple(name or "" for name in names) for pk, *names in found}

    @cached_property
    def known(self) -> tuple[dict[str, set[int]], dict[str, set[int]], dict[str, set[int]]]:
        """Rows by their names: the ones first tried, the other spellings, and all of them without accents."""
        first: dict[str, set[int]] = defaultdict(set)
        second: dict[str, set[int]] = defaultdict(set)
        bare: dict[str, set[int]] = defaultdict(set)
        for pk, names in self.rows.items():
            for at, text in enumerate(names):
                for name in map(folded, text.splitlines()):
                    (first if at < len(self.first) else second)[name].add(pk)
                    bare[unaccented(name)].add(pk)
            for name in map(folded, self.beside(names)):
                second[name].add(pk)
                bare[unaccented(name)].add(pk)
        return first, second, bare

    def beside(self, names: tuple[str, ...]) -> Iterable[str]:
        """Return what a row with these `names` is called without the register saying so."""
        return ()

    def matches(self, text: str) -> set[int]:
        """Return the numbers of the rows that `text` names; by another spelling only where no name fits."""
        if (match := NUMBERED.fullmatch(text.strip())) and int(match[1]) in self.rows:
            return {int(match[1])}
        if match := WEB.fullmatch(text.strip()):
            text = match[1]
        name = folded(text)
        first, second, bare = self.known
        return first.get(name) or second.get(name) or bare.get(unaccented(name)) or set()

    def find(self, text: str) -> int:
        """Return the number of the one row that `text` names; ValueError says why there is none."""
        found = self.matches(text) or self._numbered(text)
        if len(found) == 1:
            return next(iter(found))
        if found:
            numbers = ", ".join(f"№ {pk}" for pk in sorted(found)[:5])
            message = _("Several are called “%(name)s”: write the number instead, one of %(numbers)s.")
            raise ValueError(quoting(message, name=text, numbers=numbers))
        raise ValueError(self._unknown(text))

    def _numbered(self, text: str) -> set[int]:
        """Return the row that `text` tells both by number and by name; ValueError where the two differ."""
        match = NUMBERED_NAME.fullmatch(text.strip())
        if not match or int(match[1]) not in self.rows:
            return set()
        number = int(match[1])
        if number in self.matches(match["name"]):
            return {number}
        message = _("№ %(number)d is “%(name)s”: leave only the number or only the name in “%(text)s”.")
        raise ValueError(quoting(message, number=number, name=self.name(number), text=text[:80]))

    def _unknown(self, text: str) -> str:
        message = quoting(_("“%(name)s” is not in the register."), name=text[:80])
        may_guess = len(self.rows) <= GUESSED_UP_TO and len(folded(text)) > CODE_LETTERS
        close = get_close_matches(folded(text), self.known[0], 1, 0.75) if may_guess else []
        if close:
            message += " " + quoting(_("Did you mean “%(name)s”?"), name=self.name(min(self.known[0][close[0]])))
        return message

    def name(self, pk: int) -> str:
        """Return the name in the reader's language, else in the other one."""
        names = dict(zip(self.first, self.rows[pk], strict=False))
        columns = [name for name in self.first if name.startswith(("name_", "title_"))]
        ending = text_column("", get_language() or settings.LANGUAGE_CODE)
        columns.sort(key=lambda name: not name.endswith(ending))
        return next((names[name] for name in columns if names[name]), f"№ {pk}")

    def link(self, pk: int) -> tuple[str, str]:
        """Return the name of a row, with its number where others are called so, and its address in the office."""
        name = self.name(pk) if pk in self.rows else f"№ {pk}"
        row: Any = self.model(pk=pk)
        others = pk in self.rows and self.known[0].get(folded(name), {pk}) != {pk}
        address = link(row) if pk > 0 else ""  # what is new with the file has no page yet
        return f"{name} (№ {pk})" if others else name, address

    def written(self, pk: int) -> str:
        """Return what a cell says of the row: its name, or its number where that would not be clear."""
        if pk not in self.rows:
            return f"№ {pk}"
        name = self.name(pk)
        clear = self.matches(name) == {pk} and not SEPARATOR.search(name)
        return name if clear else f"№ {pk}"


class Points(TextCell):
    """A cell that points at one row."""

    def __init__(self, names: TableNames) -> None:
        self.names = names

    def clean(self, value: str, row: object = None, **options: object) -> object:
        """Return the number of the row."""
        return self.names.find(value)

    def render(self, value: Any, obj: object = None, **options: object) -> object:
        """Return its name."""
        return self.names.written(value) if value else ""

    def links(self, value: Any) -> list[tuple[str, str]]:
        """Return the name and the address in the office of what the cell points at."""
        return [self.names.link(value)] if value else []


class PointsAtMany(Points):
    """A cell that points at several rows, with semicolons between them."""

    def clean(self, value: str, row: object = None, **options: object) -> object:
        """Return the numbers of the rows."""
        whole = self.names.matches(value)  # a name may hold a semicolon
        return frozenset(whole) if len(whole) == 1 else frozenset(self._each(value))

    def _each(self, value: str) -> Iterator[int]:
        """Yield the rows; commas stand between them as well, where each piece is a name that is known."""
        for part in parts_of_cell(value):
            pieces = [piece.strip() for piece in part.split(",") if piece.strip()]
            if len(pieces) > 1 and not self.names.matches(part) and all(map(self.names.matches, pieces)):
                yield from map(self.names.find, pieces)
            else:
                yield self.names.find(part)

    def render(self, value: Any, obj: object = None, **options: object) -> str:
        """Return their names, or their numbers where all the names together are the name of one row."""
        said = "; ".join(sorted(self.names.written(pk) for pk in value or ()))
        is_a_name = len(value or ()) > 1 and self.names.matches(said)
        return "; ".join(f"№ {pk}" for pk in sorted(value)) if is_a_name else said

    def links(self, value: Any) -> list[tuple[str, str]]:
        """Return the name and the address of each."""
        return sorted(self.names.link(pk) for pk in value or ())


class TakesPart(PointsAtMany):
    """Organisations that take part, each with its role in brackets."""

    def __init__(self, names: TableNames, roles: ChoiceCell) -> None:
        super().__init__(names)
        self.roles = roles

    def clean(self, value: str, row: object = None, **options: object) -> object:
        """Return pairs of organisation and role."""
        return frozenset(self._one(part) for part in parts_of_cell(value))

    def _one(self, text: str) -> tuple[int, str]:
        """Return the organisation and its role; brackets that say no role are a part of the name."""
        match = WITH_ROLE.fullmatch(text)
        if match is None:
            return self.names.find(text), self._usual_role()
        try:
            role = self.roles.clean(match["role"])
        except ValueError:
            if self.names.matches(text) or not self.names.matches(match["name"]):
                return self.names.find(text), self._usual_role()
            raise
        if not self.names.matches(match["name"]) and self.names.matches(text):
            return self.names.find(text), self._usual_role()
        return self.names.find(match["name"]), role

    def _usual_role(self) -> str:
        """Return the role of whoever takes part; where there is no such term, refuse and name those there are."""
        return BODY_ROLES.usual(InvolvementRole.PARTICIPANT) or self.roles.clean("")

    def links(self, value: Any) -> list[tuple[str, str]]:
        """Return the name with its role and the address of each."""
        found = ((self.names.link(pk), in_sentence(self.roles.render(role))) for pk, role in value or ())
        return sorted((f"{name} ({role})", address) for (name, address), role in found)

    def render(self, value: Any, obj: object = None, **options: object) -> str:
        """Return the names, each with its role."""
        return "; ".join(
            sorted(f"{self.names.written(pk)} ({in_sentence(self.roles.render(role))})" for pk, role in value or ())
        )


class Steps(PointsAtMany):
    """The steps of a tie, each with its date in brackets."""

    def __init__(self, names: TableNames, kinds: ChoiceCell) -> None:
        super().__init__(names)
        self.kinds, self.dates = kinds, PeriodCell()

    def clean(self, value: str, row: object = None, **options: object) -> object:
        """Return pairs of what happened and when, as EDTF."""
        return frozenset(self._one(part) for part in parts_of_cell(value))

    def _one(self, text: str) -> tuple[str, str]:
        match = WITH_ROLE.match(text)
        if match is None:
            return self.kinds.clean(text), ""
        return self.kinds.clean(match["name"]), self.dates.period(match["role"]).edtf()

    def render(self, value: Any, obj: object = None, **options: object) -> str:
        """Return the steps in order, each with its date."""
        return "; ".join(self._written(kind, read_edtf(edtf)) for kind, edtf in steps_in_order(value or ()))

    def links(self, value: Any) -> list[tuple[str, str]]:
        """Return the steps in order; none has a page of its own."""
        return [(self._written(kind, read_edtf(edtf)), "") for kind, edtf in steps_in_order(value or ())]

    def _written(self, kind: str, when: Period) -> str:
        name = in_sentence(self.kinds.render(kind))
        return f"{name} ({self.dates.render(when)})" if when else name


def steps_in_order(steps: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return pairs of what happened and when by their dates; of the same date a pause first, an end last."""

    def place(step: tuple[str, str]) -> tuple[tuple[date, ...], int]:
        when = read_edtf(step[1])
        return (when.standing() if when else ()), TieStepKind.values.index(step[0])

    return sorted(steps, key=place)


def unaccented(name: str) -> str:
    """Return a folded name without the marks of Latin letters: Béziers is typed as Beziers, Łódź as Lodz."""
    if name.isascii():
        return name
    apart = MARKED.sub("", unicodedata.normalize("NFD", name))
    return unicodedata.normalize("NFC", apart).translate(STROKED)


def parts_of_cell(value: str) -> Iterator[str]:
    """Yield what stands between the semicolons and line ends of a cell."""
    yield from (part.strip() for part in SEPARATOR.split(value) if part.strip())
