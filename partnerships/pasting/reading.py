"""From a clipboard to rows that a clerk can look at before taking them."""

import re
from collections.abc import Iterator
from typing import Final

from django.utils.translation import gettext as _

from partnerships.models import (
    PERSON_ROLES,
    Organization,
    ParticipantRole,
)
from partnerships.pasting import columns as meaning
from partnerships.pasting.awards import awards_of_lines, awards_of_table
from partnerships.pasting.clipboard import Row, grid
from partnerships.pasting.days import looks_like_day
from partnerships.pasting.figures import figures, settle_figures
from partnerships.pasting.languages import by_language
from partnerships.pasting.moments import times_in
from partnerships.pasting.people import (
    named_role,
    role_of,
    role_told,
    split_contact,
    split_line,
    tidy_name,
    without_role,
)
from partnerships.pasting.plain_rows import READERS_OF, plain_lines, plain_table
from partnerships.pasting.plan_items import items_of_lines, items_of_table
from partnerships.pasting.programme import Found, Programme
from partnerships.pasting.shown import shown_row
from partnerships.period import Period
from partnerships.period.words import fold_spelling
from partnerships.text.quotes import quoting
from partnerships.text.translated import text_columns

PASTED_KINDS: Final = tuple(meaning.MEANINGS)


def read_clipboard(
    kind: str, html: str, text: str, *, visit: Period, has_head: bool = False, columns: list[str] | None = None
) -> Found:
    """Return what the clipboard says: `columns`, the recognised `rows`, and the lines that were `skipped`.

    A row is field → value as its form takes it, with `shown` in words and `notes` on what is doubtful. `columns`
    re-assigns them; `has_head` says that the delegation has its head already.
    """
    rows, beyond = grid(html, text)
    heads = {at: heading for at, row in enumerate(rows) if (heading := meaning.heading(row, kind))}
    top = _top(rows, list(heads), kind)
    titles = [row for row in rows[:top] if _is_title(row, visit)]
    body = [row for at, row in enumerate(rows) if at not in heads and not (at < top and _is_title(row, visit))]
    wide = [row for row in body if sum(map(bool, row)) > 1]
    labels = _labels(rows, heads)
    named: list[str] = []
    if wide:
        given = columns if columns and len(columns) == len(wide[0]) else None
        headed = meaning.named_columns(heads)
        named = given or headed or meaning.by_content(wide, kind, visit)
        found, skipped = _table([_labelled(row, named, labels, kind) for row in body], named, kind, visit)
        if not (given or headed):
            _doubt_places(found, named)
    else:
        found, skipped = _lines([row[0] for row in body], kind, visit)
    if kind == "participants":
        _settle_people(found, has_head=has_head)
    if kind == "figures":
        found, untold = settle_figures(found)
        skipped = [*skipped, *untold]
    return {
        "columns": [_described(at, name, wide, labels) for at, name in enumerate(named)],
        "rows": [shown_row(row, kind) for row in found],
        "skipped": [*map(_text_of, titles), *skipped, *map(_text_of, beyond)],
    }


def _text_of(row: Row) -> str:
    return " ".join(filter(None, row))


def _top(rows: list[Row], heads: list[int], kind: str) -> int:
    """Return where the table begins: what stands above it alone in a line may be its title."""
    if heads:
        return heads[0]
    wide = (at for at, row in enumerate(rows) if sum(map(bool, row)) > 1)
    return next(wide, 0) if kind == "programme_items" else 0


def _is_title(row: Row, visit: Period) -> bool:
    """Say whether a row above the table is neither the day that holds for it nor an item with its time."""
    text = _text_of(row)
    return sum(map(bool, row)) == 1 and not looks_like_day(text, visit) and not times_in(text)[0]


def _labels(rows: list[Row], heads: dict[int, list[str]]) -> list[str]:
    """Return the headings of the columns that no field of ours has, by their place."""
    for at, named in heads.items():
        return ["" if name else text for text, name in zip(rows[at], named, strict=True)]
    return [""] * max(map(len, rows), default=0)


def _labelled(row: Row, named: list[str], labels: list[str], kind: str) -> Row:
    """Return a row whose words from such a column, when they are taken, say what they are: “Transport: a bus”."""
    parts = zip(row, named, labels, strict=True)
    return [
        f"{label}: {cell}" if cell and label and name == meaning.MAIN[kind] else cell for cell, name, label in parts
    ]


def _doubt_places(found: list[Found], named: list[str]) -> None:
    """Note where the place was told by its words alone, as it stands before what happens."""
    if "place" in named and "activity" in named[named.index("place") :]:
        for row in found:
            row["notes"].append(_("place and activity are told apart by their words"))


def _described(at: int, name: str, wide: list[Row], labels: list[str]) -> Found:
    """Return what the clerk sees of a column, and whether its words are left out."""
    cells = [row[at] for row in wide if row[at]]
    left = not name and bool(cells) and not meaning.is_numbering(cells)
    return {"field": name, "head": labels[at], "sample": next(iter(cells), "")[:40], "left": left}


def _lines(lines: list[str], kind: str, visit: Period) -> tuple[list[Found], list[str]]:
    if kind == "programme_items":
        programme = Programme(visit)
        for line in lines:
            programme.line(line)
        return programme.rows, programme.skipped
    if kind == "plan_items":
        return items_of_lines(lines, visit)
    if kind in READERS_OF:
        return plain_lines(kind, meaning.MAIN[kind], lines), []
    if kind == "figures":
        read = [figures(line) for line in lines]
        return [row for rows, _left in read for row in rows], [piece for _rows, left in read for piece in left]
    if kind == "awards":
        return awards_of_lines(lines)
    split = [(line, _person(split_line(line))) for line in lines]
    return [row for _line, row in split if row], [line for line, row in split if not row]


