"""Search of the back office: everything the user may see, drafts and notes included."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Final

from django import forms
from django.conf import settings
from django.contrib.admin import AdminSite
from django.core.paginator import EmptyPage, Paginator
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.template.response import TemplateResponse
from django.utils.http import urlencode
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from partnerships.admin.access import screens_of
from partnerships.browsing.filter_fields import YearField, choice
from partnerships.kinds import KINDS
from partnerships.models import City, Country, PartnerRequest, Record
from partnerships.models.base import Entry, Published, RegisterModel
from partnerships.models.publication import SCHEDULED, State
from partnerships.period import format_period
from partnerships.search.engine import Scope, object_of
from partnerships.search.excerpt import Excerpt, Marker
from partnerships.search.finding import RANKED, Findings, find, suggest
from partnerships.search.question import LONGEST, Question
from partnerships.search.results import names, titled
from partnerships.search.sources import SOURCES
from partnerships.staff.addresses import link

PER_PAGE: Final = 30
SUGGESTED: Final = 10


@dataclass(frozen=True)
class ResultLine:
    """A result: where to work on it, and what answers."""

    kind: str
    title: Excerpt
    url: str
    date: str
    excerpt: Excerpt
    row: RegisterModel

    @property
    def label(self) -> str:
        """What kind of thing it is."""
        return capfirst(str(self.row._meta.verbose_name))

    @property
    def state(self) -> str:
        """Where it stands on its way to the site, in words; "" for what has no such way."""
        return self.row.state_in_words() if isinstance(self.row, Published) else ""

    @property
    def page(self) -> str:
        """Its page on the site, "" while it has none."""
        return self.row.get_absolute_url() if isinstance(self.row, Published) and self.row.is_public() else ""


class StaffFilter(forms.Form):
    """State, year and country."""

    state = choice(gettext_lazy("State"), gettext_lazy("There is no such state."))
    year = YearField(label=gettext_lazy("Year"), widget=forms.NumberInput)
    country = choice(gettext_lazy("Country"), gettext_lazy("There is no such country in the register."))

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data)
        fields: Any = self.fields
        fields["state"].choices = [("", _("Any state")), *State.choices, (SCHEDULED, _("Will appear by itself"))]
        fields["country"].choices = [
            ("", _("All countries")),
            *((str(row.pk), str(row)) for row in Country.objects.for_list()),
        ]

    def narrow(self, scope: Scope) -> Scope:
        """Return `scope` with only what passes the filters; nothing without a state is left once one is set."""
        state, year, country = (self.cleaned_data.get(name) for name in ("state", "year", "country"))
        if not (state or year or country):
            return scope
        dated = Q(start__year__lte=year, end__year__gte=year) if year else Q()
        found: list[tuple[Any, Any]] = [
            (tuple(KINDS), Record.objects.filter(dated & (Q(cities__country=country) if country else Q()))),
            (("city",), City.objects.filter(dated & (Q(country=country) if country else Q()))),
        ]
        if not (year or country):
            found.append((("request",), PartnerRequest.objects.all()))
        return replace(
            scope,
            within=tuple(
                (kinds, *rows.in_state(state).order_by().values("pk").query.sql_with_params()) for kinds, rows in found
            ),
        )


def scope_of(site: AdminSite, request: HttpRequest) -> Scope:
    """Return what this user may look through: the kinds whose screens are open to them."""
    screens = screens_of(site)
    open_kinds = (
        kind
        for kind, source in SOURCES.items()
        if source.model in screens and screens[source.model].has_view_permission(request)
    )
    return Scope(internal=True, kinds=frozenset(open_kinds))


def search_view(site: AdminSite, request: HttpRequest) -> HttpResponse:
    """Show what answers, each a click from its form."""
    typed = request.GET.get("q", "").replace("\x00", "")[:LONGEST]
    question, scope, form = Question.parse(typed), scope_of(site, request), StaffFilter(request.GET)
    context = {**site.each_context(request), "title": _("Search"), "typed": typed, "form": form, "found": None}
    if form.is_valid() and question and scope.kinds:
        kind = request.GET.get("kind", "")
        context |= _answer(request, question, form.narrow(scope), kind if kind in scope.kinds else "")
    return TemplateResponse(
        request, "admin/partnerships/lists/search.html", context, status=400 if form.errors else 200
    )


def _answer(request: HttpRequest, question: Question, scope: Scope, kind: str) -> dict[str, object]:
    asked = request.GET.get("page", "1")
    number = max(1, int(asked)) if asked.isdecimal() and len(asked) < 5 else 1
    found = find(question, scope, kind=kind, offset=(number - 1) * PER_PAGE, limit=PER_PAGE)
    total = found.counts.get(kind, 0) if kind else found.total
    try:
        page = Paginator(range(min(total, RANKED)), PER_PAGE).page(number)
    except EmptyPage as error:
        raise Http404 from error
    return {
        "found": found,
        "total": total,
        "page": page,
        "tabs": _tabs(request, found, kind),
        "lines": result_lines(found, get_language() or settings.LANGUAGE_CODE),
        "previous": _query(request, page=number - 1),
        "next": _query(request, page=number + 1),
        "meant": _query(request, q=found.question.text, page=""),
    }


def _query(request: HttpRequest, **changes: Any) -> str:
    values = {**request.GET.dict(), **changes}
    return urlencode({name: value for name, value in values.items() if value})


def _tabs(request: HttpRequest, found: Findings, chosen: str) -> list[dict[str, object]]:
    every = [("", _("Everything"), found.total)]
    kinds = [
        (kind, capfirst(str(source.model._meta.verbose_name_plural)), found.counts[kind])
        for kind, source in SOURCES.items()
        if kind in found.counts
    ]
    return [
        {"label": label, "count": count, "chosen": kind == chosen, "query": _query(request, kind=kind, page="")}
        for kind, label, count in (*every, *kinds)
    ]


def result_lines(found: Findings, language: str) -> list[ResultLine]:
    """Return the results of a page, each table asked once."""
    marker = Marker(found.question)
    return [_line(kind, row, marker, language) for kind, row in read_objects(found.keys)]


def read_objects(keys: Iterable[int]) -> list[tuple[str, RegisterModel]]:
    """Return kind and object of each key, in order, with all that their texts are made of."""
    order = [object_of(key) for key in keys]
    wanted: dict[str, list[int]] = defaultdict(list)
    for kind, pk in order:
        wanted[kind].append(pk)
    rows = {(kind, row.pk): row for kind, pks in wanted.items() for row in SOURCES[kind].read().filter(pk__in=pks)}
    return [(kind, rows[kind, pk]) for kind, pk in order if (kind, pk) in rows]


def _line(kind: str, row: RegisterModel, marker: Marker, language: str) -> ResultLine:
    text = SOURCES[kind].texts(row)
    title, spoken = titled(row, language)
    date = format_period(row.period, row.remark or "", language) if isinstance(row, Entry) else ""
    named = set(names(row))
    texts = (*text.summary, *text.body, *text.around, *text.internal)
    quoted = marker.excerpt([said for said in texts if said not in named], language)
    return ResultLine(kind, Excerpt(marker.parts(title), spoken), link(row), date, quoted, row)


def suggestions_view(site: AdminSite, request: HttpRequest) -> JsonResponse:
    """Return what the typed beginning may become, with the screen of each."""
    typed = request.GET.get("q", "")[:LONGEST]
    scope = scope_of(site, request)
    keys = suggest(Question.parse(typed, unfinished=True), scope, limit=SUGGESTED) if scope.kinds else []
    language, rows = get_language() or settings.LANGUAGE_CODE, read_objects(keys)
    titles = [titled(row, language)[0] for _kind, row in rows]
    kinds = [capfirst(str(row._meta.verbose_name)) for _kind, row in rows]
    return JsonResponse([typed, titles, kinds, [link(row) for _kind, row in rows]], safe=False)


office_pages: Final = (
    ("search/", "search", search_view),
    ("search/suggestions/", "search-suggestions", suggestions_view),
)
