"""A programme of stay: day, time, activity and place out of a table or of lines under headings."""

import re
from datetime import date, time, timedelta
from typing import Any, Final

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from partnerships.models.delegation import ends_too_early
from partnerships.pasting.clipboard import Row, unmarked
from partnerships.pasting.days import day_heading, day_within, on_weekday
from partnerships.pasting.languages import by_language
from partnerships.pasting.moments import begins_at_24, begins_with_part_of_day, is_part_of_day, is_when, times_in
from partnerships.period import Period
from partnerships.period.days import written_day
from partnerships.text.quotes import quoting

type Found = dict[str, Any]

#: What only the department's own copy of a programme tells.
INTERNAL: Final = ("responsible", "phone", "attendees", "transport", "note")

_PLACE: Final = re.compile(
    r"[\n(;,.]?\s*\b(?:место(?: проведения)?|адрес|venue|place)\s*:\s*(?P<place>[^\n)]+)\)?", re.I
)
_NOT_ONE: Final = gettext_lazy("check the day: “%(line)s” is not one day of the stay")
_MORNING: Final = time(6)  # what happens earlier may belong to the night after the day above
_BACK: Final = 8  # hours that the clock goes back by after midnight; less is a line out of order


class Programme:
    """Reads row after row; a heading with a day holds for the rows below it."""

    def __init__(self, visit: Period) -> None:
        self.visit = visit
        self.day: date | None = None
        self.unknown = ""
        self.headed = False  # a day was read, and no item of it yet
        self.latest: time | None = None  # when the item above of the same day begins
        self.night = False  # midnight has passed since the heading of the day
        self.rows: list[Found] = []
        self.skipped: list[str] = []

    def table_row(self, cells: Row, columns: list[str]) -> None:
        """Read a row whose cells mean what `columns` say; a row of one cell is a heading or a line."""
        cells = [cell if re.search(r"\w", cell) else "" for cell in cells]
        filled = [cell for cell in cells if cell]
        if not filled:
            return
        if len(filled) > 1:
            self._item(cells, columns)
        elif self._heading(filled[0]) is not None or "activity" not in columns:
            self.line(filled[0])
        else:  # over the whole width, so it is what happens
            self._doubt(filled[0])
            self._item(cells, ["activity" if column in {"day", "time"} else column for column in columns])

    def _item(self, cells: Row, columns: list[str]) -> None:
        parts: dict[str, list[str]] = {}
        for cell, column in zip(cells, columns, strict=True):
            if cell:
                parts.setdefault(column, []).append(cell)
        times = [*self._dated(" ".join(parts.get("day", []))), *parts.get("time", [])]
        when = self._dateless(unmarked("–".join(times)))
        starts, ends, rest = times_in(when, alone=True)
        activities = parts.get("activity", [])
        if rest and not (starts and not re.search(r"\w", rest)):
            activities = _told(rest, activities)  # words in the column of times are not lost
        if not starts and activities:
            when = activities[0]
            starts, ends, activities[0] = times_in(when)
        self._pass(starts, at_24=begins_at_24(when))
        self._add(starts, ends, [text for text in activities if text], parts.get("place", []), cells)
        if any(activities):
            self.rows[-1] |= {name: ", ".join(parts[name]).replace("\n", " ") for name in INTERNAL if name in parts}

    def _dateless(self, text: str) -> str:
        """Take the day that stands before a time in the column of times; return the rest."""
        rest = None if is_when(text) else self._heading(text)
        return text if rest is None else rest

    def _dated(self, text: str) -> list[str]:
        """Take the day that a cell begins with; return the time after it, if it holds one: “8 September, 9:00”."""
        rest = self._heading(text, alone=True)
        if rest is None and (is_when(text) or times_in(text)[0]):
            rest = text
        elif rest is None and text:
            self.day, self.unknown = None, text
        return [rest] if rest else []

    def line(self, text: str) -> None:
        """Read a line: a day, a time with what happens then, or more words about the item above."""
        rest = self._heading(text)
        if rest is None:
            self._read(text)
        elif not is_part_of_day(rest):
            self._read(rest)

    def _read(self, text: str) -> None:
        if not re.search(r"\w", text):
            return
        starts, ends, rest = times_in(text)
        if starts and rest:
            self._pass(starts, at_24=begins_at_24(text))
            place = _PLACE.search(rest)
            self._add(starts, ends, [_PLACE.sub("", rest).strip()], [place["place"].strip()] if place else [], [text])
        elif starts or not (self.rows or self.day or self.unknown):
            self.skipped.append(text)
        elif self._goes_on(text):
            self._doubt(text)
            self._continue(text)
        else:
            self._doubt(text)
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

    def _heading(self, text: str, *, alone: bool = False) -> str | None:
        """Take the day that `text` begins with; return what follows it, or None when it is no heading."""
        found = day_heading(text, self.visit, alone=alone)
        if not found:
            return None
        possible = on_weekday(found, self.visit)
        if possible:
            following = (day for day in possible if self.day is None or day > self.day)
            found = found._replace(day=possible[0] if len(possible) == 1 else next(following, possible[0]))
        if found.day != self.day or not found.day:
            self.latest, self.night = None, False
        self.day, self.unknown, self.headed = found.day, "" if found.day else text, True
        if found.day and found.weekday not in {None, found.day.weekday()}:
            day = written_day(found.day)
            self.unknown = _("%(day)s is another day of the week than written") % {"day": day}
        elif found.numbered not in {None, found.day}:
            self.unknown = _("check the day: its number and its date differ")
        elif len(possible) > 1:
            self.unknown = quoting(_NOT_ONE, line=text)
        return found.rest

    def _doubt(self, text: str) -> None:
        """Doubt the day of what follows a line that names another day of the visit."""
        named = day_within(text, self.visit)
        if self.day and named and named != self.day:
            self.unknown = quoting(_("check the day: “%(line)s” names another"), line=text)

    def _pass(self, starts: time | None, *, at_24: bool) -> None:
        """Note whether midnight has passed when an item begins."""
        if starts is None:
            return
        back = self.latest.hour - starts.hour + (self.latest.minute - starts.minute) / 60 if self.latest else 0
        self.night = at_24 or (starts < _MORNING and (self.night or back > _BACK))
        self.latest = starts

    def _add(
        self, starts: time | None, ends: time | None, activities: list[str], places: list[str], cells: list[str]
    ) -> None:
        if not any(activities):
            self.skipped.append(" ".join(filter(None, cells)))
            return
        self.headed = False
        values: Found = {"day": self._calendar_day(), "starts": starts, "ends": ends}
        values |= by_language("activity", activities) | by_language("place", places)
        late = [_("after midnight: check the day")] if self.night else []
        self.rows.append({**values, "notes": [*self._doubts_of_day(), *late, *_doubts_of_times(starts, ends)]})

    def _calendar_day(self) -> date | None:
        """Return the day of an item: after midnight it is the next one, if the visit lasts that long."""
        following = self.day + timedelta(1) if self.day and self.night else None
        return following if following and self.visit.holds(following) else self.day

    def _doubts_of_day(self) -> list[str]:
        if self.day is None and self.unknown:
            text = _("the year of “%(day)s” is not known: write the date of the delegation first")
            is_dated = self.visit.start is not None
            return [quoting(_NOT_ONE, line=self.unknown) if is_dated else quoting(text, day=self.unknown)]
        if self.unknown:
            return [self.unknown]
        if self.day is None:
            return [_("no day")]
        return [] if self.visit.holds(self.day) else [_("this day is outside the stay of the delegation")]


def _doubts_of_times(starts: time | None, ends: time | None) -> list[str]:
    return [_("the end is before the beginning")] if ends_too_early(starts, ends) else []


def _told(when: str, activities: list[str]) -> list[str]:
    """Return the activities with the words that tell vaguely when: “Весь день: Свободное время”."""
    return [f"{capfirst(when)}: {activities[0]}", *activities[1:]] if activities else [when]
