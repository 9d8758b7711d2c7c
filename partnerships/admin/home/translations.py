"""Two languages side by side: marks on the form, and the table of what still waits for its translation."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final, cast

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.sites import AdminSite
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import models
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.text import capfirst
from django.utils.translation import get_language_info, gettext_lazy, gettext_noop
from django.utils.translation import gettext as _

from partnerships.admin.access import acting, screens_of
from partnerships.admin.forms.translation_marks import MARKS
from partnerships.admin.home.task_rows import TaskRows, Whole
from partnerships.history import revisions
from partnerships.history.reasons import fact
from partnerships.history.snapshots import row_relations
from partnerships.kinds import KINDS
from partnerships.models import City, PartnerRequest, Record, RegisterModel
from partnerships.models.publication import SCHEDULED, Publication, State
from partnerships.models.translated import Translated, Translation, mark_of, other_languages, states, translated_fields
from partnerships.readiness import Content
from partnerships.readiness.row_texts import MISSING, stale_rows
from partnerships.readiness.row_texts import translations as of_rows
from partnerships.readiness.summary import with_rows
from partnerships.staff.addresses import link
from partnerships.text.numbers import whole
from partnerships.text.quotes import quoting
from partnerships.text.translated import CODES, text_column

PAGE_SIZE = 50
RECORDS = "record"
#: What the table shows unless asked otherwise: everything that needs a hand.
OPEN: Final = "open"
NEEDS: Final = {OPEN: (Translation.MISSING, Translation.STALE), **{need: (need,) for need in Translation.values}}
#: States to choose from, what will appear by itself apart from what is on the site.
STATES: Final = [
    ("", gettext_lazy("Any")),
    *State.choices[:3],
    (SCHEDULED, gettext_lazy("Will appear by itself")),
    *State.choices[3:],
]
#: What belongs to a city, and how it is told.
OF_CITY: Final[dict[object, str]] = {Record: "cities", City: "pk", PartnerRequest: "city"}


class TableFilter(forms.Form):
    """Which texts the table shows."""

    kind = forms.ChoiceField(label=gettext_lazy("What"), required=False)
    need = forms.ChoiceField(
        label=gettext_lazy("Translation"),
        required=False,
        choices=[(OPEN, gettext_lazy("Missing or older than the original")), *Translation.choices],
    )
    state = forms.ChoiceField(label=gettext_lazy("State"), required=False, choices=STATES)
    city: "forms.ModelChoiceField[City]" = forms.ModelChoiceField(
        City.objects.none(), label=gettext_lazy("City"), required=False, empty_label=gettext_lazy("All cities")
    )

    def __init__(self, data: QueryDict, kinds: Mapping[str, object]) -> None:
        super().__init__({"need": OPEN, **{key: data[key] for key in data if data[key]}})
        cast("forms.ChoiceField", self.fields["kind"]).choices = list(kinds.items())
        cast("forms.ModelChoiceField", self.fields["city"]).queryset = City.objects.for_list()

    def rows(self, kinds: Mapping[str, object]) -> TaskRows:
        """Return what the form asks for, the latest of each kind first; nothing when it asks for nonsense."""
        if not self.is_valid():
            return TaskRows()
        chosen = self.cleaned_data["kind"]
        names = [chosen] if chosen else [name for name in kinds if name and name not in KINDS]
        return TaskRows(*(rows for name in names for rows in self._narrowed(_model(name), kinds)))

    def _narrowed(self, model: Any, kinds: Mapping[str, object]) -> Iterator[QuerySet[models.Model]]:
        """Yield the rows of `model`, if any of them can have what the form asks for."""
        chosen = self.cleaned_data
        rows = model._default_manager.filter(translation__in=NEEDS[chosen["need"]])
        if model is Record:
            rows = rows.of_kinds(kinds.keys() & KINDS.keys())
        if chosen["state"]:
            if not issubclass(model, Publication):
                return
            rows = rows.in_state(chosen["state"])
        if chosen["city"]:
            if not (path := OF_CITY.get(Record if issubclass(model, Record) else model)):
                return
            rows = rows.filter(**{path: chosen["city"].pk})
        yield rows.order_by("-pk")


def _model(name: str) -> Any:
    found = (model for model in screens_of(admin.site) if issubclass(model, Translated))
    return next((model for model in found if model._meta.model_name == name), None)


def kinds_for(request: HttpRequest) -> dict[str, str]:
    """Return what this user may look at here, by name: everything first, then all records together."""
    screens = {
        str(model._meta.model_name): capfirst(str(model._meta.verbose_name_plural))
        for model, screen in screens_of(admin.site).items()
        if issubclass(model, Translated) and model is not Record and screen.has_view_permission(request)
    }
    records = {RECORDS: _("Records of all kinds")} if set(screens) & KINDS.keys() else {}
    return {"": _("Everything"), **records, **screens}


def records_of_kind(rows: list[RegisterModel]) -> list[RegisterModel]:
    """Return `rows`, each record as its own kind, in the same order and with one question a kind."""
    spines = [row for row in rows if type(row) is Record]
    found = {
        (kind, row.pk): row
        for kind in KINDS
        for row in _model(kind)._base_manager.filter(pk__in=[item.pk for item in spines if item.kind == kind])
    }
    return [found.get((getattr(row, "kind", ""), row.pk), row) for row in rows]


def translation_line(row: RegisterModel, rows: Content, *, may: bool) -> dict[str, object]:
    """Return a row of the table: its name, and for every language what needs a hand, each with its field.

    `rows` are those of the record; `may` says that this user changes such records, and so can say that a translation
    is still right.
    """
    texts = states(row)
    cells = [
        {
            "language": get_language_info(code)["name_translated"],
            "ready": Translation.READY in texts[code].values(),
            "fields": [*_own_needs(row, code, texts[code]), *_needs_of_rows(row, rows, code)],
            "stale": " ".join(_stale_marks(row, rows, code)) if may else "",
        }
        for code in CODES
    ]
    return {
        "row": row,
        "kind": row._meta.verbose_name,
        "state": row.state_in_words() if isinstance(row, Publication) else "",
        "url": link(row),
        "key": f"{row._meta.model_name}-{row.pk}",
        "cells": cells,
    }


def _need(state: str, label: str, url: str) -> dict[str, object]:
    return {"label": label, "state": state, "mark": MARKS[Translation(state)], "url": url}


def _own_needs(row: Any, code: str, texts: dict[str, str]) -> Iterator[dict[str, object]]:
    for name, state in texts.items():
        if state in MARKS:
            label = capfirst(str(row._meta.get_field(name).verbose_name))
            yield _need(state, label, f"{link(row)}#id_{text_column(name, code)}")


def _needs_of_rows(row: RegisterModel, rows: Content, code: str) -> Iterator[dict[str, object]]:
    for gap in of_rows(rows):
        if gap.slug.endswith(f"-{code}"):
            yield {**_need(Translation.MISSING, gap.text, f"{link(row)}#{gap.anchor}"), "mark": ""}
    for found in stale_rows(rows, code):
        yield _need(Translation.STALE, found.place.name, f"{link(row)}#{found.place.anchor}")


def _stale_marks(row: RegisterModel, rows: Content, code: str) -> Iterator[str]:
    """Yield each stale text with the mark of what the table shows; one of a row with relation and number before it."""
    for name, state in states(row)[code].items():
        if state == Translation.STALE:
            yield f"{text_column(name, code)}:{mark_of(row, name, code)}"
    for found in stale_rows(rows, code):
        for name in found.names:
            place = f"{found.relation}.{found.row.pk}.{text_column(name, code)}"
            yield f"{place}:{mark_of(found.row, name, code)}"


def _lines(shown: list[Any], may: Callable[[Any], bool]) -> list[dict[str, object]]:
    rows = {(type(content.record), content.record.pk): content for content in with_rows(shown)}
    return [translation_line(row, rows.get((type(row), row.pk)) or Content(row), may=may(row)) for row in shown]


def table_view(site: AdminSite, request: HttpRequest) -> HttpResponse:
    """Show record × language, narrowed by kind, need, state and city; each cell one click from its field."""
    kinds = kinds_for(request)
    form = TableFilter(request.GET, kinds)
    page = Paginator(cast("Any", Whole(form.rows(kinds))), PAGE_SIZE).get_page(request.GET.get("page"))
    kept = urlencode({name: request.GET[name] for name in form.fields if request.GET.get(name)})

    def may(row: RegisterModel) -> bool:
        return request.user.has_perm(f"partnerships.change_{row._meta.model_name}")

    context = {
        **site.each_context(request),
        "title": _("Translations"),
        "form": form,
        "page": page,
        "lines": _lines(records_of_kind(list(page)), may),
        "languages": [get_language_info(code)["name_translated"] for code in CODES],
        "query": f"?{kept}&" if kept else "?",
        "here": request.get_full_path(),
    }
    return TemplateResponse(request, "admin/partnerships/home/translations.html", context)


type Confirmed = tuple[Any, str, str, str]


def _confirmed(record: Any, sent: dict[str, str]) -> Iterator[Confirmed]:
    """Yield what was sent of `record` and its rows: the row, field, language, and the mark that the table showed."""
    rows = {"": record}
    for place, mark in sent.items():
        before, _dot, column = place.rpartition(".")
        if before not in rows:
            relation, _dot, number = before.partition(".")
            kind: Any = type(record)
            key = row_relations(kind).get(relation) if relation in MISSING else None
            found = key and key.model._base_manager.filter(**{key.name: record.pk}, pk=whole(number) or 0)
            rows[before] = found.first() if found is not None else None
        row = rows[before]
        model: type[RegisterModel] = type(row)
        pairs = [(name, code) for name in translated_fields(model) for code in other_languages()] if row else []
        yield from ((row, name, code, mark) for name, code in pairs if text_column(name, code) == column)


def _declare_right(confirmed: list[Confirmed]) -> None:
    for row in {id(each): each for each, *_rest in confirmed}.values():
        row.off_page = True
        row.remember(right=tuple(text_column(name, code) for each, name, code, _mark in confirmed if each is row))
        row.save()


def right_view(site: AdminSite, request: HttpRequest) -> HttpResponse:
    """Declare translations of one record right although the original has changed since."""
    name, _dash, number = request.POST.get("key", "").partition("-")
    model = _model(name)
    if request.method != "POST" or model is None or not number.isdecimal() or len(number) > 18:
        raise Http404
    sent = dict(item.partition(":")[::2] for item in request.POST.get("columns", "").split())
    with revisions.revision(by=acting(request), reason=fact(gettext_noop("Translation confirmed as right"))):
        row = get_object_or_404(model._base_manager.select_for_update(), pk=number)
        if not site.get_model_admin(model).has_change_permission(request, row):
            raise PermissionDenied
        confirmed = list(_confirmed(row, sent))
        is_as_shown = all(mark == mark_of(each, name, code) for each, name, code, mark in confirmed)
        if is_as_shown:
            _declare_right(confirmed)
    if is_as_shown:
        messages.success(request, quoting(_("“%(name)s”: the translation counts as up to date."), name=row))
    else:
        messages.warning(
            request, quoting(_("“%(name)s” was changed after the table was shown: compare once more."), name=row)
        )
    query = request.POST.get("query", "")
    return HttpResponseRedirect(reverse("admin:translations") + (query if query.startswith("?") else ""))


office_pages: Final = (
    ("translations/", "translations", table_view),
    ("translations/right/", "translations-right", right_view),
)
