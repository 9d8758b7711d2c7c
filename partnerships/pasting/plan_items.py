"""Items of an action plan as departments keep them: activity, due, who answers for it on each side, mark of doing."""

import re
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from partnerships.models import PlanItemState, Theme
from partnerships.pasting.clipboard import Row
from partnerships.pasting.languages import by_language
from partnerships.period import Period, format_period, parser
from partnerships.period.words import fold_spelling
from partnerships.text.quotes import quoting
from partnerships.text.translated import text_columns

#: All the time of the plan, which an item without a date has.
_WHOLE_TIME: Final = re.compile(r"(?:в течение|на протяжении|throughout|during|all|within)\b.*|весь (?:год|период)")
#: After the word of a mark: done, but not the whole of it.
_IN_PART: Final = (
    r",?\s+\(?(?:но )?(?:частично|не|not|partly|partially|in part|nicht|teilweise|pas|en partie|partiellement)\b"
)
#: The words of a mark, by the state that they say; what is not done is asked first.
_MARKS: Final = {
    PlanItemState.PLANNED: r"не (?:выполнен|исполнен|проведен|состоял)\w*|в работе|not done|pending|offen|en cours",
    PlanItemState.DROPPED: r"(?:снят|отменен|исключен|cancel|annul)\w*|dropped|entfallen|entfällt",
    PlanItemState.DONE: (
        r"(?:(?:выполнен|исполнен|проведен)[аоы]?|состоял(?:ся|[аио]сь)|done|fulfilled|held|[+✓✔]|erledigt|fait|да|yes)"
        rf"(?!{_IN_PART})"
    ),
}
#: What a cell holds that says something: a dash only says that it is empty.
_SAYING: Final = re.compile(r"[^\W_]|[+✓✔]")
_NUMBERED: Final = re.compile(r"\A(?:[IVXLC]+|\d+)[.)]\s+")


def is_due(cell: str) -> bool:
    """Say whether a cell tells when something is to be done."""
    return len(cell) < 40 and (
        _WHOLE_TIME.fullmatch(fold_spelling(cell)) is not None or _period(cell, 2000) is not None
    )


def _period(text: str, year: int) -> Period | None:
    """Return the date that `text` says, in the `year` of the plan where it names none; None where it is no date."""
    for said in (text, f"{text} {year}" if year else ""):
        try:
            found = parser.typed(said, remark=False).period
        except ValidationError:
            continue
        if found:
            return found
    return None


def _marked(text: str) -> tuple[str, str]:
    """Return the state that a mark says, "" where it says none, and its other words."""
    for state, words in _MARKS.items():
        match = re.match(rf"(?:{words})(?!\w)[\s.,;:–—-]*", fold_spelling(text))
        if match:
            return state.value, text[match.end() :]
    return "", text


class PlanTable:
    """Reads a table of measures row after row; a line over its whole width names the field of those below."""

    def __init__(self, plan: Period) -> None:
        years = plan.years() if plan and plan.is_plain else []
        self.year = years[0] if len(years) == 1 else 0
        self.themes = {
            fold_spelling(name): theme
            for theme in Theme.objects.all()
            for column in text_columns("name")
            if (name := getattr(theme, column))
        }
        self.theme: Theme | None = None
        self.rows: list[dict[str, Any]] = []
        self.skipped: list[str] = []

    def table_row(self, cells: Row, columns: list[str]) -> None:
        """Read a row whose cells mean what `columns` say."""
        cells = [cell if _SAYING.search(cell) else "" for cell in cells]
        filled = [cell for cell in cells if cell]
        if len(filled) == 1 and len(columns) > 1 and self._divides(filled[0], columns[cells.index(filled[0])]):
            self._divide(filled[0])
            return
        parts: dict[str, str] = {}
        for cell, column in zip(cells, columns, strict=True):
            if cell and column:
                parts[column] = f"{parts[column]}, {cell}" if column in parts else cell
        if parts.get("activity"):
            self._add(parts)
        elif filled:
            self.skipped.append(" ".join(filled))

    def line(self, text: str) -> None:
        """Read a line without columns: one that names a field divides, any other is an activity."""
        if not _SAYING.search(text):
            return
        if self._theme(text) is None:
            self._add({"activity": _NUMBERED.sub("", text)})
        else:
            self._divide(text)

    def _theme(self, text: str) -> Theme | None:
        """Return the field of that name, or the only one whose name begins so: “Culture” of “Culture and heritage”."""
        name = fold_spelling(_NUMBERED.sub("", text)).strip(" .:")
        begun = {theme.pk: theme for known, theme in self.themes.items() if known.startswith(f"{name} ")}
        return self.themes.get(name) or (next(iter(begun.values())) if name and len(begun) == 1 else None)

    def _divides(self, text: str, column: str) -> bool:
        """Say whether a row with nothing but `text` stands over those below: an activity may have nothing beside it."""
        return column != "activity" or _NUMBERED.match(text) is not None or self._theme(text) is not None

    def _divide(self, text: str) -> None:
        self.theme = self._theme(text)
        if self.theme is None:
            self.skipped.append(text)

    def _add(self, parts: dict[str, str]) -> None:
        notes: list[str] = []
        activity, due = parts["activity"], parts.get("due", "").replace("\n", " ")
        period = _period(due, self.year) if due else None
        if due and period is None and not _WHOLE_TIME.fullmatch(fold_spelling(due)):
            activity = f"{activity} ({due})"
            notes.append(quoting(_("“%(due)s” is no date: it stands with the activity"), due=due))
        state, told = _marked(parts.get("done", ""))
        results = [text for text in (told.strip(), parts.get("result", "")) if text]
        row: dict[str, Any] = {
            **by_language("activity", [activity]),
            "due": format_period(period) if period else "",
            **by_language("responsible_home", [parts.get("responsible_home", "")]),
            **by_language("responsible_partner", [parts.get("responsible_partner", "")]),
            "funding": parts.get("funding", ""),
            "state": state or PlanItemState.PLANNED.value,
            **by_language("result", [". ".join(results)] if results else []),
        }
        theme = self._named_theme(parts.get("theme", ""), notes)
        self.rows.append({**row, **({"theme": theme} if theme else {}), "notes": notes})

    def _named_theme(self, name: str, notes: list[str]) -> Theme | None:
        if not name:
            return self.theme
        found = self._theme(name)
        if found is None:
            notes.append(quoting(_("“%(name)s” is no field of cooperation of the list"), name=name))
        return found


def items_of_lines(lines: list[str], plan: Period) -> tuple[list[dict[str, Any]], list[str]]:
    """Return the items of a `plan` that plain lines tell, and the lines that are none."""
    read = PlanTable(plan)
    for line in lines:
        read.line(line)
    return read.rows, read.skipped


def items_of_table(body: list[Row], columns: list[str], plan: Period) -> tuple[list[dict[str, Any]], list[str]]:
    """Return the items of a `plan` that a table tells, and the rows that are none."""
    read = PlanTable(plan)
    for row in body:
        read.table_row(row, columns)
    return read.rows, read.skipped
