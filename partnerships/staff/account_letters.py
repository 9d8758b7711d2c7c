"""A letter to whoever an account belongs to when what it is signed in with has changed, whoever changed it."""

from collections.abc import Callable
from functools import partial

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from partnerships.models import User
from partnerships.staff import mail


def tell_password(user: User) -> None:
    """Tell the owner of a new password; whoever has never signed in has just got the account."""
    if user.last_login is not None:
        tell(user, lambda: _("Your password has been changed"))


def tell_email(user: User, before: str) -> None:
    """Tell the owner of another e-mail, at the new one and at the one `before`."""
    words = partial(_words, lambda: _("Your e-mail in the register has been changed"))
    mail.write([user], words)
    if before and (letter := mail.letter(user, words)):
        letter.to = [before]
        if user.is_active and user.is_staff:
            transaction.on_commit(lambda: mail.postman.submit(mail.send, [letter]))


def tell_factor(user: User) -> None:
    """Tell the owner that the second step was added to, taken from, or given new recovery codes."""
    tell(user, lambda: _("The second step of your sign-in has been changed"))


def tell(user: User, subject: Callable[[], str]) -> None:
    """Write to `user` what `subject` says in their language, and what to do if it was not them."""
    mail.write([user], partial(_words, subject))


def _words(subject: Callable[[], str], user: User) -> mail.LetterText:
    told = [
        _("%(what)s. The account: %(name)s.") % {"what": subject(), "name": user.get_username()},
        _("If it was you, or somebody you have asked, there is nothing to do."),
        _("If not, tell the administrator of the register, and set a new password by a letter: %(address)s")
        % {"address": mail.whole_address(reverse("admin_password_reset"))},
    ]
    return subject(), told
