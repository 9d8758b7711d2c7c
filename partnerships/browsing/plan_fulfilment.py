"""What may have carried out the items of a plan: records of the same cities, in its time, of the same field."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from partnerships.models import ActionPlan, PlanItem, PlanItemState, Record
from partnerships.models.record import RecordQuerySet
from partnerships.period import Period
from partnerships.period.closeness import may_meet
from partnerships.period.queries import meets
from partnerships.period.words import fold_spelling
from partnerships.standing.choices import COUNTED
from partnerships.text.translated import CODES, text_column

#: How many records are offered for an item, and how many are looked at for a plan.
OFFERED: Final = 3
LOOKED_AT: Final = 500
#: Of a word so many letters tell it from others, whatever its ending.
STEM: Final = 5


@dataclass(frozen=True)
class _Offer:
    """A record with what is asked of it for every item: the stems of its title in each language, its fields."""

    record: Record
    stems: list[set[str]]
    themes: set[int | None]


def matches(plan: ActionPlan, items: Iterable[PlanItem], seen: RecordQuerySet[Record]) -> dict[int, list[Record]]:
    """Return, for each of `items` that no record carries out yet, the likeliest of the records `seen`.

    They took place in the time of the plan, with its cities or those of its agreement, and carry out no other item.
    """
    open_items = [item for item in items if item.fulfilled_by_id is None and item.state != PlanItemState.DROPPED]
    if not open_items or not plan.period:
        return {}
    found = [
        _Offer(record, _stems(record, "title"), {theme.pk for theme in record.themes.all()})
        for record in _records(plan, seen)
    ]
    offered = {item.pk: _best(item, found) for item in open_items}
    return {pk: records for pk, records in offered.items() if records}


def _records(plan: ActionPlan, seen: RecordQuerySet[Record]) -> list[Record]:
    owners = [plan.pk, *([plan.carries_out_id] if plan.carries_out_id else [])]
    within = seen.exclude(kind=ActionPlan.KIND).exclude(pk__in=owners).filter(meets(plan.period))
    cities = Record.cities.through.objects.filter(record__in=owners).values("city")
    if cities.exists():  # the plan of the department for a year is of no city in particular
        within = within.filter(pk__in=Record.cities.through.objects.filter(city__in=cities).values("record"))
    taken = PlanItem.objects.filter(fulfilled_by__isnull=False).values("fulfilled_by")
    rows = within.exclude(pk__in=taken).standing_in(*COUNTED).prefetch_related("themes")
    return list(rows.oldest_first()[:LOOKED_AT])


def _best(item: PlanItem, offers: Sequence[_Offer]) -> list[Record]:
    """Return the records that suit `item` best; one in its words, or at its time and of its field, suits."""
    stems = _stems(item, "activity")
    marks = [(_likeness(item, stems, offer), offer.record) for offer in offers]
    likely = sorted((pair for pair in marks if pair[0] > 1), key=lambda pair: (-pair[0], pair[1].period.order() or 0))
    return [record for _mark, record in likely[:OFFERED]]


def _likeness(item: PlanItem, stems: list[set[str]], offer: _Offer) -> int:
    """Return one for each word in common, up to three, one for the time and one for the field."""
    words = max(len(own & other) for own, other in zip(stems, offer.stems, strict=True))
    return min(words, 3) + _meet(item.due, offer.record.period) + (item.theme_id in offer.themes)


def _stems(row: object, name: str) -> list[set[str]]:
    """Return the beginnings of the words of a text, in each language of the site."""
    texts = (fold_spelling(getattr(row, text_column(name, code)) or "") for code in CODES)
    return [{word[:STEM] for word in re.findall(r"[^\W\d_]{4,}", text)} for text in texts]


def _meet(due: Period, period: Period) -> bool:
    """Say whether `period` touches the time in which an item is due; one without a date says nothing of it."""
    return bool(due) and may_meet(due, period)
