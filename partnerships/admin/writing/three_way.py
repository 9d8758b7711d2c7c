"""Two people's changes of one form put together: what only one of them touched is kept, the rest is asked."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from partnerships.admin.writing.form_values import Fields, FormRows, FormValues, Value

MINE, THEIRS, OPEN = "mine", "theirs", ""
#: The part of a line's key that stands for a row as a whole.
ROW: Final = "*"


@dataclass(frozen=True)
class FieldDifference:
    """One difference; `choice` is empty where both changed the same and somebody has to decide."""

    prefix: str
    row: str
    name: str
    base: Value
    theirs: Value
    mine: Value
    choice: str = OPEN
    is_conflict: bool = False

    @property
    def key(self) -> str:
        """Return the name of the choice in the form."""
        return ":".join((self.prefix, self.row, self.name))


def merge_forms(
    base: FormValues | None, theirs: FormValues, mine: FormValues, choices: dict[str, str]
) -> tuple[FormValues, list[FieldDifference]]:
    """Return the form with both people's changes, and every difference with how it is decided.

    `base` is the form as it was opened; None when that is not known, and then every difference is asked.
    """
    lines = list(_fields("", "", base.fields if base else None, theirs.fields, mine.fields, choices))
    merged = FormValues(_decided(theirs.fields, lines))
    for prefix, sent in mine.rows.items():
        before = base.rows.get(prefix, FormRows()) if base else None
        merged.rows[prefix] = _rows(prefix, before, theirs.rows.get(prefix, FormRows()), sent, choices, lines)
    return merged, lines


def _fields(
    prefix: str, row: str, base: Fields | None, theirs: Fields, mine: Fields, choices: dict[str, str]
) -> Iterator[FieldDifference]:
    for name, sent in mine.items():
        stored = theirs.get(name)
        before = base.get(name) if base is not None else None
        # A field that was not shown, or a file that was not chosen, is left as it is.
        if sent is None or sent == stored or (base is not None and sent == before):
            if base is not None and before != stored and sent != stored:
                line = FieldDifference(prefix, row, name, before, stored, before)
                yield replace(line, choice=THEIRS if sent is None else choices.get(line.key, THEIRS))
            continue
        line = FieldDifference(prefix, row, name, before, stored, sent)
        if base is not None and stored == before:
            yield replace(line, choice=choices.get(line.key, MINE))
        else:
            yield replace(line, choice=choices.get(line.key, OPEN), is_conflict=True)


def _decided(theirs: Fields, lines: list[FieldDifference]) -> Fields:
    return {**theirs, **{line.name: line.mine for line in lines if line.choice == MINE}}


def _rows(
    prefix: str,
    base: FormRows | None,
    theirs: FormRows,
    mine: FormRows,
    choices: dict[str, str],
    lines: list[FieldDifference],
) -> FormRows:
    merged = FormRows({pk: dict(fields) for pk, fields in theirs.kept.items()})
    for pk, sent in mine.kept.items():
        before = base.kept.get(pk) if base else None
        stored = theirs.kept.get(pk)
        if stored is None:
            _removed_by_them(prefix, pk, before, sent, pk in mine.gone, choices, lines, merged)
        elif pk in mine.gone:
            _removed_by_me(prefix, pk, before, stored, choices, lines, merged)
        else:
            found = list(_fields(prefix, pk, before, stored, sent, choices))
            merged.kept[pk] = _decided(stored, found)
            lines += found
    added = [fields for pk, fields in theirs.kept.items() if pk not in mine.kept]
    merged.new += [fields for fields in mine.new if not _is_in(fields, added)]
    return merged


def added(base: FormRows, theirs: FormRows, mine: FormRows) -> list[Fields]:
    """Return the new rows of two texts of one form: what both have once, what one has changed or removed as it is."""
    kept = [row for row in theirs.new if not _is_in(row, base.new) or _is_in(row, mine.new)]
    return kept + [row for row in mine.new if not _is_in(row, base.new) and not _is_in(row, theirs.new)]


def _removed_by_them(
    prefix: str,
    pk: str,
    before: Fields | None,
    sent: Fields,
    gone: bool,
    choices: dict[str, str],
    lines: list[FieldDifference],
    merged: FormRows,
) -> None:
    """A row they removed stays removed, unless I changed it and want it back as a new one."""
    if gone or (before is not None and all(value in (None, before.get(name)) for name, value in sent.items())):
        return
    line = FieldDifference(prefix, pk, ROW, _whole(before), None, _whole(sent), is_conflict=True)
    line = replace(line, choice=choices.get(line.key, OPEN))
    lines.append(line)
    if line.choice == MINE:
        merged.new.append(sent)


def _removed_by_me(
    prefix: str,
    pk: str,
    before: Fields | None,
    stored: Fields,
    choices: dict[str, str],
    lines: list[FieldDifference],
    merged: FormRows,
) -> None:
    """A row I removed goes, unless they changed it meanwhile and somebody has to decide."""
    changed = before != stored
    line = FieldDifference(prefix, pk, ROW, _whole(before), _whole(stored), None, is_conflict=changed)
    line = replace(line, choice=choices.get(line.key, OPEN if changed else MINE))
    lines.append(line)
    if line.choice == MINE:
        merged.gone.add(pk)


def _whole(fields: Fields | None) -> Value:
    """Return the values of a row in one, for showing it."""
    return None if fields is None else tuple(part for value in fields.values() if value for part in value)


def _is_in(row: Fields, rows: list[Fields]) -> bool:
    return any(_is_same(row, other) for other in rows)


def _is_same(mine: Fields, theirs: Fields) -> bool:
    """Say whether both added the same row; its place among the rows does not matter."""
    return all(value is None or value == theirs.get(name) for name, value in mine.items() if name != "order")
