"""The guests' page: the programme of one delegation for whoever holds its secret address, until some days after it."""

import secrets
from datetime import date, datetime, time, timedelta
from typing import Final, Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from partnerships.models.delegation import Delegation
from partnerships.models.preview_link import REMEMBERED, digest_of_token, ended_before
from partnerships.models.text import PlainText
from partnerships.models.user import User
from partnerships.standing import CALLED_OFF

#: So many days after a delegation its page stays: a guest may look up on the way home whom to write to.
DAYS_AFTER: Final = 3
#: By so many days a delegation may be put off and take the links to its page along.
MAY_BE_PUT_OFF: Final = 30
#: No link lives longer than so many days, whatever becomes of its delegation.
LONGEST: Final = 180


def last_day_of_page(visit: Delegation) -> date | None:
    """Return the last day of the guests' page of `visit`; None where its days are not surely known."""
    period = visit.period
    return period.end + timedelta(days=DAYS_AFTER) if period.is_to_the_day and period.end else None


def why_no_page(visit: Delegation) -> str:
    """Return why guests have no page of `visit` today, "" where they have one."""
    if visit.standing in CALLED_OFF:
        return str(_("The delegation is cancelled or postponed."))
    last = last_day_of_page(visit)
    if last is None:
        return str(_("The date of the delegation is not known to the day."))
    return str(_("The delegation is over.")) if last < timezone.localdate() else ""


def why_no_link(visit: Delegation) -> str:
    """Return why no link to the page of `visit` can be made today, "" where one can."""
    if why := why_no_page(visit):
        return why
    last = last_day_of_page(visit)
    if last is None or last <= timezone.localdate() + timedelta(days=LONGEST):
        return ""
    return str(_("It is too early: a link works for %(days)d days at most.") % {"days": LONGEST})


class GuestLinkQuerySet(models.QuerySet["GuestLink"]):
    def not_revoked(self) -> Self:
        """Return links that nobody has ended, whether they lead somewhere today or not; the latest first."""
        return self.filter(revoked_at=None).order_by("-pk")

    def long_over(self) -> Self:
        """Return links that ended so long ago that nobody asks for whom they were."""
        return ended_before(self, timezone.now() - REMEMBERED)

    def find(self, token: str) -> "GuestLink | None":
        """Return the link with this token, with its delegation, if it leads somewhere today."""
        link = self.not_revoked().filter(digest=digest_of_token(token)).select_related("delegation").first()
        return link if link and not link.why_closed else None

    def make(self, delegation: Delegation, *, by: object, purpose: str = "") -> tuple["GuestLink", str]:
        """Make a link to the page of `delegation`; return it with its token, which is kept nowhere.

        Raises ValueError where `why_no_link` says why not.
        """
        last = last_day_of_page(delegation)
        if last is None or why_no_link(delegation):
            raise ValueError(why_no_link(delegation))
        token = secrets.token_urlsafe(32)
        longest = timezone.localdate() + timedelta(days=LONGEST)
        day_after = min(last + timedelta(days=MAY_BE_PUT_OFF), longest) + timedelta(days=1)
        expires = datetime.combine(day_after, time.min, timezone.get_current_timezone())
        link = self.create(
            delegation=delegation, digest=digest_of_token(token), made_by=by, purpose=purpose, expires_at=expires
        )
        return link, token


class GuestLink(PlainText):
    """The right to read what guests are to know of their stay, and no more."""

    delegation = models.ForeignKey(Delegation, on_delete=models.CASCADE, related_name="guest_links")
    digest = models.CharField(max_length=64, unique=True)
    purpose = models.CharField(_("for whom"), max_length=150, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    revoked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    revoked_at = models.DateTimeField(null=True)

    objects = GuestLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("link for guests")
        verbose_name_plural = _("links for guests")
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.delegation)

    def revoke(self, by: User | None) -> None:
        """End the link at once."""
        self.revoked_at, self.revoked_by = timezone.now(), by
        self.save(update_fields=["revoked_at", "revoked_by"])

    @property
    def why_closed(self) -> str:
        """Why it leads nowhere today, "" where it does lead somewhere."""
        if self.expires_at <= timezone.now():
            return str(_("Its longest time is over."))
        return why_no_page(self.delegation)

    @property
    def last_day(self) -> date | None:
        """The last day on which it leads somewhere, None where the days of its delegation are not known."""
        last = last_day_of_page(self.delegation)
        return last and min(last, timezone.localdate(self.expires_at) - timedelta(days=1))
