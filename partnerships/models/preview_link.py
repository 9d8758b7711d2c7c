"""Secret links: one record shown to whoever holds the address, for a few days, until it is revoked."""

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Any, Final, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from partnerships.models.base import Entry
from partnerships.models.city import City
from partnerships.models.record import Record
from partnerships.models.text import PlainText
from partnerships.models.user import User

LONGEST: Final = 7  # days
#: So long after its end a link is still known, should somebody ask who has read a draft; then it goes.
REMEMBERED: Final = timedelta(days=180)


def digest_of_token(token: str) -> str:
    """Return what is kept of a token: nobody who reads the database can make the address of it."""
    return hashlib.sha256(token.encode()).hexdigest()


def ended_before[Links: models.QuerySet[Any]](links: Links, moment: datetime) -> Links:
    """Return those of `links` that were revoked or had expired before `moment`."""
    return links.filter(Q(revoked_at__lt=moment) | Q(expires_at__lt=moment))


class PreviewLinkQuerySet(models.QuerySet["PreviewLink"]):
    def open(self) -> Self:
        """Return links that still lead somewhere."""
        return self.filter(revoked_at=None, expires_at__gt=timezone.now())

    def of(self, entry: Entry) -> Self:
        """Return the links to `entry` that are open, the latest first, with who made them."""
        return self.filter(**_owner(entry)).open().select_related("made_by").order_by("-pk")

    def long_over(self) -> Self:
        """Return links that ended so long ago that nobody asks for whom they were."""
        return ended_before(self, timezone.now() - REMEMBERED)

    def find(self, token: str) -> "PreviewLink | None":
        """Return the open link with this token."""
        return self.open().filter(digest=digest_of_token(token)).first()

    def make(self, entry: Entry, *, by: object, days: int, purpose: str = "") -> tuple["PreviewLink", str]:
        """Make a link to `entry` for so many days; return it with its token, which is kept nowhere."""
        token = secrets.token_urlsafe(32)
        expires = timezone.now() + timedelta(days=max(1, min(days, LONGEST)))
        link = self.create(
            **_owner(entry), digest=digest_of_token(token), made_by=by, expires_at=expires, purpose=purpose
        )
        return link, token


def _owner(entry: Entry) -> dict[str, object]:
    return {"city_id": entry.pk} if isinstance(entry, City) else {"record_id": entry.pk}


class PreviewLink(PlainText):
    """The right to read one record before it is published; it shows what the public will see, and no more."""

    record = models.ForeignKey(Record, null=True, on_delete=models.CASCADE, related_name="preview_links")
    city = models.ForeignKey(City, null=True, on_delete=models.CASCADE, related_name="preview_links")
    digest = models.CharField(max_length=64, unique=True)
    purpose = models.CharField(_("for whom"), max_length=150, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    revoked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    revoked_at = models.DateTimeField(null=True)

    objects = PreviewLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("secret link")
        verbose_name_plural = _("secret links")
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(record=None, city__isnull=False) | Q(record__isnull=False, city=None),
                name="preview_link_to_exactly_one",
            )
        ]

    def __str__(self) -> str:
        return f"{self.record or self.city}"

    def revoke(self, by: User) -> None:
        """End the link at once."""
        self.revoked_at, self.revoked_by = timezone.now(), by
        self.save(update_fields=["revoked_at", "revoked_by"])

    @property
    def owner(self) -> dict[str, int]:
        """The column by which a photo or a document belongs to what the link shows, with its value."""
        return {"record_id": self.record_id} if self.record_id else {"city_id": self.city_id or 0}
