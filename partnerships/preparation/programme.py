"""A programme of stay by its days: of guests, or the department's own with who answers for what."""

from dataclasses import dataclass, field
from datetime import date, time

from partnerships.models import Delegation, ProgrammeItem


@dataclass
class ProgrammeDay:
    """What happens on one day; `day` is None for what has none yet."""

    day: date | None
    items: list[ProgrammeItem] = field(default_factory=list)


def place_in_time(item: ProgrammeItem) -> tuple[date, time, int, int]:
    """Return what orders a programme, in whatever order it was typed; what has no day or no hour stands last."""
    return item.day or date.max, item.starts or time.max, item.order, item.pk


def programme_days(visit: Delegation, *, for_guests: bool) -> list[ProgrammeDay]:
    """Return the programme of `visit` day by day, of guests only what is for them; what has no day stands last."""
    rows = ProgrammeItem.objects.filter(delegation=visit.pk)
    found: dict[date | None, ProgrammeDay] = {}
    for item in sorted(rows.shown() if for_guests else rows, key=place_in_time):
        found.setdefault(item.day, ProgrammeDay(item.day)).items.append(item)
    return list(found.values())
