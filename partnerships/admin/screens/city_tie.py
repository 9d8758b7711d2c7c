"""How the ties are: a list of all cities that is sorted and narrowed, and of each what is known and owed."""

from collections.abc import Callable
from datetime import date
from typing import Any, Final

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from partnerships.admin.access import acting
from partnerships.admin.screen import Screen, record_of, screen_page
from partnerships.browsing.tie_health import FIGURES, YEARS, TieHealth, contacts, figures_seen, rows_behind, tie_healths
from partnerships.history.references import bearer
from partnerships.kinds import KINDS
from partnerships.models import Commitment, CountryGroup, OutgoingLetter, PlanItem
from partnerships.staff.addresses import link

#: What was met with lately, on the page of a city.
LATEST: Final = 5
SILENT: Final = (1, 2, 3, 5)
SINCE: Final = ngettext_lazy("%(years)d year and more", "%(years)d years and more", "years")
OVER: Final = ngettext_lazy("%(years)d year", "%(years)d years", "years")

#: Word of the address → what the list is sorted by.
ORDERS: Final[dict[str, Callable[[TieHealth], Any]]] = {
    "silent": lambda tie: (tie.last_contact or date.min, tie.city.pk),
    "owed": lambda tie: -tie.owed,
    "balance": lambda tie: -abs(tie.balance),
    **{
        figure.name: (lambda tie, name=figure.name: -tie.figures.get(name, 0))  # type: ignore[misc]  # of a default
        for figure in FIGURES
    },
}


class TieFilter(forms.Form):
    """Which ties, in which order, with delegations of how many years."""

    order = forms.ChoiceField(
        label=gettext_lazy("Order"),
        required=False,
        choices=[
            ("", gettext_lazy("by name")),
            ("silent", gettext_lazy("longest without a contact first")),
            ("owed", gettext_lazy("most to do first")),
            ("balance", gettext_lazy("least balanced first")),
            *((figure.name, figure.label) for figure in FIGURES),
        ],
    )
    silent = forms.TypedChoiceField(
        label=gettext_lazy("Without a contact"),
        required=False,
        coerce=int,
        choices=lambda: [("", gettext_lazy("any")), *((years, SINCE % {"years": years}) for years in SILENT)],
    )
    group = forms.ModelChoiceField(
        label=gettext_lazy("Group"),
        required=False,
        queryset=CountryGroup.objects.all(),
        empty_label=gettext_lazy("all"),
    )
    owed = forms.BooleanField(label=gettext_lazy("only with something to do"), required=False)
    years = forms.TypedChoiceField(
        label=gettext_lazy("Delegations of"),
        required=False,
        coerce=int,
        choices=lambda: [(years, OVER % {"years": years}) for years in (1, 3, YEARS, 10)],
        initial=YEARS,
    )

    def asked(self, name: str) -> Any:
        """Return what is asked for under `name`; nothing for nonsense."""
        return self.cleaned_data.get(name) if self.is_valid() else None

    def span(self) -> int:
        """Return over how many years delegations are counted."""
        return int(self.asked("years") or YEARS)

    def narrowed(self, ties: list[TieHealth], today: date) -> list[TieHealth]:
        """Return those of `ties` that are asked for, in the order that is asked for."""
        silent, group = self.asked("silent"), self.asked("group")
        if silent:
            ties = [tie for tie in ties if tie.days_since is None or tie.days_since >= int(silent) * 365]
        if group:
            ties = [tie for tie in ties if tie.city.group == group]
        if self.asked("owed"):
            ties = [tie for tie in ties if tie.owed]
        order = ORDERS.get(self.asked("order") or "")
        return sorted(ties, key=order) if order else ties


def _may(request: HttpRequest) -> Callable[[str], bool]:
    return lambda model: acting(request).has_perm(f"partnerships.view_{model}")


def ties_view(screen: Screen, request: HttpRequest) -> HttpResponse:
    """Show all ties with their figures."""
    if not screen.has_view_permission(request):
        raise PermissionDenied
    today, figures = timezone.localdate(), figures_seen(_may(request))
    form = TieFilter({"years": YEARS, **request.GET.dict()})
    ties = form.narrowed(tie_healths(today, figures, form.span()), today)
    context = {
        "form": form,
        "figures": figures,
        "lines": [
            {"tie": tie, "url": link(tie.city, "tie"), "cells": [(f, tie.figures.get(f.name, 0)) for f in figures]}
            for tie in ties
        ],
        "years": form.span(),
    }
    return screen_page(screen, request, "screens/ties", _("How the ties are"), context)


def tie_view(screen: Screen, request: HttpRequest, object_id: int) -> HttpResponse:
    """Show what is known of one city and owed to it: the rows behind each figure."""
    city = record_of(screen, request, object_id)
    today, form = timezone.localdate(), TieFilter({"years": YEARS, **request.GET.dict()})
    seen = contacts(today).of_kinds(kind for kind in KINDS if _may(request)(kind)).with_city(city)
    figures = figures_seen(_may(request))
    context = {
        "original": city,
        "latest": [(record, link(record)) for record in seen.newest_first()[:LATEST]],
        "parts": [(figure, _lines(request, figure, city, today, form.span())) for figure in figures],
        "years": form.span(),
    }
    return screen_page(screen, request, "screens/tie", _("What we know and owe: %(city)s") % {"city": city}, context)


def _lines(request: HttpRequest, figure: Any, city: Any, today: date, years: int) -> list[tuple[str, str, str]]:
    """Return the rows behind a figure: name, date, address."""
    return [(str(row), _date_of(row), link(bearer(row))) for row in rows_behind(city, figure, today, years)]


def _date_of(row: Any) -> str:
    """Return the date that a row tells: an agreement may have been signed on a day that nobody knows."""
    if isinstance(row, OutgoingLetter):
        return str(row.sent_on or "")
    return str(row.due if isinstance(row, PlanItem | Commitment) else row.period)


#: Of the list of cities.
pages: Final = (("ties/", "ties", ties_view), ("<int:object_id>/tie/", "tie", tie_view))
