"""What the chronology and the lists share: a filtered, stable page of records."""

from dataclasses import dataclass, field
from itertools import groupby

from django.core.paginator import EmptyPage, Page
from django.http import Http404, QueryDict

from partnerships.browsing.counting import delegations_in, people_in
from partnerships.browsing.paging import TwoEndedPaginator
from partnerships.browsing.record_filter import RecordFilter
from partnerships.delivery import memo
from partnerships.delivery.memo import Memo
from partnerships.models import Delegation, Record
from partnerships.models.record import RecordQuerySet
from partnerships.standing.choices import HELD
from partnerships.views.year_strip import StripYear, strip_of

PER_PAGE = 30


@dataclass
class Listing:
    """One page of records with the filter that made it."""

    form: RecordFilter
    page: Page[Record]
    delegations: int | None = None  # how many the statistics count for these records
    people: int | None = None  # where they are what the list was opened for
    strip: list[StripYear] = field(default_factory=list)  # the years at a glance, of the chronology

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


def listing(model: type[Record], data: QueryDict, *, per_page: int = PER_PAGE) -> Listing:
    """Return the page of public records of `model` that the query string `data` asks for; 404 past the last page."""
    known = memo.current()
    form = RecordFilter.over(model, data, known)
    # Kept are the questions as far as they are the same for every page: to put them together costs more than to ask.
    public = known.keep(("public", model), model.objects.public)
    found = form.apply(public)
    form.count_choices(public, known)
    lines = form.apply(known.keep(("public lines", model), public.for_line))
    pages = TwoEndedPaginator(lines.with_standing(form.day) if form.day else lines, per_page)
    pages.count = form.keep(known, "all", found.count)
    try:
        page = pages.page(form.cleaned_data.get("page") or 1)
    except EmptyPage as error:
        raise Http404 from error
    page.object_list = known.name_cities(page.object_list)
    # The filter has counted its years already; of a day nobody keeps them.
    strip = strip_of(form.keep(known, "year", dict)) if model is Record and not form.errors else []
    return Listing(form, page, strip=strip, **_counted(form, found, known))


def _counted(form: RecordFilter, found: RecordQuerySet[Record], known: Memo) -> dict[str, int]:
    """Return what the statistics count for a list of delegations that took place."""
    if form.model is not Delegation or form.errors or form.cleaned_data["standing"] != HELD:
        return {}
    counts = {"delegations": form.keep(known, "delegations", lambda: delegations_in(found, form.of_cities()))}
    if form.cleaned_data["people"]:
        counts["people"] = form.keep(known, "people", lambda: people_in(found))
    return counts
