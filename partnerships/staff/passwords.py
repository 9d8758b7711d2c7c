"""Passwords: those that name the place, the product or a year are refused; a forgotten one is set by a letter."""

import logging
import re
import secrets
from typing import Final

from django.contrib.auth.forms import PasswordResetForm
from django.contrib.auth.tokens import default_token_generator
from django.core.exceptions import ValidationError
from django.db import connection
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import gettext as _

from partnerships.models import CountedPurpose, CountedRequest, HomeCity, User
from partnerships.staff import account_letters, mail
from partnerships.text.translated import text_columns
from partnerships.text.transliteration import latin

log = logging.getLogger(__name__)

#: What whoever guesses at a register of partner cities tries first, in the languages of the interface.
PRODUCT: Final = """
    register registry registre reestr partner partners partenaire partenaires partnership sister twin friend friends
    city cities town ville villes stadt staedte stadte partnerstadt partnerstaedte jumelage gorod goroda partnery
    pobratim pobratimy admin administrator administration administratsiya merija meriya mayor mairie rathaus department
    otdel password passwort parol hello welcome privet qwerty ytsuken
""".split()
#: So many letters and digits have to be left when the words above, the city's names and years are taken out.
LEFT: Final = 6


class PlaceValidator:
    """Refuses what is made of the names of the home city, words of the product and years."""

    def validate(self, password: str, user: object = None) -> None:
        """Raise where too little is left without them."""
        rest = latin(password)
        for word in sorted({*PRODUCT, *_names_of_city()}, key=len, reverse=True):
            rest = rest.replace(word, " ")
        rest = re.sub(r"(19|20)\d\d", " ", rest)
        if len(re.sub(r"[\W_]+", "", rest)) < LEFT and rest != latin(password):
            raise ValidationError(self.get_help_text(), code="password_of_the_place")

    def get_help_text(self) -> str:
        """Return the rule in words."""
        return _("The name of the city, words such as “register” or “partner”, and a year do not make a password.")


class NewValidator:
    """Refuses the password that the account has now: it is to be a new one."""

    def validate(self, password: str, user: object = None) -> None:
        """Raise where nothing would change."""
        if isinstance(user, User) and user.pk and user.check_password(password):
            raise ValidationError(_("This is the password that the account has now."), code="password_unchanged")

    def get_help_text(self) -> str:
        """Return the rule in words."""
        return _("It is another one than now.")

    def password_changed(self, password: str, user: object = None) -> None:
        """Tell the owner: Django says so of each new password, by whatever way, and not of an old one hashed anew."""
        if isinstance(user, User):
            account_letters.tell_password(user)


def _names_of_city() -> set[str]:
    home = HomeCity.objects.current()
    texts = (getattr(home, column) or "" for column in text_columns("name", "name_genitive", "region"))
    words = {word for text in texts for word in re.findall(r"\w+", latin(text)) if len(word) > 3}
    return words | {word[:-1] for word in words if len(word) > 5}  # in whatever case it stands


def initial_password(user: User) -> str:
    """Give `user` a password for one sign-in, after which they choose their own; return it."""
    password = secrets.token_urlsafe(9)
    user.set_password(password)
    user.password_is_initial = True
    user.save(update_fields=["password", "password_is_initial"])
    return password


def send_link(mailbox: str, site: str) -> None:
    """Write to whoever has `mailbox`, if anybody has, from another thread: the answer takes as long for everybody."""
    mail.postman.submit(_write_apart, mailbox, site)


def write_link(mailbox: str, site: str) -> None:
    """Write to everybody of the staff who has `mailbox` how to set a new password on `site`."""
    if CountedRequest.objects.is_flooded(CountedPurpose.PASSWORD, mailbox):
        return
    with mail.from_site(site):
        found = [user for user in PasswordResetForm().get_users(mailbox) if mail.reaches(user)]
        mail.send([letter for user in found if (letter := mail.letter(user, _words))])


def _write_apart(mailbox: str, site: str) -> None:
    try:
        write_link(mailbox, site)
    except Exception:
        log.exception("No letter about a password could be sent")
    finally:
        connection.close()  # this thread has one of its own


def _words(user: User) -> mail.LetterText:
    key = urlsafe_base64_encode(force_bytes(user.pk))
    address = reverse("password_reset_confirm", args=[key, default_token_generator.make_token(user)])
    told = [
        _("Somebody, you it may be, has asked for a new password for the account %(name)s.") % {"name": user.username},
        _("Open this address within an hour to choose it; it works once: %(address)s")
        % {"address": mail.whole_address(address)},
        _("If it was not you, there is nothing to do: the password stays as it is."),
    ]
    return _("New password"), told
