"""What a city's page tells of its records: the chronology, the first and last contact, the numbers."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import Http404

from partnerships.models import City, Kind, Record
from partnerships.period import OPEN_END
from partnerships.standing import BINDING
from partnerships.standing.choices import COUNTED, WAITED_FOR
from partnerships.views.listing import group_by_year

PER_PAGE = 50
AGREEMENTS = 20  # the rest are one link away, in their list


@dataclass
class Story:
    """One page of a city's chronology, and what holds for all of its records."""

    page: Page[Any]
    first: Record | None
    last: Record | None
    next: Record | None
    figures: dict[str, int]
    agreements: list[Any]  # of any standing: a page tells those that ended, too

    @property
    def binding(self) -> list[Any]:
        """The agreements in force."""
        return [agreement for agreement in self.agreements if agreement.standing in BINDING]

    def years(self) -> list[tuple[int | None, list[Record]]]:
        """Return the page's records by the year they stand in; None stands for the undated."""
        return group_by_year(list(self.page.object_list))


def story_of(city: City, *, oldest_first: bool, number: str, day: date | None = None) -> Story:
    """Return page `number` (as typed in the address) of the public records of `city`; 404 past the last page.

    What held is asked of `day`, by default today. Few records are read once and looked at here; many are counted by
    the database.
    """
    records = Record.objects.public().with_city(city)
    lines = records.for_story().with_standing(day) if day else records.for_story()
    rows: list[Any] = list((lines.oldest_first() if oldest_first else lines.newest_first())[: PER_PAGE + 1])
    if len(rows) <= PER_PAGE:
        dated = [row for row in rows if row.start and row.standing in COUNTED]
        ahead = [row for row in rows if row.start and row.standing in WAITED_FOR]
        told = Paginator([row for row in rows if not row.is_part], PER_PAGE)
        ended = [row for row in dated if row.end < OPEN_END] or dated
        first = min(dated, key=lambda row: (row.period.order(), row.pk), default=None)
        last = max(ended, key=lambda row: (row.end, row.period.order(), row.pk), default=None)
        coming = min(ahead, key=lambda row: (row.period.order(), row.pk), default=None)
        agreements = [row for row in rows if row.kind == Kind.AGREEMENT]
        if oldest_first:  # the facts name the newest, whatever the order of the chronology
            agreements.sort(key=lambda row: (row.period.order() or 0, row.pk), reverse=True)
        figures = Counter(row.kind for row in rows if row.standing in COUNTED)
        return Story(_page(told, number), first, last, coming, figures, agreements[:AGREEMENTS])
    told_once = lines.told_once()
    told = Paginator(told_once.oldest_first() if oldest_first else told_once.newest_first(), PER_PAGE)
    counted = records.standing_in(*COUNTED, day=day)
    first, last = counted.for_line().first_and_last()
    coming = records.standing_in(*WAITED_FOR, day=day).dated().for_line().oldest_first().first()
    agreements = list(lines.of_kind(Kind.AGREEMENT).newest_first()[:AGREEMENTS])
    return Story(_page(told, number), first, last, coming, counted.count_by_kind(), agreements)


def _page(pages: Any, number: str) -> Page[Any]:
    if not (number.isascii() and number.isdigit() and len(number) < 7 and 1 <= int(number) <= pages.num_pages):
        raise Http404
    return pages.page(int(number))
