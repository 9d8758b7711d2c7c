"""Search: the page of results, suggestions while typing, and the description for browsers."""

from typing import Any, Final

from django import forms
from django.conf import settings
from django.core.paginator import EmptyPage, Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from partnerships.browsing.filter_fields import choice
from partnerships.browsing.record_filter import NEWEST, OLDEST, RecordFilter
from partnerships.delivery import memo
from partnerships.kinds import KINDS
from partnerships.models import Record
from partnerships.search.engine import Scope
from partnerships.search.finding import RANKED, Findings, calls, find, suggest
from partnerships.search.question import LONGEST, Question
from partnerships.search.results import HEADINGS, results, titles
from partnerships.search.texts import CONTACTS

PER_PAGE: Final = 20
SUGGESTED: Final = 8


class SearchFilter(RecordFilter):
    """The filters of the chronology around a box for words."""

    q = forms.CharField(label=_("What to look for"), required=False)
    field_order = ("q", "year", "city", "theme", "order")

    def __init__(self, data: QueryDict) -> None:
        known = memo.current()
        super().__init__(data, cities=known.cities.values(), countries=[], themes=known.themes.values(), model=Record)
        years = known.keep("search years", Record.objects.public().count_by_year)
        self._offer("year", [(year, str(year)) for year in sorted(years, reverse=True)])
        for name in ("country", "direction", "began", "standing", "on"):
            self.fields.pop(name, None)
        orders = [("", _("Best match first")), (NEWEST, _("Newest first")), (OLDEST, _("Oldest first"))]
        self.fields["order"] = choice(_("Order"), _("Choose one of the orders."), choices=orders)
        kinds = choice(_("Kind"), _("There is no such kind of record."), widget=forms.HiddenInput)
        kinds.choices = [("", ""), *HEADINGS.items()]
        self.fields["kind"] = kinds

    def _label(self, name: str, value: str) -> object:
        return HEADINGS[value] if name == "kind" else super()._label(name, value)

    @property
    def question(self) -> Question:
        """What is asked."""
        return Question.parse(str(self.data.get("q", "")))

    def scope(self) -> Scope:
        """Return where to look: everywhere, or among the records that pass the chosen filters."""
        if not any(self.cleaned_data.get(name) for name in ("year", "city", "theme")):
            return Scope()
        records = self.apply(Record.objects.public(), without="kind").order_by().values("pk")
        return Scope(within=((tuple(KINDS), *records.query.sql_with_params()),))

    def is_narrowed(self) -> bool:
        """Say whether anything but words and kind is asked for, rightly or wrongly."""
        return bool(self.errors) or any(self.data.get(name) for name in ("year", "city", "theme", "order"))

    def chosen(self) -> list[dict[str, str]]:
        """Return the chosen filters, the words apart."""
        return [chip for chip in self.chips() if chip["field"] != str(self.fields["q"].label)]


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Show what answers the words and the filters, the best first, with how many there are of each kind."""
    data = request.GET.copy()
    data["q"] = data.get("q", "").replace("\x00", "")[:LONGEST]
    if data["q"] != request.GET.get("q", data["q"]):
        return redirect(f"{request.path}?{data.urlencode()}")
    form = SearchFilter(data)
    context = {"form": form, "found": None}
    if form.is_valid() and form.question:
        context |= _answer(form)
    return render(request, "partnerships/search/results.html", context, status=400 if form.errors else 200)


def _answer(form: SearchFilter) -> dict[str, Any]:
    chosen, scope = form.cleaned_data, form.scope()
    number = chosen.get("page") or 1
    found = find(
        form.question,
        scope,
        kind=chosen["kind"],
        order=chosen["order"],
        offset=(number - 1) * PER_PAGE,
        limit=PER_PAGE,
    )
    total = found.counts.get(chosen["kind"], 0) if chosen["kind"] else found.total
    reach = total if chosen["order"] else min(total, RANKED)
    try:
        page = Paginator(range(reach), PER_PAGE).page(number)
    except EmptyPage as error:
        raise Http404 from error
    return {
        "found": found,
        "total": total,
        "page": page,
        "beyond": total > reach and number == page.paginator.num_pages,
        "kinds": _kinds(form, found),
        "asks_contacts": any(calls(term, CONTACTS) for term in form.question.terms),
        "results": results(found, get_language() or settings.LANGUAGE_CODE),
        "unfiltered": 0 if found.total or not scope.within else find(form.question, Scope()).total,
    }


def _kinds(form: SearchFilter, found: Findings) -> list[dict[str, Any]]:
    """Return each kind that answers, with its number and address; the first stands for all."""
    if not found.total:
        return []
    every = {"label": _("Everything"), "count": found.total, "query": form.query(kind="", page=""), "kind": ""}
    rows = [
        {"label": label, "count": found.counts[kind], "query": form.query(kind=kind, page=""), "kind": kind}
        for kind, label in HEADINGS.items()
        if kind in found.counts
    ]
    return [every, *rows] if len(rows) > 1 or form.cleaned_data["kind"] else []


@require_safe
@cache_control(no_cache=True)
def suggestions(request: HttpRequest) -> JsonResponse:
    """Return titles that the typed beginning may become, as browsers and the box on the page read them."""
    typed = request.GET.get("q", "")[:LONGEST]
    keys = suggest(Question.parse(typed, unfinished=True), Scope(), limit=SUGGESTED)
    rows = titles(keys, get_language() or settings.LANGUAGE_CODE)
    lists = [[row.title for row in rows], [str(row.kind_label) for row in rows], [row.url for row in rows]]
    return JsonResponse([typed, *lists], safe=False, content_type="application/x-suggestions+json")


@require_safe
def opensearch_view(request: HttpRequest) -> HttpResponse:
    """Describe the search to browsers, which can then offer it in their own box (OpenSearch 1.1)."""
    context = {"search": reverse("search"), "suggestions": reverse("search-suggestions")}
    return render(
        request, "partnerships/search/opensearch.xml", context, content_type="application/opensearchdescription+xml"
    )
