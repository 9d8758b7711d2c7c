"""Two languages side by side: marks on the form, and the table of what still waits for its translation."""

from collections.abc import Callable, Iterator
from typing import Any, Final, cast

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.contrib.admin.sites import AdminSite
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.http import urlencode
from django.utils.text import capfirst
from django.utils.translation import get_language_info, gettext_lazy, gettext_noop
from django.utils.translation import gettext as _

from partnerships.admin.access import acting
from partnerships.admin.forms.translation_marks import MARKS
from partnerships.admin.home.task_rows import TaskRows, Whole
from partnerships.history import revisions
from partnerships.history.reasons import fact
from partnerships.models import City, Kind, PartnerRequest, Record
from partnerships.models.publication import SCHEDULED, Publication, State
from partnerships.models.translated import Translated, Translation, mark_of, other_languages, states, translated_fields
from partnerships.readiness import Gap
from partnerships.readiness.rows import translations as of_rows
from partnerships.readiness.summary import with_rows
from partnerships.staff.addresses import link
from partnerships.text.quotes import quoting
from partnerships.text.translated import text_column

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
OF_CITY: Final[dict[Any, str]] = {Record: "cities", City: "pk", PartnerRequest: "city"}


class TableFilter(forms.Form):
    """Which texts the table shows."""

    kind = forms.ChoiceField(label=gettext_lazy("What"), required=False)
    need = forms.ChoiceField(
        label=gettext_lazy("Translation"),
        required=False,
        choices=[(OPEN, gettext_lazy("Missing or older than the original")), *Translation.choices],
    )
    state = forms.ChoiceField(label=gettext_lazy("State"), required=False, choices=STATES)
    city = forms.ModelChoiceField(
        City.objects.for_list(), label=gettext_lazy("City"), required=False, empty_label=gettext_lazy("All cities")
    )

    def __init__(self, data: Any, kinds: dict[str, Any]) -> None:
        super().__init__({"need": OPEN, **{key: data[key] for key in data if data[key]}})
        cast("forms.ChoiceField", self.fields["kind"]).choices = list(kinds.items())

    def rows(self, kinds: dict[str, Any]) -> TaskRows:
        """Return what the form asks for, the latest of each kind first; nothing when it asks for nonsense."""
        if not self.is_valid():
            return TaskRows()
        chosen = self.cleaned_data["kind"]
        names = [chosen] if chosen else [name for name in kinds if name and name not in Kind.values]
        return TaskRows(*(rows for name in names for rows in self._narrowed(_model(name), kinds)))

    def _narrowed(self, model: Any, kinds: dict[str, Any]) -> Iterator[QuerySet[Any]]:
        """Yield the rows of `model`, if any of them can have what the form asks for."""
        chosen = self.cleaned_data
        rows = model._default_manager.filter(translation__in=NEEDS[chosen["need"]])
        if model is Record:
            rows = rows.of_kinds(kinds.keys() & set(Kind.values))
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
    found = (model for model in admin.site._registry if issubclass(model, Translated))
    return next((model for model in found if model._meta.model_name == name), None)


def kinds_for(request: HttpRequest) -> dict[str, str]:
    """Return what this user may look at here, by name: everything first, then all records together."""
    screens = {
        str(model._meta.model_name): capfirst(str(model._meta.verbose_name_plural))
        for model, screen in admin.site._registry.items()
        if issubclass(model, Translated) and model is not Record and screen.has_view_permission(request)
    }
    records = {RECORDS: _("Records of all kinds")} if set(screens) & set(Kind.values) else {}
    return {"": _("Everything"), **records, **screens}


def records_of_kind(rows: list[Any]) -> list[Any]:
    """Return `rows`, each record as its own kind, in the same order and with one question a kind."""
    spines = [row for row in rows if type(row) is Record]
    found = {
        (kind, row.pk): row
        for kind in Kind.values
        for row in _model(kind)._base_manager.filter(pk__in=[item.pk for item in spines if item.kind == kind])
    }
    return [found.get((getattr(row, "kind", ""), row.pk), row) for row in rows]


