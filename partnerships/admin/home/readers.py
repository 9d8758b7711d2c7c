"""What the public reads: how often each page was opened and its documents downloaded, by month."""

from datetime import date
from typing import Any, Final, cast

from django import forms
from django.contrib.admin.sites import AdminSite
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import Q, QuerySet, Sum
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from partnerships.kinds import KINDS
from partnerships.models import City, Readership, Record
from partnerships.models.base import Entry
from partnerships.period.days import written_month
from partnerships.staff.addresses import link
from partnerships.text.numbers import whole

MOST: Final = 100
CITY: Final = "city"


class MonthFilter(forms.Form):
    """Which month; the last twelve together unless one is chosen."""

    month = forms.ChoiceField(label=gettext_lazy("Month"), required=False)

    def __init__(self, data: QueryDict, months: list[date]) -> None:
        super().__init__(data)
        choices = [(month.isoformat(), capfirst(written_month(month))) for month in months]
        cast("forms.ChoiceField", self.fields["month"]).choices = [("", _("The last twelve")), *choices]

    def rows(self, found: QuerySet[Readership]) -> QuerySet[Readership]:
        """Return those of `found` that the form asks for; all of them when it asks for nonsense."""
        month = self.cleaned_data["month"] if self.is_valid() else ""
        return found.filter(month=month) if month else found


def readers_line(entry: Entry) -> str:
    """Return how often the page of `entry` was opened within a year, as the link on its form says it."""
    views = Readership.objects.of(entry).of_last_year().totals()["views"]
    text = ngettext("Opened %(count)d time in a year", "Opened %(count)d times in a year", views)
    return text % {"count": views} if views else ""


def readers_address(entry: Entry) -> str:
    """Return where the months of `entry` are told."""
    return reverse("admin:readers-of", args=[entry.kind if isinstance(entry, Record) else CITY, entry.pk])


def _kinds(request: HttpRequest) -> list[str]:
    return [kind for kind in (CITY, *KINDS) if request.user.has_perm(f"partnerships.view_{kind}")]


def _seen(request: HttpRequest) -> QuerySet[Readership]:
    """Return what is told to this user: the readers of pages whose forms he may look at."""
    kinds = _kinds(request)
    allowed = Q(record__kind__in=kinds) | (Q(city__isnull=False) if CITY in kinds else Q(pk__in=()))
    return Readership.objects.filter(allowed).of_last_year()


def _lines(rows: QuerySet[models.Model]) -> list[dict[str, object]]:
    """Return the pages that were opened most, each with its numbers."""
    sums = {"views": Sum("views"), "downloads": Sum("downloads")}
    top = list(rows.values("record", "city").annotate(**sums).order_by("-views", "-downloads", "record", "city")[:MOST])
    cities = City.objects.in_bulk([row["city"] for row in top if row["city"]])
    records = Record.objects.in_bulk([row["record"] for row in top if row["record"]])
    owners = ((cities.get(row["city"]) or records.get(row["record"]), row) for row in top)
    found = [(entry, row) for entry, row in owners if entry is not None]  # one may have been deleted in between
    return [
        {
            "name": str(entry),
            "url": readers_address(entry),
            "kind": entry.get_kind_display() if isinstance(entry, Record) else capfirst(City._meta.verbose_name),
            "views": row["views"],
            "downloads": row["downloads"],
        }
        for entry, row in found
    ]


def readers_view(site: AdminSite, request: HttpRequest) -> HttpResponse:
    """Show what is read most."""
    seen = _seen(request)
    form = MonthFilter(request.GET, list(seen.order_by("-month").values_list("month", flat=True).distinct()))
    rows: Any = form.rows(seen)
    context = {
        **site.each_context(request),
        "title": _("What is read"),
        "form": form,
        "lines": _lines(rows),
        "totals": rows.totals(),
        "most": MOST,
    }
    return TemplateResponse(request, "admin/partnerships/home/readers.html", context)


def readers_of_view(site: AdminSite, request: HttpRequest, kind: str, number: int) -> HttpResponse:
    """Show the months of one page."""
    if kind not in (CITY, *KINDS):
        raise Http404
    if kind not in _kinds(request):
        raise PermissionDenied
    entries = City.objects.all() if kind == CITY else Record.objects.filter(kind=kind)
    entry = entries.filter(pk=whole(number)).first()
    if entry is None:
        raise Http404
    months = Readership.objects.of(entry)
    context = {
        **site.each_context(request),
        "title": _("Readers: %(name)s") % {"name": entry},
        "months": list(months),
        "totals": months.totals(),
        "form_url": link(entry),
        "entry": entry,
    }
    return TemplateResponse(request, "admin/partnerships/home/readers_of.html", context)


office_pages: Final = (
    ("readers/", "readers", readers_view),
    ("readers/<slug:kind>/<int:number>/", "readers-of", readers_of_view),
)
