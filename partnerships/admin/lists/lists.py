"""What keeps the lists of the back office quick and clear at any size: bounded counts, typed filters, the index."""

from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Any, Final

from django.contrib import admin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.views.main import ERROR_FLAG, IGNORED_PARAMS, PAGE_VAR, ChangeList
from django.core.paginator import Paginator
from django.db import models
from django.db.models import QuerySet
from django.db.models.expressions import Combinable
from django.http import HttpRequest
from django.utils.html import conditional_escape
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from partnerships.admin.access import go_on_with
from partnerships.models import City
from partnerships.models.base import alphabetical
from partnerships.models.translated import translated_fields
from partnerships.search import engine, finding
from partnerships.search.engine import Scope
from partnerships.search.question import Question
from partnerships.search.sources import SOURCES
from partnerships.spreadsheets.lookups import TableNames
from partnerships.text.label import Label
from partnerships.text.numbers import whole

#: Counting stops here: nobody pages further, and a full count reads every row.
COUNTED: Final = 5000
#: What the address of an export names beside the filters of its list.
FORMAT: Final = "format"
#: What the address of any list may carry besides its filters.
ANY_LIST: Final = {*IGNORED_PARAMS, PAGE_VAR, ERROR_FLAG, FORMAT}
#: How the filter of a field asks: for a row of another list, for a value, for none.
BY_KEY: Final = "__id__exact"
BY_FIELD: Final = (BY_KEY, "__exact", "__isnull")
#: Field → what the choice of its filter says that finds what has none.
WITHOUT: Final[dict[str, Label]] = {
    "city": gettext_lazy("without a city"),
    "themes": gettext_lazy("without a field of cooperation"),
}
#: How many of the latest answers of the index a list shows.
FOUND: Final = 1000


class BoundedPaginator(Paginator):
    """Pages of a list whose length is counted up to a bound; `is_more` says that there is more."""

    @cached_property
    def _counted(self) -> int:
        rows: Any = self.object_list
        return len(rows) if isinstance(rows, list | tuple) else rows.order_by()[: COUNTED + 1].count()

    @property
    def count(self) -> int:
        """The number of rows, at most the bound."""
        return min(self._counted, COUNTED)

    @property
    def is_more(self) -> bool:
        """Whether there are rows beyond the bound."""
        return self._counted > COUNTED


def _can_be(name: str, value: str) -> bool:
    """Say whether the database takes `value` at all: no NUL, and where a row is meant, no number longer than a key."""
    return "\0" not in value and (not name.endswith(BY_KEY) or bool(whole(value)))


class Alphabet(ChangeList):
    """A list whose columns of names stand in the order of the reader's language."""

    def get_queryset(
        self, request: HttpRequest, exclude_parameters: list[str | None] | None = None
    ) -> QuerySet[models.Model]:
        """Return the rows of the list with what its columns show of their relations."""
        found = super().get_queryset(request, exclude_parameters)
        return found.prefetch_related(*getattr(self.model_admin, "list_prefetch_related", ()))

    def get_filters_params(self, params: dict[str, object] | None = None) -> dict[str, object]:
        """Return what the address asks of the filters; the format of an export is no such question."""
        asked = super().get_filters_params(params)
        asked.pop(FORMAT, None)
        return asked

    def get_ordering_field(self, field_name: Callable[..., object] | str) -> str | Combinable | None:
        """Return what a column is ordered by: a translated text by its language's own order of letters."""
        field = super().get_ordering_field(field_name)
        return alphabetical(field) if field in translated_fields(self.model) else field


def is_offered(screen: admin.ModelAdmin, request: HttpRequest) -> bool:
    """Say whether an address asks of the list no more than its filters offer.

    A pattern or a comparison of anybody's choice costs the database dear.
    """
    filters = screen.get_list_filter(request)
    fields = [item for item in filters if isinstance(item, str)]
    typed = {getattr(item, "parameter_name", "") for item in filters}
    asked = {*ANY_LIST, *typed, *(f"{field}{end}" for field in fields for end in BY_FIELD)}
    return all(name in asked and all(_can_be(name, value) for value in values) for name, values in request.GET.lists())


def leave_keys(request: HttpRequest) -> None:
    """Leave of what a form has chosen only what can be keys; a forged one may hold anything."""
    sent = request.POST.copy()
    sent.setlist(ACTION_CHECKBOX_NAME, [key for key in sent.getlist(ACTION_CHECKBOX_NAME) if whole(key)])
    go_on_with(request, sent)


