"""A programme of stay: day, time, activity and place out of a table or of lines under headings."""

import re
from datetime import date, time
from typing import Any, Final

from django.utils import formats
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from partnerships.models.delegation import ends_too_early
from partnerships.pasting.clipboard import Row, unmarked
from partnerships.pasting.languages import by_language
from partnerships.pasting.moments import (
    begins_with_part_of_day,
    day_of,
    is_part_of_day,
    looks_like_day,
    times_in,
    weekday_of,
)
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
        self.headed = False  # a day was read, and no item of it yet
        self.rows: list[Found] = []
        self.skipped: list[str] = []

    def table_row(self, cells: Row, columns: list[str]) -> None:
        """Read a row whose cells mean what `columns` say; a row of one cell is a heading or a line."""
        filled = [cell for cell in cells if cell]
        if len(filled) == 1 and (self._heading(filled[0]) or "activity" not in columns):
            if not looks_like_day(filled[0]):
                self.line(filled[0])
            return
        if len(filled) == 1:  # over the whole width, so it is what happens
            columns = ["activity" if column in {"day", "time"} else column for column in columns]
        parts: dict[str, list[str]] = {}
        for cell, column in zip(cells, columns, strict=True):
            if cell:
                parts.setdefault(column, []).append(cell)
        times = [*self._dated(" ".join(parts.get("day", []))), *parts.get("time", [])]
        starts, ends, rest = times_in(unmarked("–".join(times)), alone=True)
        activities = parts.get("activity", [])
        if rest and not (starts and not re.search(r"\w", rest)):
            activities = _told(rest, activities)  # words in the column of times are not lost
        if not starts and activities:
            starts, ends, activities[0] = times_in(activities[0])
        self._add(starts, ends, [text for text in activities if text], parts.get("place", []), cells)

    def _dated(self, text: str) -> list[str]:
        """Take the day that a cell begins with; return the time after it, if it holds one: “8 September, 9:00”."""
        words = text.split()
        count = next((n for n in range(len(words), 0, -1) if self._heading(" ".join(words[:n]), alone=True)), 0)
        rest = " ".join(words[count:])
        if not rest or times_in(rest, alone=True)[0] or is_part_of_day(rest):
            return [rest] if rest else []
        self.day, self.unknown = None, text
        return []

    def line(self, text: str) -> None:
        """Read a line: a day, a time with what happens then, or more words about the item above."""
        if self._heading(text):
            return
        starts, ends, rest = times_in(text)
        if starts and rest:
            place = _PLACE.search(rest)
            self._add(starts, ends, [_PLACE.sub("", rest).strip()], [place["place"].strip()] if place else [], [text])
        elif starts or not (self.rows or self.day or self.unknown):
            self.skipped.append(text)
        elif self._goes_on(text):
            self._continue(text)
        else:
            self._add(None, None, [text], [], [text])

    def _goes_on(self, text: str) -> bool:
        """Say whether a line without a time tells more of the item above, of the same day and with a time."""
        if self.headed or not self.rows:
            return False
        return bool(_PLACE.fullmatch(text) or (self.rows[-1]["starts"] and not begins_with_part_of_day(text)))

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
        self.headed = True
        named = weekday_of(text)
        if day and named is not None and day.weekday() != named:
            self.unknown = _("%(day)s is another day of the week than written") % {"day": formats.date_format(day)}
        return True

    def _add(
        self, starts: time | None, ends: time | None, activities: list[str], places: list[str], cells: list[str]
    ) -> None:
        if not any(activities):
            self.skipped.append(" ".join(filter(None, cells)))
            return
        self.headed = False
        values: Found = {"day": self.day, "starts": starts, "ends": ends}
        values |= by_language("activity", activities) | by_language("place", places)
        self.rows.append({**values, "notes": [*self._doubts_of_day(), *_doubts_of_times(starts, ends)]})

    def _doubts_of_day(self) -> list[str]:
        if self.day is None and self.unknown:
            text = _("the year of “%(day)s” is not known: write the date of the visit first")
            return [text % {"day": self.unknown}]
        if self.unknown:
            return [self.unknown]
        if self.day is None:
            return [_("no day")]
        return [] if self.visit.holds(self.day) else [_("this day is outside the visit")]


def _doubts_of_times(starts: time | None, ends: time | None) -> list[str]:
    return [_("the end is before the beginning")] if ends_too_early(starts, ends) else []


def _told(when: str, activities: list[str]) -> list[str]:
    """Return the activities with the words that tell vaguely when: “Весь день: Свободное время”."""
    return [f"{capfirst(when)}: {activities[0]}", *activities[1:]] if activities else [when]
