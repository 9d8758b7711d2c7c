"""The sessions of the staff, each with who, since when and from where: so that one can see and end one's own.

Django's own sessions in the database with more columns (its documentation: extending database-backed session engines).
"""

from typing import Any, Final, Self, cast

from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.contrib.sessions.base_session import AbstractBaseSession, BaseSessionManager
from django.db import models
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from partnerships.models.user import User

#: Under this key the session itself says since when and from where, as the columns do.
ABOUT: Final = "about"


class StaffSessionQuerySet(models.QuerySet["StaffSession"]):
    def of(self, user: Any) -> Self:
        """Return the sessions of `user` whose time is not over, the one used last first."""
        return self.filter(user=user.pk, expire_date__gt=timezone.now()).order_by("-seen_at")


class StaffSession(AbstractBaseSession):
    """One browser in which somebody signed in; `user` is empty before the second step."""

    user = models.ForeignKey(User, null=True, on_delete=models.CASCADE, related_name="sessions")
    started_at = models.DateTimeField(_("signed in"), default=timezone.now)
    seen_at = models.DateTimeField(_("last used"), default=timezone.now)
    address = models.CharField(_("address"), max_length=45, blank=True)
    browser = models.CharField(_("browser"), max_length=80, blank=True)

    objects = BaseSessionManager.from_queryset(StaffSessionQuerySet)()

    class Meta(AbstractBaseSession.Meta):
        default_permissions = ()

    @classmethod
    def get_session_store_class(cls) -> type["SessionStore"]:
        """Return the store whose rows these are."""
        return SessionStore

    @property
    def mark(self) -> str:
        """What a page calls this session by: the key itself would open it."""
        return salted_hmac("partnerships.session", self.session_key, algorithm="sha256").hexdigest()[:20]

    def is_open(self, user: User) -> bool:
        """Say whether it still lets `user` in: not after a new password, nor after all sessions were ended."""
        began_with = self.get_decoded().get(HASH_SESSION_KEY, "")
        right = (user.get_session_auth_hash(), *user.get_session_auth_fallback_hash())
        return any(constant_time_compare(began_with, one) for one in right)


class SessionStore(DatabaseStore):
    """Writes what a session says of itself into the columns of its row."""

    @classmethod
    def get_model_class(cls) -> type[StaffSession]:
        """Return the model of the rows."""
        return StaffSession

    def create_model_instance(self, data: dict[str, Any]) -> StaffSession:
        """Return the row of this session."""
        row = cast("StaffSession", super().create_model_instance(data))
        about = data.get(ABOUT, {})
        row.user_id = int(data[SESSION_KEY]) if SESSION_KEY in data else None
        row.address, row.browser = about.get("address", ""), about.get("browser", "")
        for name in ("started_at", "seen_at"):
            setattr(row, name, parse_datetime(about.get(name, "")) or timezone.now())
        return row
