"""What is kept of an erasure: that it was done, by whom, on whose word, and how far it went. Not whose data it was."""

from django.conf import settings
from django.db import models
from django.utils import timezone


class Erasure(models.Model):
    """One of them."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    basis = models.CharField(max_length=250)
    people = models.PositiveIntegerField()
    versions = models.PositiveIntegerField()

    class Meta:
        default_permissions = ()
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return self.basis
