"""Changes of live pages that wait to be told: many saves of many pages become one letter to each reader."""

from datetime import timedelta
from typing import Final, Self
from uuid import UUID, uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from partnerships.models.user import TellChanges

#: A run that has died in the middle holds what it took no longer than this.
HELD_FOR: Final = timedelta(hours=1)
#: What could not be told for so long is told no more: the history has it.
KEPT_FOR: Final = timedelta(days=14)


class UntoldChangeQuerySet(models.QuerySet["UntoldChange"]):
    def soon(self) -> Self:
        """Return what waits for those who want to hear of it within minutes."""
        return self.filter(reader__changes_told=TellChanges.SOON)

    def claim(self) -> UUID:
        """Take what waits and nobody else is telling, in one step; return the mark of what was taken."""
        mark, now = uuid4(), timezone.now()
        free = Q(claim=None) | Q(claimed_at__lt=now - HELD_FOR)
        self.filter(free).update(claim=mark, claimed_at=now)
        return mark

    def claimed(self, mark: UUID) -> Self:
        """Return what was taken under `mark`, the earliest change first, with who reads and who wrote."""
        return self.filter(claim=mark).select_related("reader", "by").order_by("pk")

    def forgotten(self) -> Self:
        """Return what has waited too long."""
        return self.filter(changed_at__lt=timezone.now() - KEPT_FOR)


class UntoldChange(models.Model):
    """One page that one person has changed, for one reader; the same again only moves its moment."""

    reader = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="untold_changes")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    model = models.CharField(max_length=60)
    object_id = models.PositiveBigIntegerField()
    changed_at = models.DateTimeField(default=timezone.now)
    claim = models.UUIDField(null=True)
    claimed_at = models.DateTimeField(null=True)

    objects = UntoldChangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("change to be told")
        verbose_name_plural = _("changes to be told")
        default_permissions = ()
        constraints = [
            # What a run has taken stays as it is: a save after that is told by the next one.
            models.UniqueConstraint(
                fields=["reader", "by", "model", "object_id"], condition=Q(claim=None), name="untold_change_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.model} {self.object_id}"
