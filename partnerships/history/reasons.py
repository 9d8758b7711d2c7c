"""Why a revision was made, in words of the interface: kept in English, said in the language of the reader."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.conf import settings
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from partnerships.history.revision_steps import Edit, Fact, Name
from partnerships.text.quotes import quoting
from partnerships.text.translated import CODES


def fact(text: str, **values: object) -> Fact:
    """Return a reason to keep: `text` as it stands in English in the code, and its values."""
    return Fact(text=text, values={name: v if isinstance(v, int) else str(v) for name, v in values.items()})


def say(kept: Fact) -> str:
    """Return a kept reason in the language of the reader."""
    return quoting(_(kept.text), **kept.values)


def names_of_row(row: object) -> Name:
    """Return the name of a row to keep: in each language where it has words of the interface or is translated."""
    names = {}
    for code in CODES:
        with override(code):
            names[code] = str(row)
    first, *others = names.values()
    return first if all(name == first for name in others) else names


def name_for_reader(kept: Name) -> str:
    """Return a kept name in the language of the reader."""
    if isinstance(kept, str):
        return kept
    return kept.get(get_language() or settings.LANGUAGE_CODE) or next(iter(kept.values()), "")


def edits(message: list[dict[Any, Any]], formsets: Iterable[Any]) -> list[Edit]:
    """Return a message of the admin as steps, its rows named in each language instead of in English alone."""
    with override(None):  # as the admin names them
        rows = {str(row): row for row in _changed_rows(formsets)}
    names = {name: names_of_row(row) for name, row in rows.items()}
    return [
        Edit(
            action=action,
            kind=change.get("name", ""),
            name=names.get(change.get("object", ""), change.get("object", "")),
            fields=change.get("fields", []),
        )
        for part in message
        for action, change in part.items()
    ]


def _changed_rows(formsets: Iterable[Any]) -> Iterator[Any]:
    for formset in formsets:
        yield from formset.new_objects
        yield from (row for row, _fields in formset.changed_objects)
        yield from formset.deleted_objects
