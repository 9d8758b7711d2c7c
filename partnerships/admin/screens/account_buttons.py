"""Buttons on the account of a colleague: sign them out everywhere, let them set up the second step anew."""

from typing import Final

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from partnerships.admin.screen import Screen, ScreenPages, address_of_screen
from partnerships.models import User
from partnerships.staff import second_factor


def _person(screen: Screen, request: HttpRequest, object_id: str) -> User:
    """Return whose account a button is about; only a button of somebody who may change it gets so far."""
    person: User | None = screen.get_object(request, unquote(object_id))
    if request.method != "POST" or not screen.has_change_permission(request, person):
        raise PermissionDenied
    if person is None:
        raise Http404
    return person


def _done(screen: Screen, request: HttpRequest, person: User, told: str) -> HttpResponse:
    if person == request.user:
        return HttpResponseRedirect(reverse("admin:login"))
    messages.success(request, told % {"name": person})
    return HttpResponseRedirect(address_of_screen(screen, "change", person.pk))


def end_sessions_view(screen: Screen, request: HttpRequest, object_id: str) -> HttpResponse:
    """Sign one member of staff out everywhere."""
    person = _person(screen, request, object_id)
    person.end_sessions()
    screen.log_change(request, person, [{"changed": {"fields": [gettext_noop("Sessions")]}}])
    return _done(screen, request, person, _("%(name)s is signed out everywhere."))


def reset_second_factor_view(screen: Screen, request: HttpRequest, object_id: str) -> HttpResponse:
    """Take the second factors from somebody who has lost them: they set up new ones at the next sign-in."""
    person = _person(screen, request, object_id)
    if person == request.user:
        messages.error(request, _("Your own second step is changed here, with your password."))
        return HttpResponseRedirect(reverse("admin:second-factor"))
    second_factor.reset(person)
    screen.log_change(
        request, person, [{"deleted": {"name": "Second step of signing in", "object": person.get_username()}}]
    )
    return _done(screen, request, person, _("%(name)s is signed out, and sets up the second step anew."))


pages: Final[ScreenPages] = (
    ("<path:object_id>/end-sessions/", "end_sessions", end_sessions_view),
    ("<path:object_id>/reset-second-step/", "reset_second_factor", reset_second_factor_view),
)
