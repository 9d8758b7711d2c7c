"""How long a session lasts, and the page on which one sees and ends one's own."""

from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.contrib import messages
from django.contrib.admin.sites import AdminSite
from django.contrib.auth.signals import user_logged_in
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from partnerships.admin.access import acting
from partnerships.delivery.browser_name import browser_name
from partnerships.delivery.client_address import client_address
from partnerships.models import StaffSession
from partnerships.models.session import ABOUT

#: A session is written at most once in this time for being used.
PACE: Final = timedelta(minutes=1)


def connect() -> None:
    """Let every session begin with when and where."""
    user_logged_in.connect(_begin, dispatch_uid="session begins")


def _begin(sender: object, request: HttpRequest, **more: object) -> None:
    now = timezone.now()
    request.session[ABOUT] = {
        "started_at": now.isoformat(),
        "address": client_address(request) or "",
        "browser": browser_name(request.META.get("HTTP_USER_AGENT", "")),
    }
    _last_until(request, now)


def is_of_a_person(request: HttpRequest) -> bool:
    """Say whether somebody is at work: an open form also speaks by itself, and that prolongs nothing."""
    match = request.resolver_match
    is_beat = match is not None and str(match.url_name).endswith("_unsaved")
    return not is_beat or "_typed" in request.POST


def prolong(request: HttpRequest) -> None:
    """Let the session last from now, though no longer than any session may; Django forgets it at the end."""
    about, now = request.session.get(ABOUT), timezone.now()
    if about and is_of_a_person(request) and now - datetime.fromisoformat(about["seen_at"]) >= PACE:
        _last_until(request, now)


def _last_until(request: HttpRequest, now: datetime) -> None:
    about = request.session[ABOUT]
    longest = datetime.fromisoformat(about["started_at"]) + settings.SESSION_LONGEST
    request.session[ABOUT] = {**about, "seen_at": now.isoformat()}
    # A moment: Django counts a number of seconds anew from whatever is written into the session.
    request.session.set_expiry(min(now + settings.SESSION_IDLE, longest))


def own_sessions(site: AdminSite, request: HttpRequest) -> HttpResponse:
    """Show where one is signed in, and end one session or all others."""
    user = acting(request)
    mine = [row for row in StaffSession.objects.of(user) if row.is_open(user)]
    if request.method == "POST":
        others = [row for row in mine if row.session_key != request.session.session_key]
        chosen = [row.pk for row in others if request.POST.get("end") in (row.mark, "others")]
        StaffSession.objects.filter(pk__in=chosen).delete()
        text = ngettext("%(count)d session ended.", "%(count)d sessions ended.", len(chosen))
        messages.success(request, text % {"count": len(chosen)})
        return HttpResponseRedirect(request.path)
    context = {
        **site.each_context(request),
        "title": _("Where you are signed in"),
        "sessions": mine,
        "current": request.session.session_key,
    }
    return TemplateResponse(request, "admin/partnerships/signing_in/own_sessions.html", context)
