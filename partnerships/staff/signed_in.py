"""What an open session opens: nothing before a password of one's own, nor without a second factor once that is due."""

from typing import Any, Final

from django.http import HttpRequest

from partnerships.models import User
from partnerships.staff import second_factor

#: In a session that began with a second factor, or in which one was set up.
VERIFIED: Final = "second_factor"


def lacks_second_factor(request: HttpRequest) -> bool:
    """Say whether the session goes on with a password alone after the time for that is over."""
    user: Any = request.user
    is_asked = user.is_authenticated and user.second_factor_asked is not None
    return is_asked and not request.session.get(VERIFIED) and second_factor.is_overdue(user)


def has_initial_password(request: HttpRequest) -> bool:
    """Say whether somebody is signed in by a password that somebody else gave them."""
    return isinstance(request.user, User) and request.user.password_is_initial


def is_at_work(request: HttpRequest) -> bool:
    """Say whether whoever asks is of the staff, and the session opens what their role may see."""
    user = request.user
    is_staff = user.is_active and user.is_staff
    return is_staff and not has_initial_password(request) and not lacks_second_factor(request)
