"""The staff of the department."""

from typing import Any

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _


class User(AbstractUser):
    """A member of staff, with the language the back office speaks to them."""

    language = models.CharField(
        _("language of the back office"), max_length=5, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE
    )

    wants_mail = models.BooleanField(
        _("mail about approvals"),
        default=True,
        help_text=_("What waits for you, what was returned to you and what was published, by e-mail."),
    )
    wants_morning = models.BooleanField(
        _("morning letter"),
        default=True,
        help_text=_("What waits for you today, by e-mail each morning; agreements and old drafts on Mondays."),
    )
    sessions_ended = models.PositiveIntegerField(_("times all sessions were ended"), default=0, editable=False)

    class Meta(AbstractUser.Meta):
        swappable = "AUTH_USER_MODEL"
        verbose_name = _("staff member")  # type: ignore[assignment]
        verbose_name_plural = _("staff")  # type: ignore[assignment]

    def __str__(self) -> str:
        return self.get_full_name() or self.username

    def _get_session_auth_hash(self, secret: Any = None) -> str:
        """Return what every session of this user is checked against: it also changes with `end_sessions`."""
        whole: str = super()._get_session_auth_hash(secret=secret)
        return f"{whole}-{self.sessions_ended}" if self.sessions_ended else whole

    def end_sessions(self) -> None:
        """Sign this user out everywhere, on the next request of each browser."""
        self.sessions_ended += 1
        self.save(update_fields=["sessions_ended"])
