"""A programme of stay: day, time, activity and place out of a table or of lines under headings."""

import re
from datetime import date, time
from typing import Any, Final

from django.utils import formats
from django.utils.translation import gettext as _

from partnerships.pasting.clipboard import Row
from partnerships.pasting.languages import by_language
from partnerships.pasting.moments import day_of, looks_like_day, times_in, weekday_of
from partnerships.period import Period

type Found = dict[str, Any]

_PLACE: Final = re.compile(
    r"[\n(;,.]?\s*\b(?:место(?: проведения)?|адрес|venue|place)\s*:\s*(?P<place>[^\n)]+)\)?", re.I
)


class Programme:
    """Reads row after row; a heading with a day holds for the rows below it."""

    def __init__(self, visit: Period) -> None:
        self.visit = visit
        self.day: date | None = None
        self.unknown = ""
        self.rows: list[Found] = []
        self.skipped: list[str] = []

    def table_row(self, cells: Row, columns: list[str]) -> None:
        """Read a row whose cells mean what `columns` say; a row of one cell is a heading or a line."""
        filled = [cell for cell in cells if cell]
        if len(filled) == 1 and (self._heading(filled[0]) or "activity" not in columns):
            if not looks_like_day(filled[0]):
                self.line(filled[0])
            return
        parts: dict[str, list[str]] = {}
        for cell, column in zip(cells, columns, strict=True):
            if cell:
                parts.setdefault(column, []).append(cell)
        day = " ".join(parts.get("day", []))
        if day and not self._heading(day, alone=True):
            self.unknown = day
        starts, ends, rest = times_in(" ".join(parts.get("time", [])), alone=True)
        activities = parts.get("activity", [])
        if rest and not (starts and not re.search(r"\w", rest)):
            activities = [rest, *activities]  # words in the column of times are not lost
        if not starts and activities:
            starts, ends, activities[0] = times_in(activities[0])
        self._add(starts, ends, [text for text in activities if text], parts.get("place", []))

    def line(self, text: str) -> None:
        """Read a line: a day, a time with what happens then, or more words about the item above."""
        if self._heading(text):
            return
        starts, ends, rest = times_in(text)
        if starts and rest:
            place = _PLACE.search(rest)
            self._add(starts, ends, [_PLACE.sub("", rest).strip()], [place["place"].strip()] if place else [])
        elif self.rows and not starts:
            self._continue(text)
        else:
            self.skipped.append(text)

    def _continue(self, text: str) -> None:
        last, place = self.rows[-1], _PLACE.fullmatch(text)
        name = "place" if place else "activity"
        for key, value in by_language(name, [place["place"] if place else text]).items():
            last[key] = f"{last[key]}\n{value}" if last.get(key) and name == "activity" else value

    def _heading(self, text: str, *, alone: bool = False) -> bool:
        day = day_of(text, self.visit, alone=alone)
        if day:
            self.day, self.unknown = day, ""
        elif looks_like_day(text):
            self.day, self.unknown = None, text
        else:
            return False
        named = weekday_of(text)
        if day and named is not None and day.weekday() != named:
            self.unknown = _("%(day)s is another day of the week than written") % {"day": formats.date_format(day)}
        return True

    def _add(self, starts: time | None, ends: time | None, activities: list[str], places: list[str]) -> None:
        if not activities:
            return
        notes = []
        if self.day is None and self.unknown:
            notes.append(
                _("the year of “%(day)s” is not known: write the date of the visit first") % {"day": self.unknown}
            )
        elif self.unknown:
            notes.append(self.unknown)
        elif self.day is None:
            notes.append(_("no day"))
        values: Found = {"day": self.day, "starts": starts, "ends": ends}
        values |= by_language("activity", activities) | by_language("place", places)
        self.rows.append({**values, "notes": notes})