def find_in_index[M: models.Model](queryset: QuerySet[M], typed: str) -> QuerySet[M] | None:
    """Return what is found by any word form and by the beginning of the last word, drafts and internal fields too.

    None where the index does not know the concept, or nothing is typed.
    """
    kinds = frozenset(kind for kind, source in SOURCES.items() if issubclass(source.model, queryset.model))
    if not kinds or not typed.strip():
        return None
    question = Question.parse(typed, unfinished=True)
    found = finding.find(question, Scope(internal=True, kinds=kinds), order=finding.NEWEST, limit=FOUND)
    return queryset.filter(pk__in=[engine.object_of(key)[1] for key in found.keys])


class TypedFilter(admin.SimpleListFilter):
    """A filter to type into, for what would be a list of hundreds."""

    template = "admin/partnerships/lists/typed_filter.html"
    example: Label = ""
    unknown: Label = ""
    suggests = ""
    is_known = True

    def lookups(self, request: HttpRequest, model_admin: object) -> list[tuple[str, str]]:
        """Offer nothing: the value is typed."""
        return []

    def has_output(self) -> bool:
        """Show the box always."""
        return True

    def choices(self, changelist: Any) -> Iterator[Any]:
        """Yield the box itself, with the other filters as its hidden companions."""
        kept = {name: value for name, value in changelist.params.items() if name not in {self.parameter_name, "p"}}
        yield {
            "name": self.parameter_name,
            "value": self.shown(),
            "example": self.example,
            "kept": [(name, one) for name, value in kept.items() for one in _each(value)],
            "clear": changelist.get_query_string(remove=[self.parameter_name, "p"]) if self.value() else "",
            "problem": "" if self.is_known else self.unknown,
            "suggests": self.suggests and changelist.model_admin.opts.model_name,
            "field": self.suggests,
        }

    def shown(self) -> str:
        """Return what stands in the box."""
        return self.value() or ""


def _each(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


class YearFilter(TypedFilter):
    """Records whose date touches a year."""

    title = gettext_lazy("year")
    parameter_name = "year"
    example = gettext_lazy("for example 2022")
    unknown = gettext_lazy("Write the year with four digits, for example 2022.")

    def queryset(self, request: HttpRequest, queryset: Any) -> QuerySet[models.Model]:
        """Narrow the list to the year."""
        value = (self.value() or "").strip()
        self.is_known = not value or (value.isdecimal() and value.isascii() and len(value) == 4 and value >= "1000")
        return queryset.in_year(int(value)) if value and self.is_known else queryset


class PartnerCityFilter(TypedFilter):
    """Records of one partner city, by its name in any language or its page address."""

    title = gettext_lazy("city")
    parameter_name = "city"
    example = gettext_lazy("name of the city")
    unknown = gettext_lazy("There is no such city, or there are several: choose one from the list.")
    suggests = "cities"
    name = ""

    def queryset(self, request: HttpRequest, queryset: QuerySet[models.Model]) -> QuerySet[models.Model]:
        """Narrow the list to the city."""
        value = (self.value() or "").strip()
        if not value:
            return queryset
        names = TableNames(City)
        found = names.matches(value)
        self.is_known = len(found) == 1
        if not self.is_known:
            return queryset.none()
        (pk,) = found
        self.name = names.name(pk)
        return queryset.filter(cities=pk)

    def shown(self) -> str:
        """Return the name, whatever it was found by."""
        return self.name or super().shown()


class RowFilter(admin.RelatedFieldListFilter):
    """A filter by rows of another list, whose last choice says in words that there is none."""

    def __init__(self, field: Any, *rest: Any, **options: Any) -> None:
        super().__init__(field, *rest, **options)
        self.empty_value_display = conditional_escape(str(WITHOUT.get(field.name, _("not stated"))))


admin.FieldListFilter.register(lambda field: bool(field.remote_field), RowFilter, take_priority=True)


class MineFilter(admin.SimpleListFilter):
    """Records in somebody's care."""

    title = gettext_lazy("in whose care")
    parameter_name = "mine"

    def lookups(self, request: HttpRequest, model_admin: object) -> list[tuple[str, str]]:
        """Offer mine and nobody's."""
        return [("1", _("In my care")), ("0", _("In nobody's care"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[models.Model]) -> QuerySet[models.Model]:
        """Narrow the list to my records, or to those that nobody looks after."""
        if self.value() == "1":
            return queryset.filter(responsible=request.user)
        return queryset.filter(responsible=None) if self.value() == "0" else queryset