def _person(parts: dict[str, str]) -> Found:
    if not any(parts.values()):
        return {}
    office = without_role(parts.get("office", ""))
    names = by_language("name", map(tidy_name, parts.get("name", "").split("\n"))) if parts.get("name") else {}
    row = {**names, **by_language("office", [office]), "role": parts.get("role", "")}
    return {**row, "contact": parts.get("contact", ""), "notes": []}


def _table(body: list[Row], named: list[str], kind: str, visit: Period) -> tuple[list[Found], list[str]]:
    if kind == "programme_items":
        programme = Programme(visit)
        for row in body:
            programme.table_row(row, named)
        return programme.rows, programme.skipped
    if kind == "plan_items":
        return items_of_table(body, named, visit)
    if kind in READERS_OF:
        return plain_table(kind, meaning.MAIN[kind], body, named)
    if kind == "figures":
        return _lines(list(_figure_lines([_taken(row, named) for row in body])), kind, visit)
    if kind == "awards":
        return awards_of_table(body, named)
    found, skipped = [], []
    for row in body:
        person = _table_person(row, named)
        found.append(person) if person else skipped.append(_text_of(row))
    return found, skipped


def _taken(row: Row, named: list[str]) -> Row:
    return [cell if name else "" for cell, name in zip(row, named, strict=True)]


def _figure_lines(body: list[Row]) -> Iterator[str]:
    """Yield a line a row; a row with several numbers gives one a number, with the headings of row and column."""
    numbers = [[at for at, cell in enumerate(row) if re.search(r"\d", cell)] for row in body]
    headed = len(body) > 1 and not numbers[0] and any(len(found) > 1 for found in numbers)
    heads = body[0] if headed else [""] * len(body[0])
    for row, found in list(zip(body, numbers, strict=True))[headed:]:
        label = " ".join(cell for at, cell in enumerate(row) if cell and at not in found)
        if len(found) > 1 or (headed and found):
            yield from (f"{label}: {row[at]} {heads[at]}" if label else f"{row[at]} {heads[at]}" for at in found)
        else:
            yield _text_of(row)


def _table_person(cells: Row, named: list[str]) -> Found:
    """Return the person of a row; {} for a row that only divides the table."""
    parts: dict[str, list[str]] = {}
    for cell, column in zip(cells, named, strict=True):
        if cell:
            parts.setdefault(column, []).append(cell.replace("\n", " "))
    texts = {name: ", ".join(values) for name, values in parts.items()}
    if not (texts.get("name") or texts.get("office")) or sum(map(bool, cells)) < 2:
        return {}
    name, contact = split_contact(texts.get("name", ""))
    told = texts.get("role", "")
    role = named_role(told) or role_told(told)
    role = role or ("" if told else role_of(texts.get("office", "")) or role_of(name))
    row: Found = {}
    for part in parts.get("name", []):
        row |= by_language("name", [tidy_name(without_role(split_contact(part)[0]))])
    offices = [*parts.get("office", []), *([] if named_role(told) or not role else parts.get("role", []))]
    row |= by_language("office", [without_role(office) for office in offices])
    contacts = ", ".join(filter(None, (texts.get("contact", ""), contact)))
    unknown = "" if role else told
    notes = [quoting(_("“%(role)s” is no role of the list: choose one"), role=unknown)] if unknown else []
    body = texts.get("organization", "")
    return {**row, "role": role, "unknown": unknown, "contact": contacts, "organization": body, "notes": notes}


def _settle_people(rows: list[Found], *, has_head: bool) -> None:
    """Give each person one role, one head to the delegation, and an organisation of the register."""
    unsaid = rows and not rows[0]["role"] and not rows[0].get("unknown")
    if unsaid and not has_head and not any(map(_is_head, rows)):
        rows[0]["role"] = ParticipantRole.HEAD.value
        rows[0]["notes"].append(_("first in the list, so taken for the head"))
    bodies = _bodies() if any(row.get("organization") for row in rows) else {}
    for row in rows:
        if _is_head(row) and has_head:
            row["role"] = ParticipantRole.MEMBER.value
            row["notes"].append(_("there is a head already"))
        has_head = has_head or _is_head(row)
        row["role"] = row["role"] or ("" if row.pop("unknown", "") else ParticipantRole.MEMBER.value)
        name = row.pop("organization", "")
        body = bodies.get(_key(name)) if name else None
        if body:
            row["organization"] = body
        elif name:
            _append(row, name)
            row["notes"].append(
                quoting(_("“%(name)s” is not among the organisations: written beside the office"), name=name)
            )


def _append(row: Found, name: str) -> None:
    for field, text in by_language("office", [name]).items():
        row[field] = f"{row[field]}, {text}" if row.get(field) else text


def _key(name: str) -> str:
    return " ".join("".join(char for char in fold_spelling(name) if char.isalnum() or char == " ").split())


def _bodies() -> dict[str, Organization]:
    names = text_columns("name", "short_name")
    return {
        _key(name): body for body in Organization.objects.all() for field in names if (name := getattr(body, field))
    }


def _is_head(row: Found) -> bool:
    return ParticipantRole.HEAD in {row["role"], PERSON_ROLES.meaning(row["role"])}
