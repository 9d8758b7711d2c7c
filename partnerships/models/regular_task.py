"""Work that is done again and again: when it was last begun and done, by whichever program began it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Final

from django.db import models
from django.db.models import Q
from django.utils import timezone

#: A run that has died in the middle holds its task no longer than this.
HELD_FOR: Final = timedelta(hours=2)


class RegularTaskQuerySet(models.QuerySet["RegularTask"]):
    def claim(self, name: str, before: datetime) -> bool:
        """Take the task unless another program has it, or it was begun after `before`: one step, so one wins."""
        self.get_or_create(name=name)
        now = timezone.now()
        free = Q(claimed_at=None) | Q(claimed_at__lt=now - HELD_FOR)
        due = Q(begun_at=None) | Q(begun_at__lt=before)
        return bool(self.filter(free, due, name=name).update(claimed_at=now, begun_at=now))

    @contextmanager
    def noted(self, name: str) -> Iterator[None]:
        """Note that the task was done, or why it failed; the error goes on."""
        self.get_or_create(name=name)
        task = self.filter(name=name)
        try:
            yield
        except Exception as error:
            task.update(claimed_at=None, fault=str(error)[:500] or type(error).__name__)
            raise
        task.update(claimed_at=None, done_at=timezone.now(), fault="")


class RegularTask(models.Model):
    """One kind of regular work of the installation; no part of the register."""

    name = models.CharField(max_length=40, primary_key=True)
    claimed_at = models.DateTimeField(null=True)
    begun_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    fault = models.TextField(blank=True)

    objects = RegularTaskQuerySet.as_manager()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.name

    @property
    def is_unfinished(self) -> bool:
        """Whether the last run failed, or died in the middle."""
        return self.begun_at is not None and (self.done_at is None or self.done_at < self.begun_at)
