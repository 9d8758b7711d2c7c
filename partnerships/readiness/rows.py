"""What the rows of a record keep from the public, or tell it wrongly."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from django.conf import settings
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from partnerships.models import Direction, Part, Participant, Photo, PhotoUse, Quantity, Side
from partnerships.models.document import Access
from partnerships.models.translated import is_missing, translated_fields
from partnerships.readiness.content import Content
from partnerships.readiness.gap import Gap, Place
from partnerships.text.languages import language_name
from partnerships.text.translated import text_column

#: So many letters of a row name it.
NAME: Final = 40
LANGUAGES: Final = tuple(code for code, _language in settings.LANGUAGES)
FIRST: Final = settings.LANGUAGE_CODE


@dataclass(frozen=True)
class RowRule:
    """A line about rows of one relation: those to which it `applies`, in `words`, each mended at its `field`."""

    slug: str
    relation: str
    field: str
    applies: Callable[[Any, Any], bool]
    words: Callable[[int], str]
    hides: bool = False


def described_in(photo: Photo) -> list[str]:
    """Return the languages in which `photo` is described."""
    return [code for code in LANGUAGES if getattr(photo, text_column("alt", code))]


def is_shown(row: Any) -> bool:
    """Say whether the public sees `row` where it sees its record."""
    if isinstance(row, Photo):
        return row.use != PhotoUse.EMBLEM and (row.is_decorative or bool(described_in(row)))
    return bool(getattr(row, "is_public", True)) and getattr(row, "access", Access.PUBLIC) == Access.PUBLIC


def _wordless(row: Any, field: str) -> bool:
    return not any(getattr(row, text_column(field, code)) for code in LANGUAGES)


#: The side that stays at home, by the direction of a visit.
_AT_HOME: Final[dict[str, Side]] = {Direction.INCOMING: Side.HOME, Direction.OUTGOING: Side.PARTNER}


def _receives(person: Participant, record: Any) -> bool:
    """Say whether `person` is said to have travelled and stands on the side to which the visit came."""
    side = _AT_HOME.get(getattr(record, "direction", ""))
    return side is not None and person.part == Part.TRAVELLED and person.stands == side


RULES: Final = (
    RowRule(
        "people-hidden",
        "participants",
        "is_public",
        lambda row, _record: not row.is_public,
        lambda count: ngettext("%(count)d person not shown", "%(count)d people not shown", count),
        hides=True,
    ),
    RowRule(
        "people-of-hosts",
        "participants",
        "role",
        _receives,
        lambda count: ngettext(
            "%(count)d person of the receiving side among those who travelled",
            "%(count)d people of the receiving side among those who travelled",
            count,
        ),
    ),
    RowRule(
        "photos-undescribed",
        "photos",
        f"alt_{FIRST}",
        lambda row, _record: not (row.is_decorative or described_in(row)),
        lambda count: ngettext(
            "%(count)d photo without a description", "%(count)d photos without a description", count
        ),
        hides=True,
    ),
    RowRule(
        "photos-emblem",
        "photos",
        "use",
        lambda row, _record: row.use == PhotoUse.EMBLEM,
        lambda count: ngettext("%(count)d emblem: no page shows it", "%(count)d emblems: no page shows them", count),
        hides=True,
    ),
    RowRule(
        "documents-internal",
        "documents",
        "access",
        lambda row, _record: not is_shown(row),
        lambda count: ngettext(
            "%(count)d document for the department only", "%(count)d documents for the department only", count
        ),
        hides=True,
    ),
    RowRule(
        "programme-internal",
        "programme_items",
        "is_public",
        lambda row, _record: not row.is_public,
        lambda count: ngettext(
            "%(count)d programme item for the department only",
            "%(count)d programme items for the department only",
            count,
        ),
        hides=True,
    ),
    RowRule(
        "programme-undated",
        "programme_items",
        "day",
        lambda row, _record: row.is_public and row.day is None,
        lambda count: ngettext(
            "%(count)d programme item without a day", "%(count)d programme items without a day", count
        ),
    ),
    RowRule(
        "programme-outside",
        "programme_items",
        "day",
        lambda row, record: row.is_public and row.day is not None and not record.period.holds(row.day),
        lambda count: ngettext(
            "%(count)d programme item on a day outside the stay",
            "%(count)d programme items on a day outside the stay",
            count,
        ),
    ),
    RowRule(
        "programme-off",
        "programme_items",
        "state",
        lambda row, _record: row.is_public and row.is_off,
        lambda count: ngettext(
            "%(count)d programme item cancelled or moved, as the page says",
            "%(count)d programme items cancelled or moved, as the page says",
            count,
        ),
    ),
    RowRule(
        "figures-wordless",
        "figures",
        f"note_{FIRST}",
        lambda row, _record: row.what == Quantity.OTHER and _wordless(row, "note"),
        lambda count: ngettext(
            "%(count)d figure that does not say what it counts",
            "%(count)d figures that do not say what they count",
            count,
        ),
    ),
    RowRule(
        "awards-empty",
        "awards",
        f"recipient_{FIRST}",
        lambda row, _record: row.count is None and _wordless(row, "recipient"),
        lambda count: ngettext(
            "%(count)d award without a recipient or a number",
            "%(count)d awards without a recipient or a number",
            count,
        ),
    ),
)

#: What rows are called that lack a language.
MISSING: Final[dict[str, Callable[[int], str]]] = {
    "participants": lambda count: ngettext(
        "%(count)d person without %(language)s", "%(count)d people without %(language)s", count
    ),
    "programme_items": lambda count: ngettext(
        "%(count)d programme item without %(language)s", "%(count)d programme items without %(language)s", count
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


def untranslated_texts(row: Any, code: str) -> list[str]:
    """Return the texts of `row` that the public reads in another language, for want of one in `code`."""
    model: Any = type(row)
    spoken = [name for name in translated_fields(model) if not (name == "alt" and row.is_decorative)]
    return [name for name in spoken if is_shown(row) and is_missing(row, name, code)]


def _name(row: Any, at: int) -> str:
    return _("photo %(number)d") % {"number": at + 1} if isinstance(row, Photo) else Truncator(str(row)).chars(NAME)


def faults(content: Content) -> Iterator[Gap]:
    """Yield what is said of rows one relation at a time."""
    for rule in RULES:
        found = content.rows.get(rule.relation, ())
        rows = [(at, row) for at, row in found if rule.applies(row, content.record)]
        if rows:
            places = tuple(Place(_name(row, at), f"id_{rule.relation}-{at}-{rule.field}") for at, row in rows)
            yield Gap(rule.slug, rule.words(len(rows)) % {"count": len(rows)}, places, rule.hides)


def translations(content: Content) -> Iterator[Gap]:
    """Yield, for each relation and language, the rows that the public reads in another one."""
    for relation in (name for name in MISSING if name in content.rows):
        for code in LANGUAGES:
            rows = content.rows[relation]
            missing = [(at, row, names[0]) for at, row in rows if (names := untranslated_texts(row, code))]
            if missing:
                count = {"count": len(missing), "language": language_name(code)}
                places = tuple(
                    Place(_name(row, at), f"id_{relation}-{at}-{text_column(name, code)}") for at, row, name in missing
                )
                yield Gap(f"{relation}-untranslated-{code}", MISSING[relation](len(missing)) % count, places)


ROWS: Final[tuple[Callable[[Content], Iterable[Gap]], ...]] = (faults, translations)
