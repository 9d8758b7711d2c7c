"""What somebody shows besides the password to sign in: an app with codes, passkeys, and codes on paper."""

from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class FactorKind(models.TextChoices):
    APP = "app", _("authenticator app")
    PASSKEY = "passkey", _("passkey")
    RECOVERY = "recovery", _("recovery code")


class SecondFactorQuerySet(models.QuerySet["SecondFactor"]):
    def lasting(self) -> Self:
        """Return apps and passkeys: recovery codes only stand in for one of them."""
        return self.exclude(kind=FactorKind.RECOVERY).order_by("pk")

    def unused_recovery(self) -> Self:
        """Return the recovery codes that are left."""
        return self.filter(kind=FactorKind.RECOVERY, used_at=None)


class SecondFactor(models.Model):
    """One of them; `secret` is the encrypted key of an app, the public key of a passkey, the digest of a code."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="second_factors")
    kind = models.CharField(max_length=8, choices=FactorKind)
    name = models.CharField(_("name"), max_length=80, blank=True)
    secret = models.TextField()
    #: The last step of an app, the count of signatures of a passkey: what is not above it has been used before.
    counter = models.BigIntegerField(default=0)
    made_at = models.DateTimeField(auto_now_add=True)
    used_at = models.DateTimeField(null=True)

    objects = SecondFactorQuerySet.as_manager()

    class Meta:
        verbose_name = _("second factor")
        verbose_name_plural = _("second factors")
        default_permissions = ()

    def __str__(self) -> str:
        return self.name or self.get_kind_display()
