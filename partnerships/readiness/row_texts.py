"""Which texts of the rows of a record the public reads in another language, or as they were before."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from partnerships.models import Photo, PhotoUse
from partnerships.models.base import RegisterModel
from partnerships.models.document import Access
from partnerships.models.translated import Translation, is_missing, state_of, translated_fields
from partnerships.readiness.content import Content
from partnerships.readiness.gap import Gap, Place
from partnerships.text.languages import language_name
from partnerships.text.translated import CODES, text_column

#: So many letters of a row name it.
NAME: Final = 40


def described_in(photo: Photo) -> list[str]:
    """Return the languages in which `photo` is described."""
    return [code for code in CODES if getattr(photo, text_column("alt", code))]


def is_shown(row: object) -> bool:
    """Say whether the public sees `row` where it sees its record."""
    if isinstance(row, Photo):
        return row.use != PhotoUse.EMBLEM and (row.is_decorative or bool(described_in(row)))
    return bool(getattr(row, "is_public", True)) and getattr(row, "access", Access.PUBLIC) == Access.PUBLIC


#: What rows are called that lack a language.
MISSING: Final[dict[str, Callable[[int], str]]] = {
    "participants": lambda count: ngettext(
        "%(count)d person without %(language)s", "%(count)d people without %(language)s", count
    ),
    "programme_items": lambda count: ngettext(
        "%(count)d programme item without %(language)s", "%(count)d programme items without %(language)s", count
    ),
    "plan_items": lambda count: ngettext(
        "%(count)d item of the plan without %(language)s", "%(count)d items of the plan without %(language)s", count
    ),
    "actions": lambda count: ngettext(
        "%(count)d action without %(language)s", "%(count)d actions without %(language)s", count
    ),
    "figures": lambda count: ngettext(
        "%(count)d figure without %(language)s", "%(count)d figures without %(language)s", count
    ),
    "awards": lambda count: ngettext(
        "%(count)d award without %(language)s", "%(count)d awards without %(language)s", count
    ),
    "photos": lambda count: ngettext(
        "%(count)d photo not wholly in %(language)s", "%(count)d photos not wholly in %(language)s", count
    ),
    "documents": lambda count: ngettext(
        "%(count)d document without %(language)s", "%(count)d documents without %(language)s", count
    ),
    "tie_steps": lambda count: ngettext(
        "%(count)d step of the tie without %(language)s", "%(count)d steps of the tie without %(language)s", count
    ),
    "occasions": lambda count: ngettext(
        "%(count)d day of the city without %(language)s", "%(count)d days of the city without %(language)s", count
    ),
}


def _spoken(row: Any) -> list[str]:
    """Return the texts of `row` that the public reads; none of what it does not see."""
    model: Any = type(row)
    return [name for name in translated_fields(model) if is_shown(row) and not (name == "alt" and row.is_decorative)]


def untranslated_texts(row: RegisterModel, code: str) -> list[str]:
    """Return the texts of `row` that the public reads in another language, for want of one in `code`."""
    return [name for name in _spoken(row) if is_missing(row, name, code)]


def stale_texts(row: object, code: str) -> list[str]:
    """Return the texts of `row` that the public reads in `code` as they were before their original changed."""
    return [name for name in _spoken(row) if state_of(row, name, code) == Translation.STALE]


def row_name(row: object, at: int) -> str:
    """Return what a line calls a row: its beginning, or of a photo its number."""
    return _("photo %(number)d") % {"number": at + 1} if isinstance(row, Photo) else Truncator(str(row)).chars(NAME)


def _place(relation: str, at: int, row: Any, column: str) -> Place:
    return Place(row_name(row, at), f"id_{relation}-{at}-{column}")


def translations(content: Content) -> Iterator[Gap]:
    """Yield, for each relation and language, the rows that the public reads in another one."""
    for relation in (name for name in MISSING if name in content.rows):
        for code in CODES:
            rows = content.rows[relation]
            missing = [(at, row, names[0]) for at, row in rows if (names := untranslated_texts(row, code))]
            if missing:
                count = {"count": len(missing), "language": language_name(code)}
                places = tuple(
                    Place(row_name(row, at), f"id_{relation}-{at}-{text_column(name, code)}")
                    for at, row, name in missing
                )
                yield Gap(f"{relation}-untranslated-{code}", MISSING[relation](len(missing)) % count, places)


@dataclass(frozen=True)
class StaleRow:
    """A row of `relation` with texts that are older than their original, by their fields."""

    relation: str
    row: Any
    names: list[str]
    place: Place


def stale_rows(content: Content, code: str) -> Iterator[StaleRow]:
    """Yield each row with texts in `code` that are older than their original."""
    for relation in (name for name in MISSING if name in content.rows):
        for at, row in content.rows[relation]:
            if names := stale_texts(row, code):
                yield StaleRow(relation, row, names, _place(relation, at, row, text_column(names[0], code)))


def stale(content: Content) -> Iterator[Gap]:
    """Yield, for each language, the rows whose translation is older than its original."""
    for code in CODES:
        if places := tuple(found.place for found in stale_rows(content, code)):
            text = _("Rows translated before their original changed (%(language)s)")
            yield Gap(f"rows-stale-{code}", text % {"language": language_name(code)}, places, names=True)
