"""Why a revision was made, kept as a fact: an English text of the interface and its values, said when it is read.

Older revisions hold a whole sentence in the language of whoever saved; those that are known are read back.
"""

import json
import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, Final

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, override

#: Text that was once kept as a sentence → the text that says the same today.
ONCE: Final = {
    "Took place: %(item)s": gettext_noop("Done: %(item)s"),
    "Состоялось: %(item)s": "Done: %(item)s",
    "Done: %(item)s": "Done: %(item)s",
    "Not marked as held any more: %(item)s": gettext_noop("No longer done: %(item)s"),
    "Отметка «состоялось» снята: %(item)s": "No longer done: %(item)s",
    "Copied from “%(name)s”": gettext_noop("Copied from “%(name)s”"),
    "Photos from the telephone": gettext_noop("Photos from the phone"),
    "Photos described in the list": gettext_noop("Photos described in the list"),
    "Translation confirmed as right": gettext_noop("Translation confirmed as right"),
    "Field of cooperation added from the list": gettext_noop("Field of cooperation added from the list"),
    "Field of cooperation removed from the list": gettext_noop("Field of cooperation removed from the list"),
    "An earlier state is back": gettext_noop("An earlier state is back"),
    "Back from the bin": gettext_noop("Back from the bin"),
    "Parted again": gettext_noop("Parted again"),
    "Imported from “%(file)s”: %(new)d new, %(changed)d changed": gettext_noop(
        "Imported from “%(file)s”: %(new)d new, %(changed)d changed"
    ),
    "Demo content": gettext_noop("Demo content"),
}
#: Rows whose names were kept with words of the interface, in English.
OLD_KINDS: Final = {"figure", "award", "organisation taking part"}
VALUE: Final = re.compile(r"%\((\w+)\)([sd])")
#: A name that ends or begins with a word of the interface: "visitors: 120", "Museum (Organiser)".
OLD_NAME: Final = re.compile(r"(?P<before>.*\()?(?P<word>[^():]+)(?P<after>\)|: .*)", re.DOTALL)


def told(text: str, **values: Any) -> str:
    """Return a reason to keep: `text` as it stands in English in the code, and its values."""
    kept = {name: value if isinstance(value, int) else str(value) for name, value in values.items()}
    return json.dumps([{"told": {"text": text, "values": kept}}], ensure_ascii=False)


def say(fact: dict[str, Any]) -> str:
    """Return a kept reason in the language of the reader."""
    return str(_(fact["text"]) % fact["values"])


def reread(sentence: str) -> str:
    """Return a sentence of an older revision in the language of the reader, as it stands where it is not known."""
    for known, text in _known():
        match = known.fullmatch(sentence)
        if match:
            numbers = {name for name, kind in VALUE.findall(text) if kind == "d"}
            return str(_(text) % {name: int(v) if name in numbers else v for name, v in match.groupdict().items()})
    return sentence


@cache
def _known() -> list[tuple[re.Pattern[str], str]]:
    return list(_patterns())


def _patterns() -> Iterator[tuple[re.Pattern[str], str]]:
    """Yield how each known sentence looks in each language, with the text it stands for."""
    for once, text in ONCE.items():
        for code, _name in settings.LANGUAGES:
            with override(code):
                for written in {once, _(once), _(text)}:
                    pieces = VALUE.split(written)  # text, name, kind, text, …
                    names = (f"(?P<{name}>.+)" for name in pieces[1::3])
                    fixed = map(re.escape, pieces[::3])
                    joined = "".join(part for pair in zip(fixed, [*names, ""], strict=True) for part in pair)
                    yield re.compile(joined, re.DOTALL), text


def names_of(row: Any) -> str | dict[str, str]:
    """Return the name of a row to keep: in each language where it has words of the interface or is translated."""
    names = {}
    for code, _name in settings.LANGUAGES:
        with override(code):
            names[code] = str(row)
    first, *others = names.values()
    return first if all(name == first for name in others) else names


def name_in(kept: str | dict[str, str], language: str, kind: str) -> str:
    """Return a kept name in `language`; of an older one the words that the interface knows are translated."""
    if isinstance(kept, dict):
        return kept.get(language) or next(iter(kept.values()), "")
    match = OLD_NAME.fullmatch(kept) if kind in OLD_KINDS else None
    if not match:
        return kept
    word = match["word"]
    return f"{match['before'] or ''}{_(word)}{match['after']}"


def in_each_language(message: list[dict[str, Any]], formsets: Iterable[Any]) -> list[dict[str, Any]]:
    """Return a message of the admin to keep, its rows named in each language instead of in English alone."""
    names = {}
    with override(None):  # as the admin names them
        for row in _changed_rows(formsets):
            names[str(row)] = names_of(row)
    return [
        {step: {**change, "object": names[change["object"]]} if change.get("object") in names else change}
        for part in message
        for step, change in part.items()
    ]


def _changed_rows(formsets: Iterable[Any]) -> Iterator[Any]:
    for formset in formsets:
        yield from formset.new_objects
        yield from (row for row, _fields in formset.changed_objects)
        yield from formset.deleted_objects
