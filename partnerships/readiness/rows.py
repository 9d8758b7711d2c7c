"""What the rows of a record keep from the public, or tell it wrongly."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from django.conf import settings
from django.utils.translation import ngettext

from partnerships.models import FIGURES, Direction, Part, Participant, PhotoUse, Quantity, Side
from partnerships.readiness.content import Content
from partnerships.readiness.gap import Gap, Place
from partnerships.readiness.row_texts import described_in, is_shown, row_name, stale, translations
from partnerships.text.translated import CODES, text_column

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


def _wordless(row: object, field: str) -> bool:
    return not any(getattr(row, text_column(field, code)) for code in CODES)


#: The side that stays at home, by the direction of a visit.
_AT_HOME: Final[dict[str, Side]] = {Direction.INCOMING: Side.HOME, Direction.OUTGOING: Side.PARTNER}


def _receives(person: Participant, record: object) -> bool:
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
        "people-without-consent",
        "participants",
        "is_public",
        lambda row, _record: row.lacks_consent,
        lambda count: ngettext(
            "%(count)d private person shown without a consent",
            "%(count)d private persons shown without a consent",
            count,
        ),
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
        lambda row, _record: FIGURES.meaning(row.what) == Quantity.OTHER and _wordless(row, "note"),
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


def faults(content: Content) -> Iterator[Gap]:
    """Yield what is said of rows one relation at a time."""
    for rule in RULES:
        found = content.rows.get(rule.relation, ())
        rows = [(at, row) for at, row in found if rule.applies(row, content.record)]
        if rows:
            places = tuple(Place(row_name(row, at), f"id_{rule.relation}-{at}-{rule.field}") for at, row in rows)
            yield Gap(rule.slug, rule.words(len(rows)) % {"count": len(rows)}, places, rule.hides)


ROWS: Final[tuple[Callable[[Content], Iterable[Gap]], ...]] = (faults, translations, stale)
