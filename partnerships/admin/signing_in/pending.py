"""Between the password and the second factor: nobody is signed in yet, and the session only says whose turn it is."""

from time import time
from typing import Final

from django.contrib import messages
from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from partnerships.models import User
from partnerships.staff.rights import BACKEND
from partnerships.staff.signed_in import VERIFIED

KEY: Final = "signing_in"
#: Seconds in which the second factor has to follow.
TIME: Final = 600


def begin(request: HttpRequest, user: User, then: str) -> None:
    """Write down that `user` has given the right password and goes to the address `then` once signed in."""
    logout(request)  # nothing of whoever used this browser before goes on
    request.session[KEY] = {
        "user": user.pk,
        "password": user.get_session_auth_hash(),
        "until": time() + TIME,
        "then": then,
    }


def waiting(request: HttpRequest) -> User | None:
    """Return whose second factor is awaited; None after the time, or when the account has changed meanwhile."""
    kept = request.session.get(KEY)
    if kept is None or kept["until"] < time():
        return None
    user = User.objects.filter(pk=kept["user"], is_active=True, is_staff=True).first()
    return user if user and user.get_session_auth_hash() == kept["password"] else None


def complete(request: HttpRequest, user: User) -> str:
    """Sign `user` in and return where they wanted to go."""
    then: str = request.session.pop(KEY)["then"]
    login(request, user, BACKEND)
    request.session[VERIFIED] = True
    return then


def begin_again(request: HttpRequest) -> HttpResponse:
    """Lead to the password: too much time has passed since it was given."""
    if request.session.pop(KEY, None):
        messages.info(request, _("This took too long. Sign in again."))
    return HttpResponseRedirect(reverse("admin:login"))
