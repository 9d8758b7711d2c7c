"""Wrong passwords and codes: counted by account and client address, told to the log, answered with a pause.

django-axes keeps the count in the database, so that every process knows it and a restart does not forget it.
"""

import logging
from typing import Any, cast

from axes.handlers.proxy import AxesProxyHandler
from axes.models import AccessAttempt
from axes.utils import reset
from django.conf import settings
from django.contrib.auth import authenticate
from django.contrib.auth.signals import user_login_failed
from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from partnerships.delivery.client_address import client_address, client_network
from partnerships.models import User
from partnerships.staff import mail, second_factor
from partnerships.views import errors

log = logging.getLogger(__name__)


def counted_by(request: HttpRequest, credentials: dict[str, str]) -> list[list[str]]:
    """Say what django-axes counts together: codes of an account, and passwords of an account from one address."""
    is_code = str((credentials or {}).get("username")).startswith(second_factor.GUESSES)
    return [["username"]] if is_code else [["username", "ip_address"]]


def too_many_guesses(request: HttpRequest, response: HttpResponse | None, credentials: dict[str, str]) -> HttpResponse:
    """Answer as django-axes asks for, in place of `response`: the account is closed to whoever guesses for a while."""
    known = {"username": (credentials or {}).get("username"), "ip_address": client_network(request)}
    (names,) = counted_by(request, credentials)
    mine = AccessAttempt.objects.filter(**{name: known[name] for name in names})
    last = mine.aggregate(last=Max("attempt_time"))["last"] or timezone.now()
    left = settings.AXES_COOLOFF_TIME - (timezone.now() - last)
    return errors.too_many_requests(request, max(1, round(left.total_seconds())))


def may_guess(request: HttpRequest, user: User) -> bool:
    """Say whether the next code of `user` is looked at; if not, django-axes answers in place of the view."""
    allowed: bool = AxesProxyHandler.is_allowed(request, {"username": second_factor.guesses_name(user)})
    if not allowed:
        cast("Any", request).axes_locked_out = True  # so that this one is not counted, which would prolong the pause
        _count(request, user)
    return allowed


def count_wrong(request: HttpRequest, user: User) -> None:
    """Count a wrong code of `user`, whatever address it comes from; at the last one django-axes answers."""
    _count(request, user)
    if getattr(request, "axes_locked_out", False):
        with mail.from_site(request.build_absolute_uri("/")[:-1]):
            mail.write([user], _letter)


def end_pause(user: User) -> None:
    """Take codes of `user` again, and count anew."""
    reset(username=second_factor.guesses_name(user))


def is_password(request: HttpRequest, user: User, password: str) -> bool:
    """Say whether `user` has this password; a wrong one is counted as one at the sign-in."""
    return authenticate(request, username=user.get_username(), password=password) is not None


def _count(request: HttpRequest, user: User) -> None:
    named = {"username": second_factor.guesses_name(user)}
    user_login_failed.send(sender=__name__, credentials=named, request=request, user=user)


def _letter(user: User) -> mail.LetterText:
    told = [
        _("Somebody who has the password of the account %(name)s has given wrong codes for the second step.")
        % {"name": user.username},
        _("If it was not you, change your password: %(address)s")
        % {"address": mail.whole_address(reverse("admin:password_change"))},
    ]
    return _("Wrong codes at the sign-in"), told


def write_down(
    sender: object,
    credentials: dict[str, object],
    request: HttpRequest | None = None,
    user: User | None = None,
    **more: object,
) -> None:
    """Tell the log of a failure. A name that is no account is left out: it may be a password in the wrong field."""
    name = user.get_username() if user else credentials.get("username")
    known = User.objects.filter(username=name).exists() if name else False
    shown = repr(name) if known else "an unknown account"
    what = "Second step" if user else "Sign-in"
    log.warning("%s refused: %s, from %s", what, shown, client_address(request) if request else "a command")


def connect() -> None:
    """Write down every failure from the start of the program."""
    user_login_failed.connect(write_down, dispatch_uid="sign-in refused")
