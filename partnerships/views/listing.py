"""What the chronology and the lists share: a filtered, stable page of records."""

from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.core.paginator import EmptyPage, Page, Paginator
from django.http import Http404, QueryDict

from partnerships.browsing.counting import delegations_in, people_in
from partnerships.browsing.record_filter import RecordFilter
from partnerships.delivery import memo
from partnerships.delivery.memo import Memo
from partnerships.models import Kind, Record
from partnerships.models.record import RecordQuerySet
from partnerships.standing.choices import HELD

PER_PAGE = 30


@dataclass
class Listing:
    """One page of records with the filter that made it."""

    form: RecordFilter
    page: Page[Any]
    delegations: int | None = None  # how many the statistics count for these records
    people: int | None = None  # where they are what the list was opened for

    @property
    def status(self) -> int:
        """400 when the address asks for what cannot be, else 200."""
        return 400 if self.form.errors else 200

    def years(self) -> list[tuple[int | None, list[Record]]]:
        """Return the page's records by the year they stand in; None stands for the undated."""
        return group_by_year(list(self.page.object_list))


def group_by_year(records: list[Record]) -> list[tuple[int | None, list[Record]]]:
    """Return `records`, already in order, by the year they stand in; None stands for the undated."""
    return [(year, list(rows)) for year, rows in groupby(records, lambda row: row.start.year if row.start else None)]


def listing(records: RecordQuerySet[Any], data: QueryDict, *, per_page: int = PER_PAGE) -> Listing:
    """Return the page of public `records` that the query string `data` asks for; 404 past the last page."""
    known = memo.current()
    form = RecordFilter.over(records.model, data, known)
    public = records.public()
    found = form.apply(public)
    form.count_choices(public, known)
    lines = found.for_line()
    pages = Paginator(lines.with_standing(form.day) if form.day else lines, per_page)
    pages.count = form.keep(known, "all", found.count)
    try:
        page = pages.page(form.cleaned_data.get("page") or 1)
    except EmptyPage as error:
        raise Http404 from error
    page.object_list = known.name_cities(page.object_list)
    return Listing(form, page, **_counted(form, found, known))


def _counted(form: RecordFilter, found: RecordQuerySet[Any], known: Memo) -> dict[str, int]:
    """Return what the statistics count for a list of delegations that took place."""
    if form.model.KIND != Kind.DELEGATION or form.errors or form.cleaned_data["standing"] != HELD:
        return {}
    counts = {"delegations": form.keep(known, "delegations", lambda: delegations_in(found, form.of_cities()))}
    if form.cleaned_data["people"]:
        counts["people"] = form.keep(known, "people", lambda: people_in(found))
    return counts
