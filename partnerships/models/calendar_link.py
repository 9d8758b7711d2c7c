"""The private address at which somebody of the staff follows the office's calendar."""

import secrets

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from partnerships.models.preview_link import digest_of_token
from partnerships.models.user import User


class CalendarLinkQuerySet(models.QuerySet["CalendarLink"]):
    def find(self, token: str) -> "CalendarLink | None":
        """Return the link with this token, of somebody who still works here."""
        working = self.filter(user__is_active=True, user__is_staff=True)
        return working.select_related("user").filter(digest=digest_of_token(token)).first()

    def make(self, user: User) -> str:
        """Give `user` a new address in place of the one before; return its token, which is kept nowhere."""
        token = secrets.token_urlsafe(32)
        self.update_or_create(
            user=user, defaults={"digest": digest_of_token(token), "made_at": timezone.now(), "read_on": None}
        )
        return token


class CalendarLink(models.Model):
    """The right to read the calendar as one person of the staff may see it; it shows what is internal."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="calendar_link")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    read_on = models.DateField(null=True)

    objects = CalendarLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("address of the calendar")
        verbose_name_plural = _("addresses of calendars")
        default_permissions = ()

    def note_reading(self) -> None:
        """Remember the day on which a program asked for it last, so that nobody wonders whether it still does."""
        today = timezone.localdate()
        if self.read_on != today:
            self.read_on = today
            self.save(update_fields=["read_on"])

    def __str__(self) -> str:
        return str(self.user)
