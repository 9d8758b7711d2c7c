"""The days on which greetings are due: last year's text beside this year's, one press to begin with it."""

from datetime import date, timedelta
from typing import Any, Final

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from partnerships.admin.access import acting
from partnerships.admin.screen import Screen, screen_page
from partnerships.delivery import memo
from partnerships.greetings.due import DueDay, coming_days, due_days, kinds_seen
from partnerships.greetings.making import greeting_title, make_greeting
from partnerships.models import Greeting
from partnerships.staff import rights
from partnerships.staff.addresses import link

SPANS: Final = (14, 45, 90, 365)
USUAL: Final = 45
#: What was missed is told for so long.
MISSED: Final = timedelta(days=14)
IN_DAYS: Final = ngettext_lazy("the next %(days)d day", "the next %(days)d days", "days")
SHOWN: Final = {"open": gettext_lazy("still to send"), "done": gettext_lazy("sent or not needed")}


class DaysForm(forms.Form):
    """How far ahead, and which."""

    days = forms.TypedChoiceField(
        label=gettext_lazy("How far"),
        coerce=int,
        required=False,
        choices=lambda: [(days, IN_DAYS % {"days": days}) for days in SPANS],
    )
    show = forms.ChoiceField(
        label=gettext_lazy("Which"), required=False, choices=[("", gettext_lazy("all")), *SHOWN.items()]
    )

    def span(self) -> int:
        """Return how many days are asked for; the usual number for nonsense."""
        return int(self.cleaned_data["days"] or USUAL) if self.is_valid() else USUAL

    def wanted(self, found: list[DueDay]) -> list[DueDay]:
        """Return those of `found` that are asked for."""
        show = self.cleaned_data.get("show") if self.is_valid() else ""
        return [due for due in found if not show or due.is_open == (show == "open")]


def days_view(screen: Screen, request: HttpRequest) -> HttpResponse:
    """Show what is due; or make a greeting for one of the days."""
    if not screen.has_view_permission(request):
        raise PermissionDenied
    if request.method == "POST":
        return _make(screen, request)
    asked = request.GET if request.GET else QueryDict(f"days={USUAL}")
    form, today = DaysForm(asked), timezone.localdate()
    kinds = kinds_seen(acting(request))
    found = coming_days(today - MISSED, today + timedelta(form.span()), memo.home_city(), kinds, with_last=True)
    may_add = screen.has_add_permission(request)
    hidden = rights.hidden_fields(acting(request), Greeting)
    context = {
        "form": form,
        "lines": [_line(due, today, hidden) for due in form.wanted(found)],
        "may_add": may_add,
        "lead": memo.home_city().greeting_lead,
        "today": today,
    }
    return screen_page(screen, request, "screens/greeting_days", _("Greetings that are due"), context)


def _line(due: DueDay, today: date, hidden: frozenset[str]) -> dict[str, Any]:
    """Return a day as the page shows it."""
    greeting = due.greeting
    return {
        "due": due,
        "title": greeting.title if greeting else greeting_title(due),
        "person": "" if hidden or due.kind != "birthday" else str(due.source),
        "city_url": link(due.city),
        "is_late": due.is_open and due.send_by < today,
        "is_now": due.is_open and due.send_by == today,
        "texts": greeting.texts if greeting else [],
        "last_texts": due.last.texts if due.last else [],
        "letter": link(greeting, "letter") if greeting else "",
        "last_letter": link(due.last, "letter") if due.last else "",
    }


def _make(screen: Screen, request: HttpRequest) -> HttpResponse:
    """Make the greeting of the day that was pressed, and lead to what is done next."""
    if not screen.has_add_permission(request):
        raise PermissionDenied
    if "due" not in request.POST:
        return HttpResponseRedirect(request.path)
    due = _pressed(request)
    how = request.POST.get("how", "")
    greeting = make_greeting(due, by=acting(request), again=how == "again", needed=how != "unneeded")
    if how == "unneeded":
        messages.success(request, _("Noted: no greeting is needed."))
        return HttpResponseRedirect(f"{request.path}?{request.GET.urlencode()}")
    if greeting.texts:
        messages.success(request, _("This is last year's text with this year's numbers. Read it before it leaves."))
    return HttpResponseRedirect(link(greeting, "letter" if greeting.texts else "change"))


def _pressed(request: HttpRequest) -> DueDay:
    """Return the day that the form names, of what is due then."""
    key = request.POST.get("due", "")
    try:
        day = date.fromisoformat(key.rpartition("-")[2])
        found = due_days(day, day, memo.home_city(), kinds_seen(acting(request)), with_last=True)
    except (ValueError, OverflowError) as error:
        raise Http404 from error
    due = next((due for due in found if due.key == key and due.kind), None)
    if due is None:
        raise Http404
    return due


pages: Final = (("due/", "due", days_view),)