def translation_line(row: Any, rows: list[Gap], *, may: bool) -> dict[str, Any]:
    """Return a row of the table: its name, and for every language what needs a hand, each with its field.

    `rows` are the lines about rows of the record; `may` says that this user changes such records, and so can say
    that a translation is still right.
    """
    texts = states(row)
    model: Any = type(row)
    labels = {name: capfirst(str(model._meta.get_field(name).verbose_name)) for name in translated_fields(model)}
    cells = [
        {
            "language": get_language_info(code)["name_translated"],
            "ready": Translation.READY in texts[code].values(),
            "fields": [
                {
                    "label": labels[name],
                    "state": state,
                    "mark": MARKS[Translation(state)],
                    "url": f"{link(row)}#id_{text_column(name, code)}",
                }
                for name, state in texts[code].items()
                if state in MARKS
            ]
            + [
                {"label": gap.text, "state": Translation.MISSING, "mark": "", "url": f"{link(row)}#{gap.anchor}"}
                for gap in rows
                if gap.slug.endswith(f"-{code}")
            ],
            "stale": " ".join(
                f"{text_column(name, code)}:{mark_of(row, name, code)}"
                for name, state in texts[code].items()
                if may and state == Translation.STALE
            ),
        }
        for code, _name in settings.LANGUAGES
    ]
    return {
        "row": row,
        "kind": row._meta.verbose_name,
        "state": row.state_in_words() if isinstance(row, Publication) else "",
        "url": link(row),
        "key": f"{row._meta.model_name}-{row.pk}",
        "cells": cells,
    }


def _lines(shown: list[Any], may: Callable[[Any], bool]) -> list[dict[str, Any]]:
    rows = {(type(content.record), content.record.pk): list(of_rows(content)) for content in with_rows(shown)}
    return [translation_line(row, rows.get((type(row), row.pk), []), may=may(row)) for row in shown]


def table_view(site: AdminSite, request: HttpRequest) -> HttpResponse:
    """Show record × language, narrowed by kind, need, state and city; each cell one click from its field."""
    kinds = kinds_for(request)
    form = TableFilter(request.GET, kinds)
    page: Any = Paginator(cast("Any", Whole(form.rows(kinds))), PAGE_SIZE).get_page(request.GET.get("page"))
    kept = urlencode({name: request.GET[name] for name in form.fields if request.GET.get(name)})

    def may(row: Any) -> bool:
        return request.user.has_perm(f"partnerships.change_{row._meta.model_name}")

    context = {
        **site.each_context(request),
        "title": _("Translations"),
        "form": form,
        "page": page,
        "lines": _lines(records_of_kind(list(page)), may),
        "languages": [get_language_info(code)["name_translated"] for code, _name in settings.LANGUAGES],
        "query": f"?{kept}&" if kept else "?",
        "here": request.get_full_path(),
    }
    return TemplateResponse(request, "admin/partnerships/home/translations.html", context)


def right_view(site: AdminSite, request: HttpRequest) -> HttpResponse:
    """Declare translations of one record right although the original has changed since."""
    name, _dash, number = request.POST.get("key", "").partition("-")
    model = _model(name)
    if request.method != "POST" or model is None or not number.isdecimal() or len(number) > 18:
        raise Http404
    sent = dict(item.partition(":")[::2] for item in request.POST.get("columns", "").split())
    known = [(field, code) for field in translated_fields(model) for code in other_languages()]
    pairs = [(field, code) for field, code in known if text_column(field, code) in sent]
    with revisions.revision(by=acting(request), reason=fact(gettext_noop("Translation confirmed as right"))):
        row = get_object_or_404(model._base_manager.select_for_update(), pk=number)
        if not site._registry[model].has_change_permission(request, row):
            raise PermissionDenied
        is_as_shown = all(sent[text_column(field, code)] == mark_of(row, field, code) for field, code in pairs)
        if is_as_shown:
            row.off_page = True
            row.remember(right=tuple(text_column(field, code) for field, code in pairs))
            row.save()
    if is_as_shown:
        messages.success(request, quoting(_("“%(name)s”: the translation counts as up to date."), name=row))
    else:
        messages.warning(
            request, quoting(_("“%(name)s” was changed after the table was shown: compare once more."), name=row)
        )
    query = request.POST.get("query", "")
    return HttpResponseRedirect(reverse("admin:translations") + (query if query.startswith("?") else ""))


def urls(site: AdminSite) -> list[URLPattern]:
    """Return the addresses of this part."""
    return [
        path("translations/", site.admin_view(lambda request: table_view(site, request)), name="translations"),
        path(
            "translations/right/", site.admin_view(lambda request: right_view(site, request)), name="translations-right"
        ),
    ]
