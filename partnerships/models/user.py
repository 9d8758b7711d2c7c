"""The staff of the department."""

from typing import Final

from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from partnerships.models.text import PlainText
from partnerships.text.translated import CODES

#: In these fields a reader says which letters to get; what waits for a decision is always told.
LETTERS: Final = ("wants_returned", "wants_approved", "changes_told", "wants_morning")


class TellChanges(models.TextChoices):
    SOON = "soon", _("within fifteen minutes")
    MORNING = "morning", _("in the morning")
    NEVER = "never", _("not at all")


class User(PlainText, AbstractUser):
    """A member of staff, with the language the back office speaks to them."""

    language = models.CharField(
        _("language of the back office"), max_length=12, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE
    )

    wants_returned = models.BooleanField(
        _("letters: returned to you"),
        default=True,
        help_text=_("When the head gives a record back to you with a comment."),
    )
    wants_approved = models.BooleanField(
        _("letters: approved"), default=True, help_text=_("When what you sent to the head is approved.")
    )
    changes_told = models.CharField(
        _("letters: changes on the site"),
        max_length=8,
        choices=TellChanges,
        default=TellChanges.SOON,
        help_text=_("For those who approve: pages on the site that others have changed, many in one letter."),
    )
    wants_morning = models.BooleanField(
        _("morning letter"),
        default=True,
        help_text=_("What waits for you today, by e-mail each morning; agreements and old drafts on Mondays."),
    )
    morning_on = models.DateField(_("day of the last morning letter"), null=True, editable=False)
    #: When a run began to write it: one that has died holds it no longer than an hour.
    morning_claimed_at = models.DateTimeField(null=True, editable=False)
    password_is_initial = models.BooleanField(
        _("the password was given by somebody else"), default=False, editable=False
    )
    second_factor_asked = models.DateTimeField(_("when a second factor was first asked for"), null=True, editable=False)
    sessions_ended = models.PositiveIntegerField(_("times all sessions were ended"), default=0, editable=False)

    class Meta(AbstractUser.Meta):
        swappable = "AUTH_USER_MODEL"
        verbose_name = _("staff member")  # type: ignore[assignment]  # Django's own is typed as a str
        verbose_name_plural = _("staff")  # type: ignore[assignment]  # Django's own is typed as a str

    def __str__(self) -> str:
        return self.get_full_name() or self.username

    def _get_session_auth_hash(self, secret: object = None) -> str:
        """Return what every session of this user is checked against: it also changes with `end_sessions`."""
        whole: str = super()._get_session_auth_hash(secret=secret)
        return f"{whole}-{self.sessions_ended}" if self.sessions_ended else whole

    def set_password(self, raw_password: str | None) -> None:
        """Set a password of one's own; whoever gives one to somebody else marks it afterwards."""
        super().set_password(raw_password)
        self.password_is_initial = False

    def end_sessions(self) -> None:
        """Sign this user out everywhere, on the next request of each browser and each program."""
        self.sessions_ended += 1
        self.save(update_fields=["sessions_ended"])
        apps.get_model("partnerships.CalendarLink").objects.filter(user=self).delete()

    @property
    def spoken_language(self) -> str:
        """The language to speak to them: the first one of the site where theirs is no longer among its languages."""
        return self.language if self.language in CODES else CODES[0]
