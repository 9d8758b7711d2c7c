"""What a clerk chooses where a file does not tell: its encoding, the order of its dates, its columns, new countries."""

import re
from collections.abc import Iterable, Mapping, Set
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Final, Self

from django.utils.translation import gettext_lazy as _

from partnerships.models import ImportHeading, RegisterModel
from partnerships.spreadsheets.cells import folded

DAY_FIRST, MONTH_FIRST = "day", "month"
ORDERS: Final = {DAY_FIRST: _("day first: 05/06/2019 is 5 June"), MONTH_FIRST: _("month first: 05/06/2019 is 6 May")}
SLASHED: Final = re.compile(r"(?<!\d)(\d{1,2})([/-])(\d{1,2})\2(\d{4})(?!\d)")
YEAR: Final = re.compile(r"[12]\d{3}", re.ASCII)
GROUP_OF: Final = re.compile(r"country-([A-Z]{2})")
YEAR_FIRST: Final = re.compile(r"(?<!\d)(\d{4})/(\d{1,2})/(\d{1,2})(?!\d)")
LONGEST: Final = 200


@dataclass
class Choices:
    """The choices for one file; a heading is folded, and its column "" where it is left out."""

    encoding: str = ""
    order: str = ""
    columns: dict[str, str] = field(default_factory=dict)
    #: Code of a country that the register lacks → the group with which it is added, "" where it is not.
    countries: dict[str, str] = field(default_factory=dict)
    #: Column, as event.form → what its words mean, folded.
    words: dict[str, dict[str, str]] = field(default_factory=dict)
    #: The year of all populations without one; "out" where they are left out.
    population_year: str = ""

    @classmethod
    def posted(cls, values: Mapping[str, Any], known: Iterable[str]) -> Self:
        """Return the choices of a form: `heading-3` names the column that `column-3` chooses, `country-LV` a group."""
        columns = {
            folded(str(heading)): str(values.get(f"column-{name.partition('-')[2]}", ""))
            for name, heading in values.items()
            if name.startswith("heading-")
        }
        allowed = {*known, ""}
        order, year = str(values.get("order", "")), str(values.get("population_year", "")).strip()
        return cls(
            str(values.get("encoding", "")),
            order if order in ORDERS else "",
            {heading: name for heading, name in columns.items() if name in allowed},
            {match[1]: str(values[name]) for name in values if (match := GROUP_OF.fullmatch(name))},
            _words(values),
            "out" if "population_out" in values else year if YEAR.fullmatch(year) else "",
        )

    @property
    def for_next_file(self) -> Self:
        """The choices that the same file, corrected and chosen again, is read by as well; its encoding may differ."""
        return replace(self, encoding="")

    def told(self) -> dict[str, Any]:
        """Return the choices as plain values, to be kept with the file."""
        return asdict(self)


def _words(values: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    """Return what the words of a form mean: `word-3` is “event.form:fair”, and `means-3` the code."""
    found: dict[str, dict[str, str]] = {}
    for name, value in values.items():
        if name.startswith("word-"):
            column, _colon, word = str(value).partition(":")
            found.setdefault(column, {})[folded(word)] = str(values.get(f"means-{name.partition('-')[2]}", ""))
    return found


def remembered_words(column: str) -> dict[str, str]:
    """Return what was chosen for the words of a column, as event.form, in earlier files."""
    return dict(ImportHeading.objects.filter(table=column).values_list("heading", "column"))


def remembered(model: type[RegisterModel]) -> dict[str, str]:
    """Return the columns chosen for the headings of earlier files."""
    rows = ImportHeading.objects.filter(table=model._meta.model_name)
    return dict(rows.values_list("heading", "column"))


def remember(table: str, columns: Mapping[str, str]) -> None:
    """Keep for the next file the columns that were chosen for headings, or the codes for words of a column."""
    rows = [
        ImportHeading(table=table, heading=heading, column=column)
        for heading, column in columns.items()
        if len(heading) <= LONGEST
    ]
    ImportHeading.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["table", "heading"], update_fields=["column"]
    )


def forget_words(column: str, words: Set[str]) -> None:
    """Keep no longer what `words` of a column mean."""
    # Those that were posted may hold what no database takes: only what is there is asked for.
    ImportHeading.objects.filter(table=column, heading__in=remembered_words(column).keys() & words).delete()


def order_told(texts: Iterable[str]) -> str | None:
    """Return the order of the dates with slashes in `texts` if a day over 12 tells it; None where there are none."""
    found = [(int(match[1]), int(match[3])) for text in texts for match in SLASHED.finditer(text)]
    if not found:
        return None
    days_first, months_first = (any(pair[at] > 12 for pair in found) for at in (0, 1))
    return "" if days_first == months_first else DAY_FIRST if days_first else MONTH_FIRST


def with_dots(text: str, order: str) -> str:
    """Return the dates with slashes in `text` as days, months and years with dots between them."""
    text = YEAR_FIRST.sub(r"\3.\2.\1", text)
    return SLASHED.sub(lambda match: _dotted(match, order), text)


def _dotted(match: re.Match[str], order: str) -> str:
    first, second, year = match[1], match[3], match[4]
    if order == MONTH_FIRST or (not order and int(second) > 12 >= int(first)):
        first, second = second, first
    elif not order and int(first) <= 12:
        return match[0]
    return f"{first}.{second}.{year}"
