"""What a city's page tells of its records: the chronology, the first and last contact, the numbers."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import Http404
from django.utils import timezone

from partnerships.browsing.paging import TwoEndedPaginator
from partnerships.delivery import memo
from partnerships.kinds import KINDS
from partnerships.kinds.kind import Kind
from partnerships.models import Agreement, City, Record
from partnerships.models.record import RecordQuerySet
from partnerships.period import OPEN_END
from partnerships.period.closeness import latest_day
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
    agreements: list[Agreement]  # of any standing: a page tells those that ended, too

    @property
    def counts(self) -> list[tuple[Kind, int]]:
        """How many records of each kind there are; agreements are told one by one."""
        return [
            (kind, self.figures[kind.name])
            for kind in KINDS.values()
            if kind.name != Agreement.KIND and self.figures.get(kind.name)
        ]

    @property
    def binding(self) -> list[object]:
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
    today = day or timezone.localdate()
    known, public = memo.current(), Record.objects.public().with_city(city)
    # The question is put together once for all cities, which costs more than to ask it.
    records = Record.objects.public()
    told = known.told_by_wholes(["city"], day)
    lines = (records.for_story(day) if day else known.keep("lines of stories", records.for_story)).with_city(city)
    if public.count() <= PER_PAGE:
        rows = list(lines.oldest_first() if oldest_first else lines.newest_first())
        dated = [row for row in rows if row.start and row.standing in COUNTED]
        ahead = [row for row in rows if row.start and row.standing in WAITED_FOR]
        pages = Paginator([row for row in rows if row.pk not in told], PER_PAGE)
        ended = [row for row in dated if row.end < OPEN_END] or dated
        first = min(dated, key=lambda row: (row.period.order(), row.pk), default=None)
        last = max(
            ended, key=lambda row: (latest_day(row.period, today), row.end, row.period.order(), row.pk), default=None
        )
        coming = min(ahead, key=lambda row: (row.period.order(), row.pk), default=None)
        agreements = [row for row in rows if row.kind == Agreement.KIND]
        if oldest_first:  # the facts name the newest, whatever the order of the chronology
            agreements.sort(key=lambda row: (row.period.order() or 0, row.pk), reverse=True)
        figures = Counter(row.kind for row in (dated if day else rows) if row.standing in COUNTED)
        return Story(_page(pages, number), first, last, coming, figures, agreements[:AGREEMENTS])
    told_once = lines.told_once(told)
    pages = TwoEndedPaginator(told_once.oldest_first() if oldest_first else told_once.newest_first(), PER_PAGE)
    pages.count = public.told_once(told).count()
    counted = _standing_in(COUNTED, day).with_city(city)
    first, last = counted.for_date().first_and_last(today)
    coming = _standing_in(WAITED_FOR, day).with_city(city).dated().for_date().oldest_first().first()
    agreements = list(lines.of_kind(Agreement.KIND).newest_first()[:AGREEMENTS])
    numbers = (counted.dated() if day else counted).count_by_kind()  # as the lists count that these open
    return Story(_page(pages, number), first, last, coming, numbers, agreements)


def _standing_in(standings: Collection[str], day: date | None) -> RecordQuerySet[Record]:
    """Return the public records of which one of `standings` held; the question of today is put together once."""
    rows = Record.objects.public()
    if day:
        return rows.standing_in(*standings, day=day)
    return memo.current().keep(f"stories: {sorted(standings)}", lambda: rows.standing_in(*standings))


def _page(pages: Paginator, number: str) -> Page[object]:
    if not (number.isascii() and number.isdigit() and len(number) < 7 and 1 <= int(number) <= pages.num_pages):
        raise Http404
    return pages.page(int(number))
