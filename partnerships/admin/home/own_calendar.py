"""One's own address of the office's calendar: made, made anew, revoked."""

from typing import Final

from django.contrib import messages
from django.contrib.admin import AdminSite
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from partnerships.admin.access import acting
from partnerships.models import CalendarLink


def own_calendar(site: AdminSite, request: HttpRequest) -> HttpResponse:
    """Show whether there is an address; make one, which is shown this once, or revoke it."""
    user, address = acting(request), ""
    if request.method == "POST" and "revoke" in request.POST:
        CalendarLink.objects.filter(user=user).delete()
        messages.success(request, _("The address leads nowhere any more."))
        return HttpResponseRedirect(request.path)
    if request.method == "POST" and "make" in request.POST:
        path = reverse("office-calendar", args=[CalendarLink.objects.make(user)])
        address = request.build_absolute_uri(path)
    context = {
        **site.each_context(request),
        "title": _("Calendar of the office"),
        "link": CalendarLink.objects.filter(user=user).first(),
        "address": address,
    }
    return TemplateResponse(request, "admin/partnerships/home/own_calendar.html", context)


office_pages: Final = (("account/calendar/", "own-calendar", own_calendar),)
